import { type Estimate, unavailable } from './estimate.ts';
import { criticalF } from './quantiles.ts';
import type { RatingTable } from './rating-table.ts';
import { noNumbers } from './too-little.ts';

/**
 * The six intraclass correlations of Shrout & Fleiss (1979), by their names: one-way (11), two-way with raters as a
 * sample (21: absolute agreement), two-way with these raters (31: consistency); k for the mean of all raters.
 */
export interface IntraclassCorrelations {
  readonly icc11: Estimate;
  readonly icc21: Estimate;
  readonly icc31: Estimate;
  readonly icc1k: Estimate;
  readonly icc2k: Estimate;
  readonly icc3k: Estimate;
}

/**
 * Intraclass correlations over the units that every rater rated, with F intervals
 * (Shrout & Fleiss 1979; McGraw & Wong 1996, tables 4 and 7).
 */
export function intraclassCorrelations(table: RatingTable): IntraclassCorrelations {
  const squares = meanSquares(table);
  if (typeof squares === 'string') {
    const none = unavailable(squares);
    return { icc11: none, icc21: none, icc31: none, icc1k: none, icc2k: none, icc3k: none };
  }
  const { n, k, ofUnits, withinUnits, ofRaters, residual } = squares;
  const free = n - 1;
  const oneWay = ratioEstimate(ofUnits, withinUnits, free, n * (k - 1));
  const consistent = ratioEstimate(ofUnits, residual, free, free * (k - 1));
  const { low, high } = agreementBounds(squares);
  const total = ofUnits + (k - 1) * residual + (k * (ofRaters - residual)) / n;
  // Spearman–Brown. Below −1 / (k − 1) it turns over; such a bound says nothing of the mean.
  const stepUp = (one: number) => (1 + (k - 1) * one > 0 ? (k * one) / (1 + (k - 1) * one) : Number.NaN);
  return {
    icc11: single(oneWay, k),
    icc1k: average(oneWay),
    icc21: bounded(quotient(ofUnits - residual, total), low, high),
    icc2k: bounded(
      quotient(ofUnits - residual, ofUnits + (ofRaters - residual) / n),
      stepUp(low),
      stepUp(high),
    ),
    icc31: single(consistent, k),
    icc3k: average(consistent),
  };
}

/** Ratings that agree less than chance can leave no variance to take a part of: then there is no correlation. */
function quotient(part: number, whole: number): number {
  return whole > Math.abs(part) * 1e-12 ? part / whole : Number.NaN;
}

interface MeanSquares {
  /** Units and raters. */
  readonly n: number;
  readonly k: number;
  readonly ofUnits: number;
  readonly withinUnits: number;
  readonly ofRaters: number;
  readonly residual: number;
}

interface RatioEstimate {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** The ratio of two mean squares and what it may be, given its degrees of freedom. */
function ratioEstimate(above: number, below: number, freeAbove: number, freeBelow: number): RatioEstimate {
  const ratio = above / below;
  return {
    ratio,
    low: ratio / criticalF(freeAbove, freeBelow),
    high: ratio * criticalF(freeBelow, freeAbove),
  };
}

function single({ ratio, low, high }: RatioEstimate, k: number): Estimate {
  const correlation = (f: number) => (f === Infinity ? 1 : (f - 1) / (f + k - 1));
  return bounded(correlation(ratio), correlation(low), correlation(high));
}

function average({ ratio, low, high }: RatioEstimate): Estimate {
  return bounded(1 - 1 / ratio, 1 - 1 / low, 1 - 1 / high);
}

/** The interval of ICC(2,1), its degrees of freedom by Satterthwaite (Shrout & Fleiss 1979, p. 424). */
function agreementBounds({ n, k, ofUnits, ofRaters, residual }: MeanSquares): { low: number; high: number } {
  const value = (ofUnits - residual) / (ofUnits + (k - 1) * residual + (k * (ofRaters - residual)) / n);
  // Multiplied through by (1 − value) so that perfect agreement divides nothing by zero.
  const raterPart = k * value * ofRaters;
  const residualPart = (n * (1 + (k - 1) * value) - k * value) * residual;
  const free =
    (raterPart + residualPart) ** 2 / (raterPart ** 2 / (k - 1) + residualPart ** 2 / ((n - 1) * (k - 1)));
  const [lowF, highF] = [criticalF(n - 1, free), criticalF(free, n - 1)];
  const noise = k * ofRaters + (k * n - k - n) * residual;
  return {
    low: (n * (ofUnits - lowF * residual)) / (lowF * noise + n * ofUnits),
    high: (n * (highF * ofUnits - residual)) / (noise + n * highF * ofUnits),
  };
}

/** Without spread left over there is nothing to build an interval from. */
function bounded(value: number, low: number, high: number): Estimate {
  if (!Number.isFinite(value)) return unavailable('These ratings leave this correlation undefined.');
  const isKnown = Number.isFinite(low) && Number.isFinite(high) && low < high;
  return isKnown ? { value, low, high } : { value };
}

/** The analysis of variance of the units that every rater rated, or why there is none. */
function meanSquares(table: RatingTable): MeanSquares | string {
  const k = table.raters.length;
  if (k < 2) return 'There are fewer than two raters.';
  const words = noNumbers(table);
  if (words !== null) return words;
  const { codes, scores, unitCount, ratingsPerUnit } = table;
  let [n, sum] = [0, 0];
  for (let unit = 0; unit < unitCount; unit++) {
    if (ratingsPerUnit[unit] !== k) continue;
    n++;
    for (let cell = unit * k; cell < (unit + 1) * k; cell++) sum += scores[codes[cell] ?? 0] ?? 0;
  }
  if (n < 2) return 'Fewer than two units were rated by every rater.';
  const grand = sum / (n * k);
  const raterSums = new Float64Array(k);
  let [total, units] = [0, 0];
  for (let unit = 0; unit < unitCount; unit++) {
    if (ratingsPerUnit[unit] !== k) continue;
    let unitSum = 0;
    for (let rater = 0, cell = unit * k; rater < k; rater++, cell++) {
      const deviation = (scores[codes[cell] ?? 0] ?? 0) - grand;
      unitSum += deviation;
      raterSums[rater] = (raterSums[rater] ?? 0) + deviation;
      total += deviation ** 2;
    }
    units += unitSum ** 2 / k;
  }
  if (total === 0) return 'Every unit that all raters rated has the same rating.';
  const raters = raterSums.reduce((squares, one) => squares + one ** 2, 0) / n;
  // Rounding must not make a spread out of none.
  const rest = (left: number) => (left > total * 1e-14 ? left : 0);
  return {
    n,
    k,
    ofUnits: rest(units) / (n - 1),
    withinUnits: rest(total - units) / (n * (k - 1)),
    ofRaters: rest(raters) / (k - 1),
    residual: rest(total - units - raters) / ((n - 1) * (k - 1)),
  };
}
