import { type Estimate, estimated, unavailable } from './estimate.ts';
import { invertPositive } from './invert-positive.ts';
import { NOT_RATED, type RatingTable } from './rating-table.ts';
import { noNumbers, tooFewPairs } from './too-little.ts';

/** How far one rater sits from the others on the same work, in marks: above zero lenient, below zero severe. */
export type RaterSeverity = Estimate & { readonly rater: string };

/**
 * Every rater's distance from the mean of all raters. Where everybody rated everything it is the rater's mean minus the
 * grand mean; with gaps it is the rater effect of the additive model unit + rater, least squares, effects summing to
 * zero, so that whoever got the weaker work does not look severe. Standard errors of the same model, t intervals.
 */
export function severity(table: RatingTable): RaterSeverity[] {
  const reason = tooFewPairs(table) ?? noNumbers(table);
  const forAll = (why: string) => table.raters.map((rater) => ({ rater, ...unavailable(why) }));
  if (reason !== null) return forAll(reason);
  const { overlap, deviations, spread, freedom, comparable } = normalEquations(table);
  const size = table.raters.length;
  const compared = comparable.reduce((count, is) => count + is, 0);
  // The effects are free up to a constant; this fixes their sum at zero. Raters without overlap stand aside.
  const square = overlap.map((value, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    if (!comparable[row] || !comparable[column]) return row === column ? 1 : 0;
    return value + 1 / compared;
  });
  const inverse = invertPositive(square, size);
  if (!inverse) return forAll('The raters fall into groups that share no units, so they cannot be compared.');
  const effects = deviations.map((_, row) => {
    let effect = 0;
    for (let column = 0; column < size; column++)
      effect += (inverse[row * size + column] ?? 0) * (deviations[column] ?? 0);
    return effect;
  });
  const explained = effects.reduce((sum, effect, rater) => sum + effect * (deviations[rater] ?? 0), 0);
  const free = freedom - (compared - 1);
  const left = Math.max(0, spread - explained);
  const noise = free > 0 && left > spread * 1e-14 ? left / free : Number.NaN;
  return table.raters.map((rater, place) => {
    if (!comparable[place]) return { rater, ...unavailable('This rater shares no unit with another rater.') };
    const variance = noise * ((inverse[place * size + place] ?? 0) - 1 / compared);
    return { rater, ...estimated(effects[place] ?? 0, variance, free, { least: -Infinity, most: Infinity }) };
  });
}

interface NormalEquations {
  /** Raters × raters: what is left of the design once every unit has its own mean. */
  readonly overlap: Float64Array;
  /** Per rater, the sum of distances from the means of the units rated. */
  readonly deviations: Float64Array;
  /** Sum of squared distances from the units' means, and how many of them are free. */
  readonly spread: number;
  readonly freedom: number;
  /** 1 for a rater who shares a unit with another. */
  readonly comparable: Uint8Array;
}

function normalEquations(table: RatingTable): NormalEquations {
  const { codes, scores, unitCount, ratingsPerUnit } = table;
  const size = table.raters.length;
  const overlap = new Float64Array(size * size);
  const deviations = new Float64Array(size);
  const comparable = new Uint8Array(size);
  const present = new Int32Array(size);
  let [spread, freedom, complete] = [0, 0, 0];
  for (let unit = 0; unit < unitCount; unit++) {
    const given = ratingsPerUnit[unit] ?? 0;
    if (given < 2) continue;
    let [count, sum] = [0, 0];
    for (let rater = 0, cell = unit * size; rater < size; rater++, cell++) {
      const code = codes[cell] ?? NOT_RATED;
      if (code === NOT_RATED) continue;
      present[count++] = rater;
      sum += scores[code] ?? 0;
    }
    const mean = sum / given;
    for (let one = 0; one < count; one++) {
      const rater = present[one] ?? 0;
      const deviation = (scores[codes[unit * size + rater] ?? 0] ?? 0) - mean;
      deviations[rater] = (deviations[rater] ?? 0) + deviation;
      spread += deviation ** 2;
      comparable[rater] = 1;
    }
    freedom += given - 1;
    // Units that everybody rated all add the same; only those with gaps need their own raters looked up.
    if (given === size) complete++;
    else addOverlap(overlap, size, present, count);
  }
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      overlap[row * size + column] =
        (overlap[row * size + column] ?? 0) + complete * ((row === column ? 1 : 0) - 1 / size);
  return { overlap, deviations, spread, freedom, comparable };
}

function addOverlap(overlap: Float64Array, size: number, present: Int32Array, count: number): void {
  for (let one = 0; one < count; one++) {
    const row = (present[one] ?? 0) * size;
    for (let other = 0; other < count; other++) {
      const place = row + (present[other] ?? 0);
      overlap[place] = (overlap[place] ?? 0) + (one === other ? 1 : 0) - 1 / count;
    }
  }
}
