import { ChevronLeft, ChevronRight, PanelsTopLeft } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { isClaimedFor } from '../../src/domain/evidence-gaps.ts';
import type { CriterionId, SubmissionId } from '../../src/domain/ids.ts';
import { isLowest } from '../../src/domain/verdict.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import type { AcrossMark } from '../state/across-list.ts';
import { AnonymousBadge } from '../ui/anonymous-badge.tsx';
import { Badge } from '../ui/badge.tsx';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { IconButton } from '../ui/button.tsx';
import { OutcomeMark } from '../ui/outcome-mark.tsx';
import { CriterionEditor } from '../workbench/criterion-editor.tsx';
import { criterionLabel } from '../workbench/criterion-mark.tsx';
import { choicesOf } from '../workbench/decision-control.tsx';
import { judgmentOn } from '../workbench/draft-edits.ts';
import { EvidencePane } from '../workbench/evidence-pane.tsx';
import { firstToRead } from '../workbench/first-to-read.ts';
import type { RubricFields } from '../workbench/rubric-pane.tsx';
import { History, Notices } from '../workbench/status-bar.tsx';
import { useBenchKeys } from '../workbench/use-bench-keys.ts';
import { useEvidence } from '../workbench/use-evidence.ts';
import { useNewBench } from '../workbench/use-new-bench.ts';
import { useBench, useOpen, WorkbenchContext } from '../workbench/use-workbench.ts';
import type { WorkbenchStore } from '../workbench/workbench-store.ts';
import styles from './across.module.css';

/** What is under the hand: saved before one leaves it. */
export type Flush = () => Promise<unknown>;

export interface AcrossBenchProps {
  readonly submission: SubmissionId;
  readonly criterion: CriterionId;
  /** After a digit has set the level, the next that is not judged is brought. */
  readonly goesOn: boolean;
  readonly flush: RefObject<Flush | null>;
  readonly onMark: (submission: SubmissionId, mark: AcrossMark) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onToDo: () => void;
  readonly onSubmit: () => void;
  /** Another criterion of the unit, by how far away it is or by its place. */
  readonly onCriterion: (to: { readonly by: 1 | -1 } | { readonly place: number }) => void;
}

/** One submission on the bench, with one criterion only. */
export function AcrossBench(props: AcrossBenchProps) {
  const { submission, criterion } = props;
  const [isReady, setReady] = useState(false);
  const bench = useNewBench(submission, (loaded) => {
    begin(loaded, criterion);
    setReady(true);
  });
  const isOpen = useStore(bench, (state) => state.open !== null);
  const failure = useStore(bench, (state) => state.failure);
  if (failure) {
    return (
      <div className={styles.failure}>
        <FailureBanner error={failure} />
      </div>
    );
  }
  if (!isOpen || !isReady) return null;
  return (
    <WorkbenchContext.Provider value={bench}>
      <OneCriterion {...props} />
    </WorkbenchContext.Provider>
  );
}

/** Opens the criterion, and what is to be read for it first. */
function begin({ getState, actions }: WorkbenchStore, criterion: CriterionId): void {
  const { open } = getState();
  if (!open?.detail.unit.criteria.some(({ id }) => id === criterion)) return;
  actions.openCriterion(criterion);
  const first = firstToRead(open.detail.artifacts, criterion, open.history.present);
  if (first) actions.openArtifact(first.hash);
}

function OneCriterion(props: AcrossBenchProps) {
  const bench = useBench();
  const { submission, criterion, flush, onMark } = props;
  const rationale = useRef<HTMLTextAreaElement>(null);
  const points = useRef<HTMLInputElement>(null);
  const feedback = useRef<HTMLTextAreaElement>(null);
  const fields = useMemo<RubricFields>(() => ({ rationale, points, feedback }), []);
  useAcrossKeys(props, fields);

  useEffect(() => {
    flush.current = bench.actions.flush;
    return () => {
      flush.current = null;
    };
  }, [bench, flush]);

  useEffect(
    () =>
      bench.subscribe(({ open }) => {
        if (!open) return;
        const judgment = judgmentOn(open.history.present, criterion);
        onMark(submission, {
          decision: judgment.decision,
          hasRationale: judgment.rationale.trim() !== '',
        });
        // Nothing else is marked here, whatever an undo or a search led to.
        if (open.criterion !== criterion) bench.actions.openCriterion(criterion);
      }),
    [bench, submission, criterion, onMark],
  );

  const evidence = useEvidence(false);
  // What is claimed for this criterion stands first.
  const artifacts = useMemo(
    () =>
      evidence.artifacts.toSorted(
        (a, b) => Number(isClaimedFor(b, criterion)) - Number(isClaimedFor(a, criterion)),
      ),
    [evidence.artifacts, criterion],
  );
  return (
    <div className={styles.bench}>
      <BenchHeader {...props} />
      <div className={styles.panes}>
        <RememberedSplit
          name="across.bench"
          panes={[
            {
              id: 'evidence',
              minSize: 361,
              content: <EvidencePane {...evidence} artifacts={artifacts} name="across.evidence" />,
            },
            {
              id: 'criterion',
              size: 390,
              minSize: 290,
              maxSize: '50%',
              isSteady: true,
              content: <Judging criterion={criterion} fields={fields} />,
            },
          ]}
        />
      </div>
      <Notices onGo={doNothing} />
    </div>
  );
}

