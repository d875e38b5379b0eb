import { type FormEvent, useState } from 'react';
import type { Input, Output } from '../../src/api/contract.ts';
import type { CriterionId, PersonKey } from '../../src/domain/ids.ts';
import { formatList, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { sending } from '../state/sending.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { dayOf, endOfDay } from '../ui/day.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DateInput } from '../ui/field.tsx';
import { Reading } from '../ui/reading.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Select } from '../ui/select.tsx';
import { AllocateByTable } from './allocate-by-table.tsx';
import styles from './allocate-dialog.module.css';
import { AllocateSpread } from './allocate-spread.tsx';
import type { Row } from './queue-columns.tsx';
import { RefusedOnes } from './refused-ones.tsx';
import { SomeCriteria } from './some-criteria.tsx';

interface AllocateDialogProps {
  readonly rows: readonly Row[];
  readonly onClose: () => void;
}

type Assessors = Output<'people.list'>;

type How = 'one' | 'spread' | 'table';

/** Says who is to mark the chosen submissions: one person, several by lot, or as a table says. */
export function AllocateDialog({ rows, onClose }: AllocateDialogProps) {
  const people = useRead('people.list', {});
  const workload = useRead('allocations.workload', unitOf(rows));
  const [how, setHow] = useState<How>('one');
  return (
    <Dialog
      title={t('allocate.title', { n: rows.length })}
      isOpen
      onClose={onClose}
      {...(how === 'one' ? {} : { width: 'wide' as const })}
    >
      <Reading read={people}>
        {(list) => {
          const assessors = list.filter(({ roles }) => roles.includes('assessor'));
          return assessors.length === 0 ? (
            <Banner tone="info">{t('allocate.nobody')}</Banner>
          ) : (
            <div className={styles.form}>
              <SegmentedControl
                label={t('allocate.how')}
                value={how}
                onChange={setHow}
                options={(['one', 'spread', 'table'] as const).map((id) => ({
                  id,
                  label: t(`allocate.how.${id}`),
                }))}
              />
              {how === 'one' && <AllocateForm rows={rows} assessors={assessors} onClose={onClose} />}
              {how === 'spread' && workload.value && (
                <AllocateSpread rows={rows} loads={workload.value} onClose={onClose} />
              )}
              {how === 'table' && workload.value && (
                <AllocateByTable rows={rows} loads={workload.value} onClose={onClose} />
              )}
            </div>
          );
        }}
      </Reading>
    </Dialog>
  );
}

/** The unit of all of them: only whoever may assess it is asked. */
function unitOf(rows: readonly Row[]): Input<'allocations.workload'> {
  const [unit, ...more] = new Set(rows.map((row) => row.unit));
  return unit === undefined || more.length > 0 ? {} : { unit };
}

function AllocateForm({ rows, assessors, onClose }: AllocateDialogProps & { readonly assessors: Assessors }) {
  const allocate = useCommand('allocations.set');
  const [command] = useState(newCommand);
  const [only] = assessors;
  const [person, setPerson] = useState<PersonKey | null>(assessors.length === 1 && only ? only.key : null);
  const [as, setAs] = useState<'first' | 'second'>('first');
  const [isSealed, setIsSealed] = useState(false);
  const [due, setDue] = useState('');
  const [criteria, setCriteria] = useState<readonly CriterionId[] | null>(null);
  const [first] = rows;
  const isOneUnit = rows.every(({ unit }) => unit === first?.unit);
  const [done, setDone] = useState<Output<'allocations.set'>>();
  const name = assessors.find(({ key }) => key === person)?.name ?? '';

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (person === null) return;
    const result = await allocate.run({
      command,
      submissions: rows.map(({ submission }) => submission),
      person,
      as,
      sealed: isSealed,
      due: endOfDay(due),
      ...(criteria === null ? {} : { criteria: [...criteria] }),
    });
    if (result.ok) setDone(result.value);
  }

  if (done !== undefined && person !== null) {
    return (
      <div className={styles.form}>
        {done.allocated > 0 && <Banner tone="good">{t('allocate.done', { n: done.allocated, name })}</Banner>}
        <RefusedOnes title="allocate.refused" refused={done.refused} rows={rows} />
        {done.allocated > 0 && !assessors.find(({ key }) => key === person)?.isLocal && (
          <p>{t('allocate.next', { name })}</p>
        )}
        <div className={styles.actions}>
          <Button onPress={onClose}>{t('ui.close')}</Button>
          {done.allocated > 0 && (
            <Button
              kind="primary"
              autoFocus
              onPress={() => {
                onClose();
                sending.getState().open({ kind: 'assignment', to: person });
              }}
            >
              {t('allocate.send')}
            </Button>
          )}
        </div>
      </div>
    );
  }
  const allocated = rows.filter(({ allocations }) => allocations.length > 0);
  const others = new Set(allocated.flatMap(({ allocations }) => allocations.map((one) => one.person.name)));
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {allocated.length > 0 && (
        <Banner tone="info">
          {t('allocate.already', { n: allocated.length, names: formatList([...others].sort()) })}
        </Banner>
      )}
      <Select
        label={t('allocate.person')}
        placeholder={t('allocate.choose')}
        value={person}
        onChange={setPerson}
        options={assessors.map((one) => ({ id: one.key, label: one.name }))}
      />
      <SegmentedControl
        label={t('allocate.as')}
        value={as}
        onChange={setAs}
        options={[
          { id: 'first', label: t('allocate.as.first') },
          { id: 'second', label: t('allocate.as.second') },
        ]}
      />
      {isOneUnit && first && <SomeCriteria unit={first.unit} chosen={criteria} onChoose={setCriteria} />}
      <div>
        <Checkbox isSelected={isSealed} onChange={setIsSealed}>
          {t('allocate.sealed')}
        </Checkbox>
        <p className={styles.under}>{t('allocate.sealedAbout')}</p>
      </div>
      <DateInput
        label={t('allocate.due')}
        description={t('allocate.dueWhy')}
        value={due}
        min={dayOf(new Date().toISOString())}
        onChange={setDue}
      />
      {allocate.error !== undefined && <FailureBanner error={allocate.error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          type="submit"
          isDisabled={person === null || criteria?.length === 0 || allocate.isRunning}
        >
          {t('allocate.run')}
        </Button>
      </div>
    </form>
  );
}
