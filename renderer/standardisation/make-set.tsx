import { type FormEvent, useDeferredValue, useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { SetKind, SetRule } from '../../src/domain/standardisation/standardisation-facts.ts';
import { OutcomeState } from '../../src/domain/states.ts';
import styles from '../batches/batch-form.module.css';
import { describeTolerance } from '../library/describe-tolerance.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { NumberInput, TextField } from '../ui/field.tsx';
import { FormEnd } from '../ui/form-end.tsx';
import { ChooseSubmissions, type Offered, type QueueRow } from './choose-submissions.tsx';
import type { StandardSet } from './may-decide.ts';
import own from './standards.module.css';
import { useLastRead } from './use-last-read.ts';

interface MakeSetProps {
  readonly unit: Output<'units.list'>[number];
  readonly sets: readonly StandardSet[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a set of submissions whose outcome is decided. */
export function MakeSet({ isOpen, onClose, ...given }: MakeSetProps) {
  return (
    <Dialog title={t('std.makeTitle')} isOpen={isOpen} onClose={onClose} width="wide">
      <MakeForm onClose={onClose} {...given} />
    </Dialog>
  );
}

const KINDS = ['practice', 'qualifying', 'seeds'] as const satisfies readonly SetKind[];

function MakeForm({ unit, sets, onClose }: Omit<MakeSetProps, 'isOpen'>) {
  const make = useCommand('standardisation.makeSet');
  const [command] = useState(newCommand);
  const [chosenKind, setKind] = useState<SetKind | null>(null);
  // In the order in which they are used: what is not there yet comes first.
  const kind =
    chosenKind ??
    KINDS.find((one) => !sets.some(({ rule, hasEnded }) => rule.kind === one && !hasEnded)) ??
    'seeds';
  const [label, setLabel] = useState<string | null>(null);
  const [pass, setPass] = useState<number | null>(null);
  const [validMonths, setValidMonths] = useState(12);
  const [isRequired, setIsRequired] = useState(true);
  const [oneIn, setOneIn] = useState(20);
  const [chosen, setChosen] = useState<ReadonlySet<SubmissionId>>(new Set());
  const [text, setText] = useState('');
  const candidates = useCandidates(unit.id, text.trim());
  const count = chosen.size;
  const named =
    label ?? t(`std.label.${kind}`, { n: sets.filter(({ rule }) => rule.kind === kind).length + 1 });
  const passAtLeast = Math.min(pass ?? count, count);
  const isReady = count > 0 && named.trim() !== '' && !make.isRunning;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const done = await make.run({
      command,
      unit: unit.id,
      label: named.trim(),
      rule: ruleOf(kind, { passAtLeast, validMonths, isRequired, oneIn }),
      scripts: [...chosen],
    });
    if (done.ok) onClose();
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <ChoiceCards
        label={t('std.forWhat')}
        value={kind}
        onChange={setKind}
        choices={KINDS.map((id) => ({ id, label: t(`std.kind.${id}`), about: t(`std.kind.${id}About`) }))}
      />
      <TextField label={t('std.label')} value={named} onChange={setLabel} maxLength={200} isRequired />
      <p className={own.quiet}>{t('std.makeAbout')}</p>
      {candidates.error !== undefined && <FailureBanner error={candidates.error} />}
      <ChooseSubmissions
        offered={candidates.offered}
        chosen={chosen}
        onChoose={setChosen}
        text={text}
        onText={setText}
        about={[t('std.chosen', { n: count }), candidates.about].join(' · ')}
      />
      {kind === 'qualifying' && (
        <>
          <div className={own.numbers}>
            <NumberInput
              label={t('std.passAtLeast')}
              value={passAtLeast}
              onChange={(next) => setPass(Math.round(next))}
              min={Math.min(1, count)}
              max={count}
              suffix={t('std.ofScripts', { n: count })}
              isDisabled={count === 0}
            />
            <NumberInput
              label={t('std.validMonths')}
              value={validMonths}
              onChange={(next) => setValidMonths(Math.round(next))}
              min={1}
              max={120}
              suffix={t('std.months')}
            />
          </div>
          <div>
            <Checkbox isSelected={isRequired} onChange={setIsRequired}>
              {t('std.requireIt')}
            </Checkbox>
            <p className={own.under}>{t('std.requireItAbout')}</p>
          </div>
        </>
      )}
      {kind === 'seeds' && (
        <NumberInput
          label={t('std.oneIn')}
          value={oneIn}
          onChange={(next) => setOneIn(Math.round(next))}
          min={2}
          max={1000}
          suffix={t('std.oneInScripts')}
        />
      )}
      <p className={own.quiet}>{t('std.keepsTolerance', { rule: describeTolerance(unit.tolerance) })}</p>
      <FormEnd error={make.error} onCancel={onClose} action={t('std.makeRun')} isReady={isReady} />
    </form>
  );
}

interface Numbers {
  readonly passAtLeast: number;
  readonly validMonths: number;
  readonly isRequired: boolean;
  readonly oneIn: number;
}

function ruleOf(kind: SetKind, { oneIn, ...qualifying }: Numbers): SetRule {
  switch (kind) {
    case 'practice':
      return { kind };
    case 'qualifying':
      return { kind, ...qualifying };
    case 'seeds':
      return { kind, oneIn };
  }
}

/** Those whose outcome can become a definitive mark, and apart from them the others: they must not crowd them out. */
const DECIDED: readonly OutcomeState[] = ['auto_agreed', 'agreed', 'adjudicated', 'provisional'];
const UNDECIDED = OutcomeState.options.filter((state) => !DECIDED.includes(state));
const MOST = 200;
const MOST_OTHERS = 100;

/** What could be a script, then what cannot and why, as far as it fits the words. */
function useCandidates(unit: MakeSetProps['unit']['id'], text: string) {
  const words = useDeferredValue(text);
  const listing = (states: readonly OutcomeState[], limit: number) => ({
    filter: { units: [unit], states: [...states], ...(words === '' ? {} : { text: words }) },
    sort: { by: 'learner' as const, descending: false },
    offset: 0,
    limit,
  });
  const decided = useLastRead('queue.list', listing(DECIDED, MOST));
  const others = useLastRead('queue.list', listing(UNDECIDED, MOST_OTHERS));
  const rows = useMemo(
    (): readonly QueueRow[] => [...(decided.value?.rows ?? []), ...(others.value?.rows ?? [])],
    [decided.value, others.value],
  );
  const checked = useLastRead('standardisation.checkScripts', {
    unit,
    submissions: rows.map(({ submission }) => submission),
  });
  const offered = useMemo(() => {
    const problems = new Map(checked.value?.map(({ submission, problem }) => [submission, problem]));
    const all = rows.flatMap((row): readonly Offered[] => {
      const problem = problems.get(row.submission);
      return problem === undefined ? [] : [{ row, problem }];
    });
    return [...all.filter((one) => one.problem === null), ...all.filter((one) => one.problem !== null)];
  }, [rows, checked.value]);
  const fit = offered.filter(({ problem }) => problem === null).length;
  const all = (decided.value?.total ?? 0) + (others.value?.total ?? 0);
  const about = [
    t('std.choose.count', { fit, unfit: offered.length - fit }),
    ...(all > rows.length ? [t('std.choose.more', { shown: rows.length, all })] : []),
  ].join('. ');
  return { offered, about, error: decided.error ?? others.error ?? checked.error };
}
