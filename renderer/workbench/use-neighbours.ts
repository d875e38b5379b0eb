import { useStore } from 'zustand';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { neighboursInQueue, queue } from '../state/queue-windows.ts';
import { useOpen } from './use-workbench.ts';

interface Neighbours {
  readonly previous: SubmissionId | null;
  readonly next: SubmissionId | null;
}

/** The submissions above and below in the queue as one last saw it; where it was not seen, in order of arrival. */
export function useNeighbours(): Neighbours {
  const { submission, previous, next } = useOpen((open) => open.detail);
  const windows = useStore(queue, (state) => state.windows);
  return neighboursInQueue(windows, submission) ?? { previous, next };
}
