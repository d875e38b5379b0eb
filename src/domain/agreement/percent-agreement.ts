import { type CountedAgreement, countAgreement } from './count-agreement.ts';
import { type Estimate, estimated, unavailable } from './estimate.ts';
import type { RatingTable } from './rating-table.ts';
import { tooFewPairs } from './too-little.ts';
import { anyWeights } from './weights.ts';

/**
 * Observed agreement, weighted by the weights it was counted with, with Gwet's standard error
 * (Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014, ch. 5: units drawn from many; missing ratings allowed).
 */
export function percentAgreement(counted: CountedAgreement): Estimate {
  const { table, pairs, agreement, divisor } = counted;
  const tooFew = tooFewPairs(table);
  if (tooFew !== null) return unavailable(tooFew);
  const lift = table.unitCount / table.pairedUnitCount;
  let squares = 0;
  for (let unit = 0; unit < table.unitCount; unit++) {
    const given = table.ratingsPerUnit[unit] ?? 0;
    const own = given > 1 ? (lift * (pairs[unit] ?? 0)) / (given * (given - 1)) : 0;
    squares += (own - agreement) ** 2;
  }
  return estimated(agreement, squares / (table.unitCount * divisor), table.unitCount - 1, {
    least: 0,
    most: 1,
  });
}

/** Agreement where ratings at most this far apart count as agreeing: one level, or so many marks. */
export function adjacentAgreement(table: RatingTable, within = 1): Estimate {
  if (table.scale === 'words' && table.ratingCount > 0)
    return unavailable('The ratings are words without an order, so none is next to another.');
  const at = (place: number) => table.scores[place] ?? 0;
  const isNear = (one: number, other: number) => Math.abs(at(one) - at(other)) <= within + 1e-9;
  return percentAgreement(
    countAgreement(
      table,
      anyWeights((one, other) => (isNear(one, other) ? 1 : 0)),
    ),
  );
}
