import { type FormEvent, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { RecordId } from '../../src/domain/ids.ts';
import styles from '../batches/batch-form.module.css';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { dayOf, endOfDay } from '../ui/day.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DateInput } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import { Select } from '../ui/select.tsx';
import { describeRule } from './describe-rule.ts';
import { GivenTo, NotGiven } from './given-to.tsx';
import type { MarkerDialogProps } from './marker-actions.tsx';
import type { StandardSet } from './may-decide.ts';

/** Gives a marker the scripts of a practice or qualifying set. */
export function GiveScripts({ isOpen, onClose, ...given }: MarkerDialogProps) {
  return (
    <Dialog title={t('std.giveTitle', { name: given.marker.name })} isOpen={isOpen} onClose={onClose}>
      <GiveForm {...given} onClose={onClose} />
    </Dialog>
  );
}

function GiveForm({ standards, marker, onClose }: Omit<MarkerDialogProps, 'isOpen'>) {
  const give = useCommand('allocations.set');
  const [command] = useState(newCommand);
  const sets = standards.sets.filter(({ rule, hasEnded }) => rule.kind !== 'seeds' && !hasEnded);
  const [chosen, setChosen] = useState<RecordId | null>(() => nextSet(sets, marker)?.set ?? null);
  const [due, setDue] = useState('');
  const [done, setDone] = useState<Output<'allocations.set'>>();
  const set = sets.find((one) => one.set === chosen);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!set || give.isRunning) return;
    const result = await give.run({
      command,
      submissions: set.scripts.map(({ submission }) => submission),
      person: marker.person,
      as: 'first',
      sealed: false,
      due: endOfDay(due),
    });
    if (result.ok) setDone(result.value);
  }

  if (done && set)
    return (
      <GivenTo
        marker={marker}
        isDone={done.allocated > 0}
        said={t('std.given', { n: done.allocated, name: marker.name })}
        onClose={onClose}
      >
        <NotGiven
          refused={done.refused}
          nameOf={(submission) =>
            set.scripts.find((one) => one.submission === submission)?.learner ?? submission.slice(0, 8)
          }
        />
      </GivenTo>
    );
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Select
        label={t('std.set.column.set')}
        value={chosen}
        onChange={setChosen}
        options={sets.map((one) => ({
          id: one.set,
          label: one.label,
          description: `${t(`std.kind.${one.rule.kind}`)} · ${t('std.scripts', { n: one.scripts.length })} · ${describeRule(one)}`,
        }))}
      />
      {set && <p>{t(`std.giveAbout.${set.rule.kind}`, { name: marker.name })}</p>}
      <DateInput
        label={t('allocate.due')}
        description={t('allocate.dueWhy')}
        value={due}
        min={dayOf(new Date().toISOString())}
        onChange={setDue}
      />
      <FormEnd
        error={give.error}
        onCancel={onClose}
        action={t('std.giveRun')}
        isReady={set !== undefined && !give.isRunning}
      />
    </form>
  );
}

/** Practice first, then what they have not been tested by. */
function nextSet(
  sets: readonly StandardSet[],
  { state, tries }: MarkerDialogProps['marker'],
): StandardSet | undefined {
  const practice = sets.find(({ rule }) => rule.kind === 'practice');
  if (state === 'not_started' && practice) return practice;
  const open = tries.findLast(({ isPassed }) => isPassed === null);
  const untried = sets.filter(
    ({ set, rule }) => rule.kind === 'qualifying' && !tries.some((one) => one.set === set),
  );
  return sets.find(({ set }) => set === open?.set) ?? untried[0] ?? sets[0];
}
