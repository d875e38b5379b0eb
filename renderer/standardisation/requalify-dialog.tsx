import { type FormEvent, useState } from 'react';
import type { RecordId } from '../../src/domain/ids.ts';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Banner } from '../ui/banner.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import { Select } from '../ui/select.tsx';
import { describeRule } from './describe-rule.ts';
import type { MarkerDialogProps } from './marker-actions.tsx';

/** Lets a suspended marker try again, with a set they have not seen. */
export function RequalifyDialog({ isOpen, onClose, ...given }: MarkerDialogProps) {
  const about = { name: given.marker.name, unit: given.standards.unitCode };
  return (
    <Dialog title={t('std.requalifyTitle', about)} isOpen={isOpen} onClose={onClose}>
      <RequalifyForm {...given} onClose={onClose} />
    </Dialog>
  );
}

function RequalifyForm({ standards, marker, onClose }: Omit<MarkerDialogProps, 'isOpen'>) {
  const decide = useCommand('standardisation.decide');
  const [command] = useState(newCommand);
  const [reason, setReason] = useState('');
  const seen = new Set(marker.tries.filter(({ marked }) => marked > 0).map(({ set }) => set));
  const sets = standards.sets.filter(
    ({ set, rule, hasEnded }) => rule.kind === 'qualifying' && !hasEnded && !seen.has(set),
  );
  const [chosen, setChosen] = useState<RecordId | null>(sets[0]?.set ?? null);
  const isReady = chosen !== null && reason.trim() !== '' && !decide.isRunning;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const done = await decide.run({
      command,
      unit: standards.unit,
      person: marker.person,
      reason: reason.trim(),
      decision: { kind: 'requalify', set: chosen },
    });
    if (done.ok) onClose();
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p>{t('std.requalifyAbout', { name: marker.name })}</p>
      {sets.length === 0 ? (
        <Banner tone="warn">{t('std.requalifyNoSet', { name: marker.name })}</Banner>
      ) : (
        <>
          <Select
            label={t('std.requalifyWith')}
            value={chosen}
            onChange={setChosen}
            options={sets.map((one) => ({ id: one.set, label: one.label, description: describeRule(one) }))}
          />
          <TextArea
            label={t('people.reason')}
            description={t('people.reasonWhy')}
            value={reason}
            onChange={setReason}
            maxLength={2000}
            isRequired
          />
        </>
      )}
      <FormEnd error={decide.error} onCancel={onClose} action={t('std.requalifyRun')} isReady={isReady} />
    </form>
  );
}
