import { createStore } from 'zustand/vanilla';
import type { AcrossFilter, AcrossRow } from '../../src/api/shapes.ts';
import type { CriterionId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import type { Api } from './api.ts';
import { createWindows, WINDOW_ROWS } from './windows.ts';

export type AcrossMark = Pick<AcrossRow, 'decision' | 'hasRationale'>;

interface Counts {
  /** `undefined` until first answered. */
  readonly all: number | undefined;
  readonly judged: number;
  /** What was marked here since, by submission: newer than the rows. */
  readonly marks: ReadonlyMap<SubmissionId, AcrossMark>;
}

export type AcrossList = ReturnType<typeof createAcrossList>;

/** The submissions in which one criterion is marked, as windows of rows, and what was marked since they were read. */
export function createAcrossList(api: Api, unit: UnitId, criterion: CriterionId, filter: AcrossFilter) {
  const counts = createStore<Counts>()(() => ({ all: undefined, judged: 0, marks: new Map() }));
  const windows = createWindows({ filter }, async (question, offset, limit) => {
    const result = await api.call('across.list', { unit, criterion, ...question, offset, limit });
    if (result.ok) counts.setState({ all: result.value.all, judged: result.value.judged });
    return result;
  });
  const rowOf = (submission: SubmissionId) =>
    [...windows.getState().windows.values()].flat().find((row) => row.submission === submission);
  return {
    windows,
    counts,
    /** Notes what was marked, before the rows are read again. */
    note(submission: SubmissionId, mark: AcrossMark) {
      const { marks, judged } = counts.getState();
      const before = marks.get(submission) ?? rowOf(submission);
      if (before?.decision === mark.decision && before?.hasRationale === mark.hasRationale) return;
      const step = Number(mark.decision !== null) - Number((before?.decision ?? null) !== null);
      counts.setState({ judged: judged + step, marks: new Map(marks).set(submission, mark) });
    },
    /** The first that is not judged after this one, else the first of all; null where every one is. */
    async nextToJudge(after: SubmissionId | null) {
      const result = await api.call('across.nextToJudge', { unit, criterion, after });
      return result.ok ? result.value.next : null;
    },
  };
}

/** Which row a submission is, among those that were fetched. */
export function placeInList(
  windows: ReadonlyMap<number, readonly AcrossRow[]>,
  submission: SubmissionId,
): number | null {
  for (const [window, rows] of windows) {
    const place = rows.findIndex((row) => row.submission === submission);
    if (place >= 0) return window * WINDOW_ROWS + place;
  }
  return null;
}

/** Where one was in a unit: coming back, by any of its criteria, one is there again. */
export interface AcrossPlace {
  readonly unit: UnitId;
  readonly filter: AcrossFilter;
  readonly submission: SubmissionId | null;
  readonly index: number | null;
}

let lastPlace: AcrossPlace | null = null;

export function rememberAcross(place: AcrossPlace): void {
  lastPlace = place;
}

export function lastAcross(unit: UnitId): AcrossPlace | null {
  return lastPlace?.unit === unit ? lastPlace : null;
}
