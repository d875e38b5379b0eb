import { type FormEvent, useState } from 'react';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { dayOf, endOfDay } from '../ui/day.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DateInput, TextArea } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';

interface LodgeAppealProps {
  readonly submission: SubmissionId;
  readonly learner: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const ASKERS = ['learner', 'representative', 'provider'] as const;

/** Lodges an appeal about a released result: what it is about, who asked, and which way the mark may go. */
export function LodgeAppeal({ isOpen, onClose, learner, submission }: LodgeAppealProps) {
  return (
    <Dialog title={t('appeal.lodgeTitle', { learner })} isOpen={isOpen} onClose={onClose}>
      <LodgeForm submission={submission} onClose={onClose} />
    </Dialog>
  );
}

function LodgeForm({ submission, onClose }: Pick<LodgeAppealProps, 'submission' | 'onClose'>) {
  const lodge = useCommand('appeals.lodge');
  const [command] = useState(newCommand);
  const [grounds, setGrounds] = useState('');
  const [asker, setAsker] = useState<(typeof ASKERS)[number]>('learner');
  const [received, setReceived] = useState(() => dayOf(new Date().toISOString()));
  const [due, setDue] = useState('');
  const [direction, setDirection] = useState<'protected' | 'mayLower'>('protected');
  const receivedAt = startOfDay(received);
  const isReady = grounds.trim() !== '' && receivedAt !== null && !lodge.isRunning;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const lodged = await lodge.run({
      command,
      submission,
      asker,
      grounds: grounds.trim(),
      received: receivedAt,
      due: endOfDay(due),
      mayLower: direction === 'mayLower',
    });
    if (!lodged.ok) return;
    onClose();
    go({ room: 'moderate', submission: null, tab: 'appeals', appeal: lodged.value.appeal });
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextArea
        label={t('appeal.grounds')}
        description={t('appeal.groundsWhy')}
        value={grounds}
        onChange={setGrounds}
        maxLength={20_000}
        isRequired
        autoFocus
      />
      <SegmentedControl
        label={t('appeal.asker')}
        value={asker}
        onChange={setAsker}
        options={ASKERS.map((id) => ({ id, label: t(`appeal.asker.${id}`) }))}
      />
      <ChoiceCards
        label={t('appeal.direction')}
        value={direction}
        onChange={setDirection}
        choices={(['protected', 'mayLower'] as const).map((id) => ({
          id,
          label: t(`appeal.${id}`),
          about: t(`appeal.${id}About`),
        }))}
      />
      <DateInput label={t('appeal.received')} value={received} onChange={setReceived} />
      <DateInput label={t('appeal.due')} value={due} min={received} onChange={setDue} />
      <FormEnd error={lodge.error} onCancel={onClose} action={t('appeal.lodge')} isReady={isReady} />
    </form>
  );
}

function startOfDay(day: string): string | null {
  const date = new Date(`${day}T00:00:00.000`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}
