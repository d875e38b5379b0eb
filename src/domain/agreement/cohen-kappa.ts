import { confusionMatrix } from './confusion-matrix.ts';
import { type Estimate, estimated, unavailable } from './estimate.ts';
import type { RatingTable } from './rating-table.ts';
import { noChance, tooFewPairs } from './too-little.ts';
import type { AgreementWeights } from './weights.ts';

/** Cohen's (weighted) kappa of two raters, over the units both rated. */
export function cohenKappa(table: RatingTable, weights: AgreementWeights): Estimate {
  const { length } = table.raters;
  if (length > 2) return unavailable(`Cohen’s kappa compares two raters; here are ${length}.`);
  const reason = tooFewPairs(table) ?? noChance(table);
  if (reason !== null) return unavailable(reason);
  const { counts, unitCount } = confusionMatrix(table, 0, 1);
  return kappaOfMatrix(counts, weights.between, unitCount);
}

/**
 * Cohen's kappa of a square of counts or proportions, first rater down, second across.
 * κ = (Po − Pe) / (1 − Pe), with any agreement weights, even ones that differ both ways (Cohen 1960, 1968); standard
 * error for large samples of Fleiss, Cohen & Everitt (1969), where the number of units is known.
 * Weights of disagreement v become agreement as 1 − v / their greatest.
 */
export function kappaOfMatrix(
  square: readonly (readonly number[])[],
  between: (one: number, other: number) => number,
  unitCount: number | null,
): Estimate {
  const size = square.length;
  const [first, second] = [new Float64Array(size), new Float64Array(size)];
  let total = 0;
  for (const [one, row] of square.entries())
    for (const [other, count] of row.entries()) {
      total += count;
      first[one] = (first[one] ?? 0) + count;
      second[other] = (second[other] ?? 0) + count;
    }
  // What each category agrees, on average, with a rating drawn from the other rater.
  const [meanOfFirst, meanOfSecond] = [new Float64Array(size), new Float64Array(size)];
  let [observed, expected] = [0, 0];
  for (const [one, row] of square.entries())
    for (const [other, count] of row.entries()) {
      const weight = between(one, other);
      const [shareOne, shareOther] = [(first[one] ?? 0) / total, (second[other] ?? 0) / total];
      observed += (weight * count) / total;
      expected += weight * shareOne * shareOther;
      meanOfFirst[one] = (meanOfFirst[one] ?? 0) + weight * shareOther;
      meanOfSecond[other] = (meanOfSecond[other] ?? 0) + weight * shareOne;
    }
  if (!(expected < 1 - 1e-12))
    return unavailable(
      'Both raters used one and the same category, so agreement cannot be told from chance.',
    );
  const kappa = (observed - expected) / (1 - expected);
  if (unitCount === null) return { value: kappa };
  let squares = 0;
  for (const [one, row] of square.entries())
    for (const [other, count] of row.entries()) {
      if (count === 0) continue;
      const chance = (meanOfFirst[one] ?? 0) + (meanOfSecond[other] ?? 0);
      squares += (count / total) * (between(one, other) - (1 - kappa) * chance) ** 2;
    }
  const centre = kappa - expected * (1 - kappa);
  const variance = (squares - centre ** 2) / (unitCount * (1 - expected) ** 2);
  return estimated(kappa, variance, unitCount - 1);
}