function BenchHeader({ submission, onStep }: AcrossBenchProps) {
  const detail = useOpen((open) => open.detail);
  const previousKeys = useShortcutCaps('mark.previousSubmission');
  const nextKeys = useShortcutCaps('mark.nextSubmission');
  return (
    <header className={styles.benchHeader}>
      <h2 className={styles.whose}>
        <span className={styles.learner}>{detail.learner.name}</span>
        <span className={styles.about}>
          {detail.title}
          {detail.attempt > 1 && ` · ${t('across.attempt', { n: detail.attempt })}`}
        </span>
      </h2>
      {detail.anonymous && <AnonymousBadge />}
      <OutcomeMark state={detail.state} />
      <IconButton label={t('across.open')} onPress={() => go({ room: 'mark', submission })}>
        <PanelsTopLeft aria-hidden />
      </IconButton>
      <IconButton label={t('across.previous')} keys={previousKeys} onPress={() => onStep(-1)}>
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton label={t('across.next')} keys={nextKeys} onPress={() => onStep(1)}>
        <ChevronRight aria-hidden />
      </IconButton>
    </header>
  );
}

function Judging({
  criterion: id,
  fields,
}: {
  readonly criterion: CriterionId;
  readonly fields: RubricFields;
}) {
  const criteria = useOpen((open) => open.detail.unit.criteria);
  const draft = useOpen((open) => open.history.present);
  const isMine = useOpen((open) => open.detail.mine !== null);
  const index = criteria.findIndex((one) => one.id === id);
  const criterion = criteria[index];
  const label = criterion ? criterionLabel(criterion, index) : '';
  return (
    <section className={styles.judging} aria-label={t('bench.rubric')}>
      {isMine && <Banner tone="good">{t('across.isSubmitted')}</Banner>}
      {criterion === undefined ? (
        <Banner tone="info">{t('across.notInVersion')}</Banner>
      ) : (
        <>
          <header className={styles.judgingHeader}>
            <h3>
              <span className={styles.code}>{label}</span> {criterion.title}
            </h3>
            {criterion.critical && <Badge tone="warn">{t('criterion.critical')}</Badge>}
            <History />
          </header>
          <CriterionEditor
            criterion={criterion}
            label={label}
            judgment={judgmentOn(draft, id)}
            rationaleRef={fields.rationale}
            pointsRef={fields.points}
          />
        </>
      )}
    </section>
  );
}

const doNothing = () => {};

/** The keys of the bench, but for those that lead to another criterion or submission: these stay with this one. */
function useAcrossKeys(props: AcrossBenchProps, fields: RubricFields): void {
  const bench = useBench();
  const { criterion: id, goesOn, onStep, onToDo, onSubmit, onCriterion } = props;
  useBenchKeys(fields);
  useShortcut('mark.level', (_event, digit) => {
    // The bench sets the level first.
    if (goesOn) queueMicrotask(() => isSettled(bench, id, digit) && onToDo());
    return false;
  });
  useShortcut('mark.criterion', (_event, digit) => {
    if (bench.getState().open?.chosen) return false;
    onCriterion({ place: digit - 1 });
    return true;
  });
  useShortcut('mark.next', () => onCriterion({ by: 1 }));
  useShortcut('mark.previous', () => onCriterion({ by: -1 }));
  useShortcut('mark.nextUnjudged', onToDo);
  useShortcut('mark.nextSubmission', () => onStep(1));
  useShortcut('mark.previousSubmission', () => onStep(-1));
  useShortcut('mark.submit', onSubmit);
  // The gaps of one criterion are in view already.
  useShortcut('mark.gaps', doNothing);
  useShortcut('mark.nextGap', doNothing);
}

/** Whether the digit gave a level, and nothing more needs saying about it. */
function isSettled(bench: WorkbenchStore, id: CriterionId, digit: number): boolean {
  const { open } = bench.getState();
  const criterion = open?.detail.unit.criteria.find((one) => one.id === id);
  if (!open?.isEditable || !criterion || choicesOf(criterion)[digit - 1] === undefined) return false;
  const { decision, rationale } = judgmentOn(open.history.present, id);
  return decision !== null && !(isLowest(criterion, decision) && rationale.trim() === '');
}
