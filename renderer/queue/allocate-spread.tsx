import { type FormEvent, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { PersonKey } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { dayOf, endOfDay } from '../ui/day.ts';
import { DateInput } from '../ui/field.tsx';
import { LotField, newLot } from '../ui/lot-field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import styles from './allocate-dialog.module.css';
import { AllocatedToMany } from './allocated-to-many.tsx';
import { LoadTable } from './load-table.tsx';
import type { Row } from './queue-columns.tsx';
import { RefusedOnes } from './refused-ones.tsx';

interface AllocateSpreadProps {
  readonly rows: readonly Row[];
  readonly loads: Output<'allocations.workload'>;
  readonly onClose: () => void;
}

/** Gives the chosen submissions out evenly, by lot: what each would have to do is shown before it is recorded. */
export function AllocateSpread({ rows, loads, onClose }: AllocateSpreadProps) {
  const apply = useCommand('allocations.apply');
  const [command] = useState(newCommand);
  const [people, setPeople] = useState<readonly PersonKey[]>(() => loads.map(({ person }) => person.key));
  const [markers, setMarkers] = useState<'1' | '2'>('1');
  const [isSealed, setIsSealed] = useState(false);
  const [move, setMove] = useState(false);
  const [due, setDue] = useState('');
  const [seed, setSeed] = useState(newLot);
  const [done, setDone] = useState<Output<'allocations.apply'>>();
  const submissions = rows.map(({ submission }) => submission);
  const isReady = people.length > 0 && seed.trim() !== '';
  const proposal = useRead(
    'allocations.propose',
    !isReady || done !== undefined
      ? null
      : { submissions, people: [...people], markers: markers === '1' ? 1 : 2, sealed: isSealed, seed, move },
  );
  const proposed = proposal.value?.proposed ?? [];
  const wanting = new Set([...proposed, ...(proposal.value?.left ?? [])].map(({ submission }) => submission));
  const full = submissions.filter((submission) => !wanting.has(submission)).length;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = proposed.map((one) => ({ ...one, sealed: isSealed, due: endOfDay(due) }));
    const result = await apply.run({ command, wanted, seed, move });
    if (result.ok) setDone(result.value);
  }

  if (done !== undefined)
    return <AllocatedToMany done={done} people={people} loads={loads} rows={rows} onClose={onClose} />;
  const after = new Map(proposal.value?.loads.map((one) => [one.person.key, one.after]));
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <LoadTable
        loads={loads}
        after={after}
        chosen={people}
        onChoose={(person, isChosen) =>
          setPeople(isChosen ? [...people, person] : people.filter((one) => one !== person))
        }
      />
      <div className={styles.labelled}>
        <span aria-hidden>{t('spread.markers')}</span>
        <SegmentedControl
          label={t('spread.markers')}
          value={markers}
          onChange={setMarkers}
          options={[
            { id: '1', label: t('spread.markers.1') },
            { id: '2', label: t('spread.markers.2') },
          ]}
        />
      </div>
      <div>
        <Checkbox isSelected={isSealed} onChange={setIsSealed}>
          {t('allocate.sealed')}
        </Checkbox>
        <p className={styles.under}>{t('allocate.sealedAbout')}</p>
      </div>
      <div>
        <Checkbox isSelected={move} onChange={setMove}>
          {t('spread.move')}
        </Checkbox>
        <p className={styles.under}>{t('spread.moveAbout')}</p>
      </div>
      <div className={styles.pair}>
        <DateInput
          label={t('allocate.due')}
          description={t('allocate.dueWhy')}
          value={due}
          min={dayOf(new Date().toISOString())}
          onChange={setDue}
        />
        <LotField
          label={t('spread.seed')}
          description={t('spread.seedAbout')}
          again={t('spread.again')}
          value={seed}
          onChange={setSeed}
        />
      </div>
      {proposal.value && (
        <RefusedOnes
          title="spread.left"
          refused={proposal.value.left.map(({ submission, reason }) => ({ submission, reason }))}
          rows={rows}
        />
      )}
      {people.length === 0 && <Banner tone="info">{t('spread.nobody')}</Banner>}
      {proposal.error !== undefined && <FailureBanner error={proposal.error} />}
      {apply.error !== undefined && <FailureBanner error={apply.error} />}
      <div className={styles.actions}>
        <span className={styles.said} role="status">
          {proposal.value
            ? [
                t('spread.would', { n: proposed.length }),
                ...(full > 0 ? [t('spread.full', { n: full })] : []),
              ].join(' ')
            : isReady
              ? t('spread.working')
              : ''}
        </span>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button kind="primary" type="submit" isDisabled={proposed.length === 0 || apply.isRunning}>
          {t('allocate.run')}
        </Button>
      </div>
    </form>
  );
}

/** Short enough to be read out. */
