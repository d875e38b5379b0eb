import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SubmissionId } from '../../src/domain/ids.ts';

const lastMarked = createStore<{ submission: SubmissionId | null }>()(() => ({ submission: null }));

/** The rail's “Mark” leads back to the submission one was marking. */
export function rememberMarking(submission: SubmissionId): void {
  lastMarked.setState({ submission });
}

export function forgetMarking(): void {
  lastMarked.setState({ submission: null });
}

export function useLastMarked(): SubmissionId | null {
  return useStore(lastMarked, (state) => state.submission);
}
