import { type FormEvent, useDeferredValue, useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import styles from '../batches/batch-form.module.css';
import { formatList, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { dayOf, endOfDay } from '../ui/day.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DateInput } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import { LotField, newLot } from '../ui/lot-field.tsx';
import { ChooseSubmissions, type Offered } from './choose-submissions.tsx';
import { GivenTo, NotGiven } from './given-to.tsx';
import type { MarkerDialogProps } from './marker-actions.tsx';
import own from './standards.module.css';
import { useLastRead } from './use-last-read.ts';

/** Gives a marker work, with seeds slipped in among it. */
export function PlantDialog({ isOpen, onClose, ...given }: MarkerDialogProps) {
  return (
    <Dialog
      title={t('std.plantTitle', { name: given.marker.name })}
      isOpen={isOpen}
      onClose={onClose}
      width="wide"
    >
      <PlantForm {...given} onClose={onClose} />
    </Dialog>
  );
}

function PlantForm({ standards, marker, onClose }: Omit<MarkerDialogProps, 'isOpen'>) {
  const plant = useCommand('standardisation.plantSeeds');
  const [command] = useState(newCommand);
  const [chosen, setChosen] = useState<ReadonlySet<SubmissionId>>(new Set());
  const [due, setDue] = useState('');
  const [lot, setLot] = useState(newLot);
  const [text, setText] = useState('');
  const [done, setDone] = useState<Output<'standardisation.plantSeeds'>>();
  const work = useWork(standards, marker, text.trim());
  const oneIn = Math.min(
    ...standards.sets.flatMap(({ rule, hasEnded }) =>
      rule.kind === 'seeds' && !hasEnded ? [rule.oneIn] : [],
    ),
  );
  const isReady = (chosen.size > 0 || marker.isSecondChance) && lot.trim() !== '' && !plant.isRunning;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const result = await plant.run({
      command,
      unit: standards.unit,
      person: marker.person,
      along: [...chosen],
      due: endOfDay(due),
      seed: lot.trim(),
    });
    if (result.ok) setDone(result.value);
  }

  if (done) {
    const { allocated, seeds, seedsDue, refused } = done;
    return (
      <GivenTo
        marker={marker}
        isDone={allocated > 0}
        said={[
          t('std.planted', { n: allocated, name: marker.name }),
          seeds === 0 ? (seedsDue === 0 ? t('std.plantedNone') : '') : t('std.plantedSeeds', { n: seeds }),
        ].join(' ')}
        onClose={onClose}
      >
        {seedsDue > seeds && <Banner tone="warn">{t('std.plantedFew', { n: seedsDue - seeds })}</Banner>}
        <NotGiven refused={refused} nameOf={work.nameOf} />
      </GivenTo>
    );
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p>{t('std.plantAbout', { oneIn, name: marker.name })}</p>
      {marker.isSecondChance && <Banner tone="info">{t('std.plantSecond', { name: marker.name })}</Banner>}
      {work.error !== undefined && <FailureBanner error={work.error} />}
      <ChooseSubmissions
        offered={work.offered}
        chosen={chosen}
        onChoose={setChosen}
        text={text}
        onText={setText}
        about={[t('std.plantChosen', { n: chosen.size }), work.about].join(' · ')}
      />
      {work.free.length > 0 && (
        <div>
          <Button kind="quiet" onPress={() => setChosen(new Set([...chosen, ...work.free]))}>
            {t('std.plantFree', { n: work.free.length })}
          </Button>
        </div>
      )}
      <div className={own.numbers}>
        <DateInput
          label={t('allocate.due')}
          description={t('allocate.dueWhy')}
          value={due}
          min={dayOf(new Date().toISOString())}
          onChange={setDue}
        />
        <LotField
          label={t('std.lot')}
          description={t('std.lotAbout')}
          again={t('std.lotAgain')}
          value={lot}
          onChange={setLot}
        />
      </div>
      <FormEnd error={plant.error} onCancel={onClose} action={t('std.plantRun')} isReady={isReady} />
    </form>
  );
}

const MOST = 500;

/** What is still to be marked in the unit and is no script of a set; what nobody has comes first. */
function useWork(
  { unit, sets }: MarkerDialogProps['standards'],
  { person, name }: MarkerDialogProps['marker'],
  text: string,
) {
  const words = useDeferredValue(text);
  const { value, error } = useLastRead('queue.list', {
    filter: {
      units: [unit],
      states: ['awaiting', 'partially_marked'],
      ...(words === '' ? {} : { text: words }),
    },
    sort: { by: 'received', descending: false },
    offset: 0,
    limit: MOST,
  });
  const scripts = useMemo(
    () => new Set(sets.flatMap((set) => set.scripts.map(({ submission }) => submission))),
    [sets],
  );
  const offered = useMemo(() => {
    const work = (value?.rows ?? []).filter(({ submission }) => !scripts.has(submission));
    const all = work.map((row): Offered => {
      const isTheirs = row.allocations.some((one) => one.person.key === person);
      if (isTheirs) return { row, problem: t('std.plantTheirs', { name }) };
      const names = formatList([...new Set(row.allocations.map((one) => one.person.name))]);
      return { row, problem: null, ...(names === '' ? {} : { note: t('std.plantOthers', { names }) }) };
    });
    const rank = ({ row, problem }: Offered) => (problem !== null ? 2 : row.allocations.length > 0 ? 1 : 0);
    return all.sort((a, b) => rank(a) - rank(b));
  }, [value, scripts, person, name]);
  const free = offered
    .filter(({ row, problem }) => problem === null && row.allocations.length === 0)
    .map(({ row }) => row.submission);
  const about = t('std.plantCount', {
    n: offered.filter(({ problem }) => problem === null).length,
    free: free.length,
  });
  const nameOf = (submission: SubmissionId) =>
    offered.find(({ row }) => row.submission === submission)?.row.learner ?? submission.slice(0, 8);
  return { offered, free, about, error, nameOf };
}
