import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { QueueHit } from '../../src/api/shapes.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { api } from './api.ts';

interface HitsState {
  readonly text: string;
  readonly hits: ReadonlyMap<SubmissionId, QueueHit>;
}

const hits = createStore<HitsState>()(() => ({ text: '', hits: new Map() }));
const asked = new Set<SubmissionId>();
const AT_ONCE = 60;

/** Fetches where in these submissions the words are, for those that are not known yet. */
export async function needHits(text: string, submissions: readonly SubmissionId[]): Promise<void> {
  if (hits.getState().text !== text) {
    asked.clear();
    hits.setState({ text, hits: new Map() });
  }
  const missing = submissions.filter((submission) => !asked.has(submission)).slice(0, AT_ONCE);
  if (text === '' || missing.length === 0) return;
  for (const submission of missing) asked.add(submission);
  const result = await api.call('queue.hits', { submissions: missing, text });
  if (!result.ok || hits.getState().text !== text) return;
  const all = new Map(hits.getState().hits);
  for (const hit of result.value) all.set(hit.submission, hit);
  hits.setState({ hits: all });
}

/** Places are asked for again: more was read, or written, since. Those on screen stay until then. */
export function forgetHits(): void {
  asked.clear();
}

export function useHit(submission: SubmissionId | null): QueueHit | undefined {
  return useStore(hits, (state) => (submission === null ? undefined : state.hits.get(submission)));
}
