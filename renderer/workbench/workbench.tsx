import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Missing } from '../../src/domain/draft-rules.ts';
import { AnchorId, type SubmissionId } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { onChanges } from '../state/changes.ts';
import { keepsWords } from '../state/pending-saves.ts';
import { reportSaved } from '../state/saved.ts';
import { AnonymousBadge } from '../ui/anonymous-badge.tsx';
import { FailureBanner } from '../ui/banner.tsx';
import { IconButton } from '../ui/button.tsx';
import { OutcomeMark } from '../ui/outcome-mark.tsx';
import { createWorkbenchApi } from './create-workbench-api.ts';
import { EvidenceOfSubmission, OpenArtifact } from './evidence-pane.tsx';
import { GapMatrix } from './gap-matrix.tsx';
import { PleaseCheckButton } from './please-check-button.tsx';
import { type RubricFields, RubricPane } from './rubric-pane.tsx';
import { StatusBar } from './status-bar.tsx';
import { useBenchKeys } from './use-bench-keys.ts';
import { useEvidence } from './use-evidence.ts';
import { useNeighbours } from './use-neighbours.ts';
import { useActions, useOpen, WorkbenchContext } from './use-workbench.ts';
import styles from './workbench.module.css';
import { createWorkbenchStore, type WorkbenchStore } from './workbench-store.ts';

/** One submission: its evidence beside the rubric. */
export function Workbench({ submission }: { readonly submission: SubmissionId }) {
  const bench = useMemo(
    () =>
      createWorkbenchStore(submission, {
        api: createWorkbenchApi(api),
        now: () => performance.now(),
        newId: () => AnchorId.parse(crypto.randomUUID()),
        unselect: () => document.getSelection()?.removeAllRanges(),
      }),
    [submission],
  );
  useLife(bench);
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

/** Loads it, keeps the header's word on saving true, and saves what is left when one leaves. */
function useLife(bench: WorkbenchStore) {
  useEffect(() => {
    void bench.actions.load();
    const stopChanges = onChanges(() => void bench.actions.refresh());
    const stopSaving = bench.subscribe(({ open }) => {
      const kind = open?.saving.kind ?? 'saved';
      reportSaved(kind === 'newer_elsewhere' || kind === 'waiting' ? 'not_saved' : kind);
    });
    const flush = () => void bench.actions.flush();
    const leave = keepsWords(async () => (await bench.actions.flush()) !== null);
    addEventListener('pagehide', flush);
    addEventListener('blur', flush);
    return () => {
      stopChanges();
      stopSaving();
      removeEventListener('pagehide', flush);
      removeEventListener('blur', flush);
      leave();
      bench.actions.dispose();
      reportSaved('saved');
    };
  }, [bench]);
}

function Bench() {
  const rationale = useRef<HTMLTextAreaElement>(null);
  const points = useRef<HTMLInputElement>(null);
  const feedback = useRef<HTMLTextAreaElement>(null);
  const fields = useMemo<RubricFields>(() => ({ rationale, points, feedback }), []);
  const isMatrixOpen = useOpen((open) => open.isMatrixOpen);
  const { openCriterion } = useActions();
  useBenchKeys(fields);
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
      <div className={styles.room}>
        {/* Always the same split: what is open must not be opened anew, and lose its place, when the matrix unfolds. */}
        <RememberedSplit
          name="bench.matrix"
          orientation="vertical"
          panes={[
            { id: 'work', minSize: 200, content: <Panes fields={fields} /> },
            ...(isMatrixOpen ? [{ id: 'matrix', size: '34%', minSize: 120, content: <GapMatrix /> }] : []),
          ]}
        />
      </div>
      <StatusBar onGo={goToMissing} />
    </div>
  );
}

function Panes({ fields }: { readonly fields: RubricFields }) {
  const evidence = useEvidence();
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
        { id: 'artifact', minSize: 260, content: <OpenArtifact {...evidence} /> },
        {
          id: 'rubric',
          size: 390,
          minSize: 280,
          maxSize: '55%',
          isSteady: true,
          content: <RubricPane fields={fields} />,
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
