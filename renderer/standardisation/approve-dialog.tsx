import { type FormEvent, useState } from 'react';
import type { ApprovalScope } from '../../src/domain/standardisation/standardisation-facts.ts';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { dayOf, endOfDay } from '../ui/day.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DateInput, TextArea } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import type { MarkerDialogProps } from './marker-actions.tsx';

const SCOPES = ['any', 'second'] as const satisfies readonly ApprovalScope[];

/** Approves a marker: what it rests on, for what, and until when. */
export function ApproveDialog({ isOpen, onClose, standards, marker }: MarkerDialogProps) {
  const about = { name: marker.name, unit: standards.unitCode };
  return (
    <Dialog title={t('std.approveTitle', about)} isOpen={isOpen} onClose={onClose}>
      <ApproveForm standards={standards} marker={marker} onClose={onClose} />
    </Dialog>
  );
}

function ApproveForm({ standards, marker, onClose }: Omit<MarkerDialogProps, 'isOpen'>) {
  const decide = useCommand('standardisation.decide');
  const [command] = useState(newCommand);
  const [scope, setScope] = useState<ApprovalScope>(marker.scope ?? 'any');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const passed = marker.tries.findLast(({ isPassed }) => isPassed);
  const set = standards.sets.find((one) => one.set === passed?.set);
  const months = set?.rule.kind === 'qualifying' ? set.rule.validMonths : 12;
  // A test that was passed says why; without one, somebody has to.
  const isReady = (passed !== undefined || reason.trim() !== '') && !decide.isRunning;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const done = await decide.run({
      command,
      unit: standards.unit,
      person: marker.person,
      reason: reason.trim(),
      decision: { kind: 'approve', scope, until: endOfDay(until) },
    });
    if (done.ok) onClose();
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p>
        {passed
          ? t('std.restsOn', {
              label: set?.label ?? '',
              within: passed.within,
              scripts: passed.scripts,
              needed: passed.needed,
            })
          : t('std.restsOnNothing', { name: marker.name })}
      </p>
      <ChoiceCards
        label={t('std.column.scope')}
        value={scope}
        onChange={setScope}
        choices={SCOPES.map((id) => ({ id, label: t(`std.scope.${id}`), about: t(`std.scope.${id}About`) }))}
      />
      <DateInput
        label={t('std.until')}
        description={t('std.untilAbout', { n: months })}
        value={until}
        min={dayOf(new Date().toISOString())}
        onChange={setUntil}
      />
      <TextArea
        label={t('people.reason')}
        description={t('people.reasonWhy')}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        isRequired={passed === undefined}
      />
      <FormEnd error={decide.error} onCancel={onClose} action={t('std.approveRun')} isReady={isReady} />
    </form>
  );
}
