import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { placeInQueue, type QueueEntry } from '../state/queue-windows.ts';

type Windows = Parameters<typeof placeInQueue>[0];

/**
 * Where one stands in the list. One stands on a submission, not on a place: rows that come, go or change places, as when
 * the answer to another question arrives just as a row is pressed, put no other under the hand. Where it is not among
 * the rows any more, what has taken its place is stood on.
 */
export function useActiveRow(
  windows: Windows,
  rowAt: (index: number) => QueueEntry | undefined,
  first: SubmissionId | null,
): readonly [number | null, (index: number | null) => void] {
  const [active, setActive] = useState(() => (first === null ? null : placeInQueue(windows, first)));
  const standsOn = useRef(active === null ? null : first);
  const stand = useCallback(
    (index: number | null) => {
      standsOn.current = index === null ? null : (rowAt(index)?.submission ?? null);
      setActive(index);
    },
    [rowAt],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when other rows have come.
  useLayoutEffect(() => {
    const here = active === null ? undefined : rowAt(active);
    // On its way, or as it was.
    if (here === undefined || here.submission === standsOn.current) return;
    const place = standsOn.current === null ? null : placeInQueue(windows, standsOn.current);
    if (place === null) standsOn.current = here.submission ?? null;
    else setActive(place);
  }, [windows]);
  return [active, stand];
}
