/** Where rows or columns of unlike sizes begin, in pixels. */
export interface Offsets {
  readonly count: number;
  readonly total: number;
  startOf(index: number): number;
  endOf(index: number): number;
  /** The one at that distance from the beginning; the first or last for what lies beyond. */
  at(distance: number): number;
}

/** `sizes` names those that differ from `usual`. */
export function offsetsOf(count: number, usual: number, sizes: ReadonlyMap<number, number>): Offsets {
  const starts = new Float64Array(count + 1);
  for (let index = 0; index < count; index += 1) {
    starts[index + 1] = (starts[index] ?? 0) + (sizes.get(index) ?? usual);
  }
  const startOf = (index: number) => starts[Math.min(count, Math.max(0, index))] ?? 0;
  return {
    count,
    total: startOf(count),
    startOf,
    endOf: (index) => startOf(index + 1),
    at(distance) {
      let low = 0;
      let high = Math.max(0, count - 1);
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (startOf(middle) <= distance) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
