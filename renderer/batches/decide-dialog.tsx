import { useState } from 'react';
import type { Input, Output } from '../../src/api/contract.ts';
import type { CriterionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { NumberInput, TextArea } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import styles from './batch-form.module.css';

interface DecideDialogProps {
  readonly detail: Output<'batches.get'>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

type Decision = Input<'batches.decide'>['decision'];

const KINDS = ['accept', 'adjust', 'remark'] as const;
const MOST = 100;

/** What the findings on the sample do to the whole batch. */
export function DecideDialog({ detail, isOpen, onClose }: DecideDialogProps) {
  return (
    <Dialog title={t('batch.decideTitle', { label: detail.batch.label })} isOpen={isOpen} onClose={onClose}>
      <DecideForm detail={detail} onClose={onClose} />
    </Dialog>
  );
}

function DecideForm({ detail, onClose }: Omit<DecideDialogProps, 'isOpen'>) {
  const decide = useCommand('batches.decide');
  const unit = useRead('units.get', { unit: detail.batch.unit });
  const [command] = useState(newCommand);
  const [kind, setKind] = useState<Decision['kind'] | null>(null);
  const [moves, setMoves] = useState<ReadonlyMap<CriterionId, number>>(new Map());
  const [reason, setReason] = useState('');
  const moved = [...moves].filter(([, by]) => by !== 0);
  const isReady =
    kind !== null && reason.trim() !== '' && (kind !== 'adjust' || moved.length > 0) && !decide.isRunning;

  async function run() {
    if (kind === null) return;
    const decision: Decision =
      kind === 'adjust'
        ? { kind, adjustments: moved.map(([criterion, by]) => ({ criterion, by })) }
        : { kind };
    const done = await decide.run({ command, batch: detail.batch.batch, decision, reason: reason.trim() });
    if (done.ok) onClose();
  }

  return (
    <div className={styles.form}>
      <p>{t('batch.decideAbout', { n: detail.batch.members })}</p>
      <ChoiceCards
        label={t('resolve.decide')}
        value={kind}
        onChange={setKind}
        choices={KINDS.map((id) => ({
          id,
          label: t(`batch.decide.${id}`),
          about: t(`batch.decide.${id}About`),
        }))}
      />
      {kind === 'adjust' && unit.value && (
        <div className={styles.strategies}>
          {unit.value.unit.criteria.map((criterion) => (
            <div key={criterion.id} className={styles.strategy}>
              <span>{criterion.title}</span>
              <NumberInput
                label={t(criterion.kind === 'numeric' ? 'batch.byPoints' : 'batch.byLevels')}
                value={moves.get(criterion.id) ?? 0}
                onChange={(by) => setMoves(new Map(moves).set(criterion.id, by))}
                min={-MOST}
                max={MOST}
                step={criterion.kind === 'numeric' ? criterion.step : 1}
              />
            </div>
          ))}
        </div>
      )}
      <TextArea
        label={t('people.reason')}
        description={t('batch.decideWhy')}
        value={reason}
        onChange={setReason}
        maxLength={20_000}
        isRequired
      />
      <FormEnd
        error={decide.error}
        onCancel={onClose}
        action={t('batch.step.decide')}
        isReady={isReady}
        run={run}
      />
    </div>
  );
}
