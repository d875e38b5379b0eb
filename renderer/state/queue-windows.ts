import type { QueueFilter, QueueRow, QueueSort } from '../../src/api/shapes.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { api } from './api.ts';
import { createWindows, WINDOW_ROWS } from './windows.ts';

export interface QueueQuestion {
  readonly filter: QueueFilter;
  readonly sort: QueueSort;
}

const FIRST: QueueQuestion = { filter: {}, sort: { by: 'received', descending: true } };

export const queue = createWindows(FIRST, (question, offset, limit) =>
  api.call('queue.list', { ...question, offset, limit }),
);

/** What stands above and below a submission in the rows that were fetched; null where it is not among them. */
export function neighboursInQueue(
  windows: ReadonlyMap<number, readonly Pick<QueueRow, 'submission'>[]>,
  submission: SubmissionId,
): { readonly previous: SubmissionId | null; readonly next: SubmissionId | null } | null {
  const rowAt = (index: number) => windows.get(Math.floor(index / WINDOW_ROWS))?.[index % WINDOW_ROWS];
  for (const [window, rows] of windows) {
    const place = rows.findIndex((row) => row.submission === submission);
    if (place < 0) continue;
    const index = window * WINDOW_ROWS + place;
    return {
      previous: index === 0 ? null : (rowAt(index - 1)?.submission ?? null),
      next: rowAt(index + 1)?.submission ?? null,
    };
  }
  return null;
}
