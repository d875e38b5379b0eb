import type { QueueFilter, QueueGroup, QueueGrouping, QueueRow, QueueSort } from '../../src/api/shapes.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { api } from './api.ts';
import { createWindows, WINDOW_ROWS } from './windows.ts';

export interface QueueQuestion {
  readonly filter: QueueFilter;
  readonly sort: QueueSort;
  readonly group: QueueGrouping | null;
  /** Keys of groups whose rows are hidden. */
  readonly collapsed: readonly string[];
}

/** A row, with the group it stands in where there are groups; or the heading of a group. */
export type QueueEntry =
  | (QueueRow & { readonly kind: 'row'; readonly group: QueueGroup | null })
  | { readonly kind: 'group'; readonly group: QueueGroup; readonly submission?: undefined };

export const FIRST_QUESTION: QueueQuestion = {
  filter: {},
  sort: { by: 'received', descending: true },
  group: null,
  collapsed: [],
};

export const queue = createWindows<QueueQuestion, QueueEntry>(
  FIRST_QUESTION,
  async ({ filter, sort, group, collapsed }, offset, limit) => {
    if (group === null) {
      const listed = await api.call('queue.list', { filter, sort, offset, limit });
      if (!listed.ok) return listed;
      const { total, rows } = listed.value;
      return { ok: true, value: { total, rows: rows.map((row) => ({ ...row, kind: 'row', group: null })) } };
    }
    const asked = { filter, sort, by: group, collapsed: [...collapsed], offset, limit };
    const grouped = await api.call('queue.grouped', asked);
    if (!grouped.ok) return grouped;
    const { total, submissions, items } = grouped.value;
    const rows = items.map(
      (item): QueueEntry => (item.kind === 'group' ? item : { ...item.row, kind: 'row', group: item.group }),
    );
    return { ok: true, value: { total, rows, counted: submissions } };
  },
);

/** Shows what a saved filter keeps, from anywhere. */
export function showKept({ filter, sort, group }: Omit<QueueQuestion, 'collapsed'>): void {
  queue.getState().ask({ filter, sort, group, collapsed: [] });
}

type FetchedRows = ReadonlyMap<number, readonly { readonly submission?: SubmissionId | undefined }[]>;

/** What stands above and below a submission in the rows that were fetched; null where it is not among them. */
export function neighboursInQueue(
  windows: FetchedRows,
  submission: SubmissionId,
): { readonly previous: SubmissionId | null; readonly next: SubmissionId | null } | null {
  const index = placeInQueue(windows, submission);
  if (index === null) return null;
  /** The nearest row in one direction, past headings. */
  const beside = (step: 1 | -1): SubmissionId | null => {
    for (let at = index + step; at >= 0; at += step) {
      const row = windows.get(Math.floor(at / WINDOW_ROWS))?.[at % WINDOW_ROWS];
      if (row === undefined) return null;
      if (row.submission !== undefined) return row.submission;
    }
    return null;
  };
  return { previous: beside(-1), next: beside(1) };
}

/** Which row a submission is, among those that were fetched. */
export function placeInQueue(windows: FetchedRows, submission: SubmissionId): number | null {
  for (const [window, rows] of windows) {
    const place = rows.findIndex((row) => row.submission === submission);
    if (place >= 0) return window * WINDOW_ROWS + place;
  }
  return null;
}

/** The same rows as they were fetched last: what is done to them changes them. */
export function fetchedLast(
  windows: ReadonlyMap<number, readonly QueueEntry[]>,
  rows: Iterable<QueueRow>,
): readonly QueueRow[] {
  const last = new Map<SubmissionId, QueueRow>();
  for (const window of windows.values())
    for (const one of window) if (one.submission !== undefined) last.set(one.submission, one);
  return [...rows].map((row) => last.get(row.submission) ?? row);
}
