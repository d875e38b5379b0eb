import { useState } from 'react';
import type { Input } from '../../src/api/contract.ts';
import type { PersonKey } from '../../src/domain/ids.ts';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Banner } from '../ui/banner.tsx';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { dayOf, endOfDay } from '../ui/day.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DateInput, TextArea } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import { Select } from '../ui/select.tsx';
import type { AppealDialogProps } from './appeal-actions.tsx';

type Process = Input<'appeals.choose'>['process'];

const PROCESSES = ['clerical_check', 'review', 'blind_remark', 'double_blind'] as const;
const REMARKERS: Readonly<Record<Process, number>> = {
  clerical_check: 0,
  review: 0,
  blind_remark: 1,
  double_blind: 2,
};

/** How the appeal is dealt with, and who marks it anew. */
export function ChooseDialog({ detail, isOpen, onClose }: AppealDialogProps) {
  return (
    <Dialog title={t('appeal.chooseTitle')} isOpen={isOpen} onClose={onClose}>
      <ChooseForm detail={detail} onClose={onClose} />
    </Dialog>
  );
}

function ChooseForm({ detail, onClose }: Omit<AppealDialogProps, 'isOpen'>) {
  const choose = useCommand('appeals.choose');
  const [command] = useState(newCommand);
  const [process, setProcess] = useState<Process | null>(null);
  const [people, setPeople] = useState<readonly (PersonKey | null)[]>([null, null]);
  const [due, setDue] = useState('');
  const [reason, setReason] = useState('');
  const wanted = process === null ? 0 : REMARKERS[process];
  const chosen = people.slice(0, wanted).filter((one) => one !== null);
  const isAgain = detail.process !== null;
  const isReady =
    process !== null &&
    new Set(chosen).size === wanted &&
    (!isAgain || reason.trim() !== '') &&
    !choose.isRunning;

  async function run() {
    if (process === null) return;
    const done = await choose.run({
      command,
      appeal: detail.appeal.appeal,
      process,
      remarkers: chosen,
      due: wanted > 0 ? endOfDay(due) : null,
      reason: reason.trim(),
    });
    if (done.ok) onClose();
  }

  return (
    <div className={styles.form}>
      <ChoiceCards
        label={t('appeal.process')}
        value={process}
        onChange={setProcess}
        choices={PROCESSES.map((id) => ({
          id,
          label: t(`appeal.process.${id}`),
          about: t(`appeal.process.${id}About`),
        }))}
      />
      {wanted > detail.candidates.length && <Banner tone="warn">{t('appeal.tooFew')}</Banner>}
      {Array.from({ length: wanted }, (_, place) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: the first and the second of two.
          key={place}
          label={t(place === 0 ? 'appeal.remarker' : 'appeal.remarker2')}
          placeholder={t('appeal.choosePerson')}
          value={people[place] ?? null}
          onChange={(person) => setPeople(people.map((one, at) => (at === place ? person : one)))}
          options={detail.candidates
            .filter(({ key }) => people[1 - place] !== key)
            .map(({ key, name }) => ({ id: key, label: name }))}
        />
      ))}
      {wanted > 0 && (
        <DateInput
          label={t('appeal.remarkDue')}
          description={t('appeal.chosen')}
          value={due}
          min={dayOf(new Date().toISOString())}
          onChange={setDue}
        />
      )}
      {isAgain && (
        <TextArea
          label={t('appeal.whyAgain')}
          value={reason}
          onChange={setReason}
          maxLength={2000}
          isRequired
        />
      )}
      <FormEnd
        error={choose.error}
        onCancel={onClose}
        action={t('appeal.record')}
        isReady={isReady}
        run={run}
      />
    </div>
  );
}
