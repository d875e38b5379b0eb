import { describe, expect, it } from 'vitest';
import { neighboursInQueue, placeInQueue } from '../../../renderer/state/queue-windows.ts';
import { WINDOW_ROWS } from '../../../renderer/state/windows.ts';
import { SubmissionId } from '../../../src/domain/ids.ts';

const id = (n: number) => SubmissionId.parse(n.toString(16).padStart(64, '0'));
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ submission: id(from + index) }));

describe('going on in the queue', () => {
  it('goes to the rows above and below, in the order one saw', () => {
    const windows = new Map([[0, rows(0, 3).reverse()]]);
    expect(neighboursInQueue(windows, id(1))).toEqual({ previous: id(2), next: id(0) });
  });

  it('ends at both ends', () => {
    const windows = new Map([[0, rows(0, 1)]]);
    expect(neighboursInQueue(windows, id(0))).toEqual({ previous: null, next: null });
  });

  it('crosses from one fetched window to the next', () => {
    const windows = new Map([
      [1, rows(WINDOW_ROWS, 2)],
      [0, rows(0, WINDOW_ROWS)],
    ]);
    expect(neighboursInQueue(windows, id(WINDOW_ROWS))).toEqual({
      previous: id(WINDOW_ROWS - 1),
      next: id(WINDOW_ROWS + 1),
    });
    expect(placeInQueue(windows, id(WINDOW_ROWS + 1))).toBe(WINDOW_ROWS + 1);
  });

  it('knows nothing of a submission that was not seen', () => {
    expect(neighboursInQueue(new Map(), id(1))).toBeNull();
  });
});
