import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Missing } from '../../src/domain/draft-rules.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { formatDate, t } from '../messages/t.ts';
import { useIsEvidenceApart } from '../state/evidence-window.ts';
import { AnonymousBadge } from '../ui/anonymous-badge.tsx';
import { Badge } from '../ui/badge.tsx';
import { FailureBanner } from '../ui/banner.tsx';
import { IconButton } from '../ui/button.tsx';
import { OutcomeMark } from '../ui/outcome-mark.tsx';
import { CarriedForward } from './carried-forward.tsx';
import { EvidenceOfSubmission, OpenArtifact } from './evidence-pane.tsx';
import { FeedbackPane } from './feedback-pane.tsx';
import { GapMatrix } from './gap-matrix.tsx';
import { PleaseCheckButton } from './please-check-button.tsx';
import { type RubricFields, RubricPane } from './rubric-pane.tsx';
import { ScriptNotice } from './script-notice.tsx';
import { Standing, useDue } from './standing.tsx';
import { StatusBar } from './status-bar.tsx';
import { useBenchKeys } from './use-bench-keys.ts';
import { useComparedMarkers } from './use-compared-markers.ts';
import { useEvidence } from './use-evidence.ts';
import { useNeighbours } from './use-neighbours.ts';
import { useNewBench } from './use-new-bench.ts';
import { type Script, useScript } from './use-script.ts';
import { useActions, useOpen, WorkbenchContext } from './use-workbench.ts';
import styles from './workbench.module.css';

/** One submission: its evidence beside the rubric. */
export function Workbench({ submission }: { readonly submission: SubmissionId }) {
  const bench = useNewBench(submission);
  const isOpen = useStore(bench, (state) => state.open !== null);
  const failure = useStore(bench, (state) => state.failure);
  if (failure) {
    return (
      <div className={styles.failure}>
        <FailureBanner error={failure} />
      </div>
    );
  }
  if (!isOpen) return null;
  return (
    <WorkbenchContext.Provider value={bench}>
      <Bench />
    </WorkbenchContext.Provider>
  );
}

function Bench() {
  const rationale = useRef<HTMLTextAreaElement>(null);
  const points = useRef<HTMLInputElement>(null);
  const feedback = useRef<HTMLTextAreaElement>(null);
  const fields = useMemo<RubricFields>(() => ({ rationale, points, feedback }), []);
  const isMatrixOpen = useOpen((open) => open.isMatrixOpen);
  const { openCriterion } = useActions();
  useBenchKeys(fields);
  const script = useScript();
  const goToMissing = (missing: Missing) => {
    if (missing.criterion === null) return;
    openCriterion(missing.criterion);
    // The field is there only once the criterion is open.
    requestAnimationFrame(() => {
      if (missing.code === 'rationale_missing') rationale.current?.focus();
      if (missing.code === 'decision_invalid') points.current?.focus();
    });
  };
  return (
    <div className={styles.bench}>
      <BenchHeader />
      <CarriedForward />
      <Standing />
      {script && <ScriptNotice script={script} />}
      <div className={styles.room}>
        {/* Always the same split: what is open must not be opened anew, and lose its place, when the matrix unfolds. */}
        <RememberedSplit
          name="bench.matrix"
          orientation="vertical"
          panes={[
            { id: 'work', minSize: 200, content: <Panes fields={fields} script={script} /> },
            ...(isMatrixOpen ? [{ id: 'matrix', size: '34%', minSize: 120, content: <GapMatrix /> }] : []),
          ]}
        />
      </div>
      <StatusBar onGo={goToMissing} />
    </div>
  );
}

interface PanesProps {
  readonly fields: RubricFields;
  readonly script: Script | null;
}

function Panes({ fields, script }: PanesProps) {
  const isApart = useIsEvidenceApart();
  const own = useEvidence(isApart);
  const feedback = script?.isComparing ? script.feedback : null;
  const markers = useComparedMarkers(feedback);
  const evidence = markers ? { ...own, markers } : own;
  const rubric = feedback ? <FeedbackPane feedback={feedback} /> : <RubricPane fields={fields} />;
  // The artifact shows nothing of the open criterion.
  const { criterion: _criterion, ...shown } = evidence;
  if (isApart) {
    return (
      <>
        <RememberedSplit
          name="bench.apart"
          panes={[
            {
              id: 'list',
              size: 280,
              minSize: 160,
              maxSize: '50%',
              isSteady: true,
              content: <EvidenceOfSubmission {...evidence} />,
            },
            { id: 'rubric', minSize: 320, content: rubric },
          ]}
        />
        <OpenArtifact {...shown} isApart />
      </>
    );
  }
  return (
    <RememberedSplit
      name="bench"
      panes={[
        {
          id: 'list',
          size: 210,
          minSize: 130,
          maxSize: '30%',
          isSteady: true,
          content: <EvidenceOfSubmission {...evidence} />,
        },
        { id: 'artifact', minSize: 260, content: <OpenArtifact {...shown} /> },
        {
          id: 'rubric',
          size: 390,
          minSize: 280,
          maxSize: '55%',
          isSteady: true,
          content: rubric,
        },
      ]}
    />
  );
}

function BenchHeader() {
  const detail = useOpen((open) => open.detail);
  const previousKeys = useShortcutCaps('mark.previousSubmission');
  const nextKeys = useShortcutCaps('mark.nextSubmission');
  const { previous, next } = useNeighbours();
  const due = useDue();
  return (
    <header className={styles.header}>
      <IconButton label={t('bench.queue')} onPress={() => go({ room: 'queue' })}>
        <ArrowLeft aria-hidden />
      </IconButton>
      <h1 className={styles.title}>
        <span className={styles.learner}>{detail.learner.name}</span>
        <span className={styles.about}>
          {detail.title}
          {detail.attempt > 1 && ` · ${t('bench.attempt', { n: detail.attempt })}`}
        </span>
      </h1>
      {detail.anonymous && <AnonymousBadge />}
      {due !== null && (
        <Badge tone={due < new Date().toISOString() ? 'warn' : 'quiet'}>
          {t('bench.due', { due: formatDate(due) })}
        </Badge>
      )}
      <PleaseCheckButton />
      <OutcomeMark state={detail.state} />
      <span className={styles.paging}>
        <IconButton
          label={t('bench.previous')}
          keys={previousKeys}
          isDisabled={previous === null}
          onPress={() => previous !== null && go({ room: 'mark', submission: previous })}
        >
          <ChevronLeft aria-hidden />
        </IconButton>
        <IconButton
          label={t('bench.next')}
          keys={nextKeys}
          isDisabled={next === null}
          onPress={() => next !== null && go({ room: 'mark', submission: next })}
        >
          <ChevronRight aria-hidden />
        </IconButton>
      </span>
    </header>
  );
}
