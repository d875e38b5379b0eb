interface Links {
  readonly starts: Int32Array;
  readonly marker: Int32Array;
  readonly criterion: Int32Array;
  readonly markerCount: number;
  readonly criterionCount: number;
}

export interface ComparableGroups {
  readonly learners: Int32Array;
  readonly markers: Int32Array;
  readonly criteria: Int32Array;
  /** What can be added to markers and criteria, learners taking it up, without changing any difference. A basis. */
  readonly shifts: readonly Float64Array[];
}

/**
 * Which elements of each facet the design links (Linacre 1989: “disjoint subsets”). Measures are learner − marker −
 * criterion; shifts that leave every such difference as it is cannot be told from the marks. They are the null space of
 * what is left of markers and criteria once every learner has a mean of their own; two elements can be compared exactly
 * where every such shift moves both alike.
 */
export function comparableGroups(links: Links): ComparableGroups {
  const { starts, marker, criterion, markerCount, criterionCount } = links;
  const size = markerCount + criterionCount;
  const shifts = nullSpaceOf(sweptDesign(links), size);
  const keyOf = (moved: readonly number[]) => moved.map((by) => Math.round(by * 1e6)).join(' ');
  const shiftOf = (place: number) => shifts.map((shift) => shift[place] ?? 0);
  const elements = Array.from({ length: size }, (_, place) => keyOf(shiftOf(place)));
  const learners = Array.from({ length: starts.length - 1 }, (_, learner) => {
    const first = starts[learner] ?? 0;
    const [by, on] = [shiftOf(marker[first] ?? 0), shiftOf(markerCount + (criterion[first] ?? 0))];
    return keyOf(by.map((one, place) => one + (on[place] ?? 0)));
  });
  return {
    learners: numbered(learners),
    markers: numbered(elements.slice(0, markerCount)),
    criteria: numbered(elements.slice(markerCount)),
    shifts,
  };
}

function numbered(keys: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(keys, (key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** Markers and criteria, squared, without what the learners explain. */
function sweptDesign({ starts, marker, criterion, markerCount, criterionCount }: Links): Float64Array {
  const size = markerCount + criterionCount;
  const swept = new Float64Array(size * size);
  const add = (row: number, column: number, by: number) => {
    swept[row * size + column] = (swept[row * size + column] ?? 0) + by;
  };
  for (let learner = 0; learner + 1 < starts.length; learner++) {
    const [from, to] = [starts[learner] ?? 0, starts[learner + 1] ?? 0];
    const counts = new Map<number, number>();
    for (let at = from; at < to; at++) {
      const [by, on] = [marker[at] ?? 0, markerCount + (criterion[at] ?? 0)];
      for (const one of [by, on]) {
        counts.set(one, (counts.get(one) ?? 0) + 1);
        for (const other of [by, on]) add(one, other, 1);
      }
    }
    for (const [one, often] of counts)
      for (const [other, times] of counts) add(one, other, (-often * times) / (to - from));
  }
  return swept;
}

/** A basis of what a symmetric square maps to zero (Gauss–Jordan with full choice of pivots among the rows left). */
function nullSpaceOf(square: Float64Array, size: number): Float64Array[] {
  const rows = Array.from({ length: size }, (_, row) => square.slice(row * size, (row + 1) * size));
  const tiny = 1e-9 * Math.max(1, ...rows.map((row, place) => row[place] ?? 0));
  const pivotRowOf = new Map<number, Float64Array>();
  let next = 0;
  for (let column = 0; column < size; column++) {
    let best = next;
    for (let row = next; row < size; row++)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    const pivot = rows[best];
    if (!pivot || Math.abs(pivot[column] ?? 0) <= tiny) continue;
    rows[best] = rows[next] ?? pivot;
    rows[next] = pivot;
    const by = pivot[column] ?? 1;
    for (let at = 0; at < size; at++) pivot[at] = (pivot[at] ?? 0) / by;
    for (const row of rows) {
      const times = row[column] ?? 0;
      if (row === pivot || times === 0) continue;
      for (let at = column; at < size; at++) row[at] = (row[at] ?? 0) - times * (pivot[at] ?? 0);
    }
    pivotRowOf.set(column, pivot);
    next += 1;
  }
  const free = Array.from({ length: size }, (_, column) => column).filter(
    (column) => !pivotRowOf.has(column),
  );
  return free.map((column) => {
    const basis = new Float64Array(size);
    basis[column] = 1;
    for (const [pivoted, row] of pivotRowOf) basis[pivoted] = -(row[column] ?? 0);
    return basis;
  });
}
