import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { AcrossFilter, AcrossRow } from '../../src/api/shapes.ts';
import type { SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { type AcrossList, lastAcross, placeInList, rememberAcross } from '../state/across-list.ts';
import { onChanges } from '../state/changes.ts';

interface Place {
  /** Null while the row at `index` is still on its way. */
  readonly submission: SubmissionId | null;
  /** Where it was seen in the list last. */
  readonly index: number | null;
}

const NOWHERE: Place = { submission: null, index: null };

export interface AcrossWay {
  readonly submission: SubmissionId | null;
  /** Where it stands in the rows on screen; null where a filter leaves it out. */
  readonly index: number | null;
  readonly total: number | undefined;
  readonly filter: AcrossFilter;
  /** Nothing was left to judge when it was last looked for. */
  readonly isAllJudged: boolean;
  readonly rowAt: (index: number) => AcrossRow | undefined;
  select(index: number): void;
  step(by: 1 | -1): void;
  show(filter: AcrossFilter): void;
  /** Goes to the next that is not judged. What is on the bench must be saved before. */
  goToJudge(): Promise<void>;
}

/**
 * Which submission is on the bench, and the ways to another. It stays there whatever happens to the list: rows that
 * come, go or are left out by a filter never put another under the hand of who is marking.
 */
export function useAcrossPlace(list: AcrossList, unit: UnitId): AcrossWay {
  const { question, total, windows, rowAt, ask, need, refresh } = useStore(list.windows);
  const { filter } = question;
  const [place, setPlace] = useState<Place>(() => lastAcross(unit) ?? NOWHERE);
  const [isAllJudged, setAllJudged] = useState(false);

  const goTo = useCallback(
    (index: number) => {
      need(index, index);
      setPlace({ index, submission: rowAt(index)?.submission ?? null });
      setAllJudged(false);
    },
    [need, rowAt],
  );

  const goToJudge = useCallback(async () => {
    const next = await list.nextToJudge(place.submission);
    setAllJudged(next === null);
    if (next === null) return;
    const index =
      filter === 'all' ? next.place : placeInList(list.windows.getState().windows, next.submission);
    if (index !== null) need(index, index);
    setPlace({ submission: next.submission, index });
  }, [list, place.submission, filter, need]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each list, beginning where one was.
  useEffect(() => {
    const from = place.index ?? 0;
    need(from, from);
    return onChanges(refresh);
  }, [list]);

  // Somebody who comes for the first time begins with what is to do.
  const isLost = place.submission === null && place.index === null && total !== undefined && total > 0;
  useEffect(() => {
    if (!isLost) return;
    void goToJudge().then(() => setPlace((now) => (now === NOWHERE ? { ...now, index: 0 } : now)));
  }, [isLost, goToJudge]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `windows` is what `rowAt` reads.
  useEffect(() => {
    if (place.submission !== null || place.index === null) return;
    const row = rowAt(place.index);
    if (row) setPlace({ index: place.index, submission: row.submission });
  }, [place, rowAt, windows]);

  useEffect(() => rememberAcross({ unit, filter, ...place }), [unit, filter, place]);

  const index = useMemo(() => {
    if (place.submission === null) return place.index;
    const isThere = place.index !== null && rowAt(place.index)?.submission === place.submission;
    return isThere ? place.index : placeInList(windows, place.submission);
  }, [place, rowAt, windows]);

  // The rows change under the grid without its function changing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `windows` is what `rowAt` reads.
  const rowOf = useCallback((at: number) => rowAt(at), [rowAt, windows]);

  return {
    submission: place.submission,
    index,
    total,
    filter,
    isAllJudged,
    rowAt: rowOf,
    select: goTo,
    step(by) {
      // Where the list has lost it, what came after it has taken its place.
      const target = index === null ? (place.index ?? 0) + (by === 1 ? 0 : -1) : index + by;
      if (total !== undefined && target >= 0 && target < total) goTo(target);
    },
    show: (next) => ask({ filter: next }),
    goToJudge,
  };
}
