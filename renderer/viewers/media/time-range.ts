/** From `startMs` to `endMs`, in whole milliseconds from the beginning; a moment where the two are one. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** The range starts now. What was marked to end later still ends there; else it is this moment until an end is marked. */
export function markStart(range: TimeRange | null, nowMs: number): TimeRange {
  const startMs = whole(nowMs);
  return { startMs, endMs: Math.max(startMs, range?.endMs ?? startMs) };
}

/** The range ends now. Without a start marked before, it is everything up to now. */
export function markEnd(range: TimeRange | null, nowMs: number): TimeRange {
  const endMs = whole(nowMs);
  return { startMs: Math.min(endMs, range?.startMs ?? 0), endMs };
}

/** Moves one end, within the recording and never past the other end. */
export function moveEnd(range: TimeRange, end: 'start' | 'end', byMs: number, durationMs: number): TimeRange {
  return end === 'start'
    ? { ...range, startMs: Math.min(range.endMs, whole(range.startMs + byMs)) }
    : { ...range, endMs: Math.max(range.startMs, Math.min(whole(durationMs), whole(range.endMs + byMs))) };
}

/** From the start of the earlier to the end of the later. */
export function joinRanges(a: TimeRange | null, b: TimeRange): TimeRange {
  if (a === null) return b;
  return { startMs: Math.min(a.startMs, b.startMs), endMs: Math.max(a.endMs, b.endMs) };
}

/** The row each range is drawn in, in order, so that none covers another; `gapMs` is kept between two in a row. */
export function lanesOf(ranges: readonly TimeRange[], gapMs: number): readonly number[] {
  const freeFrom: number[] = [];
  const lanes = new Map<number, number>();
  const byStart = ranges
    .map((range, index) => ({ range, index }))
    .sort((a, b) => a.range.startMs - b.range.startMs);
  for (const { range, index } of byStart) {
    const free = freeFrom.findIndex((from) => from <= range.startMs);
    const lane = free === -1 ? freeFrom.length : free;
    freeFrom[lane] = Math.max(range.endMs, range.startMs + gapMs);
    lanes.set(index, lane);
  }
  return ranges.map((_, index) => lanes.get(index) ?? 0);
}

function whole(ms: number): number {
  return Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, Math.round(ms)));
}
