import { NOT_RATED, type RatingTable } from './rating-table.ts';
import type { AgreementWeights } from './weights.ts';

/** What the agreement coefficients are made of: counted once, used by all of them. */
export interface CountedAgreement {
  readonly table: RatingTable;
  readonly weights: AgreementWeights;
  /** Per unit, the weighted agreement summed over ordered pairs of its ratings. */
  readonly pairs: Float64Array;
  /** Weighted agreement: the mean over units with two ratings or more of the mean over their pairs. */
  readonly agreement: number;
  /** Per category, the mean over units of the part of the unit's ratings that fell there. */
  readonly shares: Float64Array;
  /**
   * What sums of squares are divided by, besides the number of units. Two raters who both rated everything make
   * a contingency table, whose published formulas divide by n; everything else divides by n − 1 (Gwet 2014).
   */
  readonly divisor: number;
}

/** Counts agreement in one pass over the ratings, unit by unit, by categories met rather than by pairs of raters. */
export function countAgreement(table: RatingTable, weights: AgreementWeights): CountedAgreement {
  const { unitCount, ratingsPerUnit, pairedUnitCount } = table;
  const pairs = pairSums(table, weights);
  let agreement = 0;
  for (let unit = 0; unit < unitCount; unit++) {
    const given = ratingsPerUnit[unit] ?? 0;
    if (given > 1) agreement += (pairs[unit] ?? 0) / (given * (given - 1));
  }
  const isTwoWay = table.raters.length === 2 && table.ratingCount === 2 * unitCount;
  return {
    table,
    weights,
    pairs,
    agreement: agreement / pairedUnitCount,
    shares: categoryShares(table),
    divisor: isTwoWay ? unitCount : unitCount - 1,
  };
}

/** Up to here the weights of all pairs of categories are looked up, beyond they are worked out when met. */
const MOST_LOOKED_UP = 128;

/** Per unit, the weight summed over ordered pairs of different ratings. */
export function pairSums(table: RatingTable, weights: AgreementWeights): Float64Array {
  const { codes, unitCount, ratingsPerUnit } = table;
  const size = table.categories.length;
  const width = table.raters.length;
  const { between } = weights;
  const isLookedUp = size <= MOST_LOOKED_UP;
  const lookup = new Float64Array(isLookedUp ? size * size : 0).map((_, place) =>
    between(Math.floor(place / size), place % size),
  );
  const sums = new Float64Array(unitCount);
  const counts = new Int32Array(size);
  const met = new Int32Array(width);
  for (let unit = 0, cell = 0; unit < unitCount; unit++) {
    const given = ratingsPerUnit[unit] ?? 0;
    const end = cell + width;
    if (given < 2) {
      cell = end;
      continue;
    }
    let metCount = 0;
    for (; cell < end; cell++) {
      const code = codes[cell] ?? NOT_RATED;
      if (code === NOT_RATED) continue;
      const before = counts[code] ?? 0;
      if (before === 0) met[metCount++] = code;
      counts[code] = before + 1;
    }
    let sum = 0;
    for (let one = 0; one < metCount; one++) {
      const category = met[one] ?? 0;
      const count = counts[category] ?? 0;
      // Each of these ratings is in `count` pairs with itself left out.
      sum += count * (count - 1);
      counts[category] = 0;
      for (let other = one + 1; other < metCount; other++) {
        const second = met[other] ?? 0;
        const weight = isLookedUp ? (lookup[category * size + second] ?? 0) : between(category, second);
        sum += 2 * count * (counts[second] ?? 0) * weight;
      }
    }
    sums[unit] = sum;
  }
  return sums;
}

function categoryShares(table: RatingTable): Float64Array {
  const { codes, unitCount, ratingsPerUnit } = table;
  const width = table.raters.length;
  const shares = new Float64Array(table.categories.length);
  for (let unit = 0; unit < unitCount; unit++) {
    const part = 1 / (ratingsPerUnit[unit] ?? 1);
    for (let cell = unit * width; cell < (unit + 1) * width; cell++) {
      const code = codes[cell] ?? NOT_RATED;
      if (code !== NOT_RATED) shares[code] = (shares[code] ?? 0) + part;
    }
  }
  return shares.map((sum) => sum / unitCount);
}

/** Per unit, the sum over its ratings of what their category holds. */
export function unitSums(table: RatingTable, held: Float64Array): Float64Array {
  const { codes, unitCount } = table;
  const width = table.raters.length;
  const sums = new Float64Array(unitCount);
  for (let unit = 0; unit < unitCount; unit++) {
    let sum = 0;
    for (let cell = unit * width; cell < (unit + 1) * width; cell++) {
      const code = codes[cell] ?? NOT_RATED;
      if (code !== NOT_RATED) sum += held[code] ?? 0;
    }
    sums[unit] = sum;
  }
  return sums;
}
