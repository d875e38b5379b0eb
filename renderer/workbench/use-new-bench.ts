import { useEffect, useMemo } from 'react';
import { AnchorId, type SubmissionId } from '../../src/domain/ids.ts';
import { api } from '../state/api.ts';
import { onChanges } from '../state/changes.ts';
import { keepWords } from '../state/pending-saves.ts';
import { reportSaved } from '../state/saved.ts';
import { notePlace, returnToPlace } from './bench-place.ts';
import { createWorkbenchApi } from './create-workbench-api.ts';
import { draftInWords } from './draft-in-words.ts';
import { createWorkbenchStore, type WorkbenchStore } from './workbench-store.ts';

/**
 * A bench for a submission: loads it, calls `onLoaded` once it is there, keeps the header's word on saving true, and
 * saves what is left when one leaves.
 */
export function useNewBench(
  submission: SubmissionId,
  onLoaded?: (bench: WorkbenchStore) => void,
): WorkbenchStore {
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is to be done first is done once for each bench.
  useEffect(() => {
    let stopNoting = () => {};
    let hasLeft = false;
    void bench.actions.load().then(() => {
      onLoaded?.(bench);
      if (hasLeft) return;
      returnToPlace(bench);
      stopNoting = notePlace(bench);
    });
    const stopChanges = onChanges(() => void bench.actions.refresh());
    const stopSaving = bench.subscribe(({ open }) => {
      const kind = open?.saving.kind ?? 'saved';
      reportSaved(kind === 'newer_elsewhere' || kind === 'waiting' ? 'not_saved' : kind);
    });
    const flush = () => void bench.actions.flush();
    const leave = keepWords({
      saveAll: async () => (await bench.actions.flush()) !== null,
      words: () => draftInWords(bench.getState().open),
    });
    addEventListener('pagehide', flush);
    addEventListener('blur', flush);
    return () => {
      hasLeft = true;
      stopNoting();
      stopChanges();
      stopSaving();
      removeEventListener('pagehide', flush);
      removeEventListener('blur', flush);
      leave();
      bench.actions.dispose();
      reportSaved('saved');
    };
  }, [bench]);
  return bench;
}
