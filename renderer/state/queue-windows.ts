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

type FetchedRows = ReadonlyMap<number, readonly Pick<QueueRow, 'submission'>[]>;

/** What stands above and below a submission in the rows that were fetched; null where it is not among them. */
export function neighboursInQueue(
  windows: FetchedRows,
  submission: SubmissionId,
): { readonly previous: SubmissionId | null; readonly next: SubmissionId | null } | null {
  const index = placeInQueue(windows, submission);
  if (index === null) return null;
  const rowAt = (at: number) => windows.get(Math.floor(at / WINDOW_ROWS))?.[at % WINDOW_ROWS];
  return {
    previous: index === 0 ? null : (rowAt(index - 1)?.submission ?? null),
    next: rowAt(index + 1)?.submission ?? null,
  };
}

/** Which row a submission is, among those that were fetched. */
export function placeInQueue(windows: FetchedRows, submission: SubmissionId): number | null {
  for (const [window, rows] of windows) {
    const place = rows.findIndex((row) => row.submission === submission);
    if (place >= 0) return window * WINDOW_ROWS + place;
  }
  return null;
}
