import type { CountedAgreement } from './count-agreement.ts';
import { type Estimate, estimated, unavailable } from './estimate.ts';
import { NOT_RATED } from './rating-table.ts';
import { noChance, tooFewPairs } from './too-little.ts';

/**
 * Conger's kappa: Cohen's for any number of raters, with missing ratings and weights. Chance agreement is the mean over
 * pairs of raters of what their own shares of the categories give (Conger 1980; Gwet 2014, ch. 2 and 5).
 * Its variance follows from each unit's part in every rater's shares.
 */
export function congerKappa(counted: CountedAgreement): Estimate {
  const { table, weights, pairs, agreement, divisor } = counted;
  const reason = tooFewPairs(table) ?? noChance(table);
  if (reason !== null) return unavailable(reason);
  const { codes, unitCount, categories } = table;
  const width = table.raters.length;
  const size = categories.length;
  const shares = new Float64Array(width * size);
  const given = new Int32Array(width);
  for (let unit = 0, cell = 0; unit < unitCount; unit++)
    for (let rater = 0; rater < width; rater++, cell++) {
      const code = codes[cell] ?? NOT_RATED;
      if (code === NOT_RATED) continue;
      given[rater] = (given[rater] ?? 0) + 1;
      shares[rater * size + code] = (shares[rater * size + code] ?? 0) + 1;
    }
  const active = given.reduce((count, ratings) => count + (ratings > 0 ? 1 : 0), 0);
  const all = new Float64Array(size);
  for (let rater = 0; rater < width; rater++)
    for (let category = 0; category < size; category++) {
      const share = (shares[rater * size + category] ?? 0) / Math.max(1, given[rater] ?? 0);
      shares[rater * size + category] = share;
      all[category] = (all[category] ?? 0) + share;
    }
  // Per rater and category: how much a rating there agrees with what all the others give, and the rater's mean of it.
  const withOthers = new Float64Array(width * size);
  const means = new Float64Array(width);
  const scale = 1 / (active * (active - 1));
  let chance = 0;
  for (let rater = 0; rater < width; rater++) {
    if ((given[rater] ?? 0) === 0) continue;
    const own = shares.subarray(rater * size, (rater + 1) * size);
    const agreeing = weights.spread(all.map((sum, category) => sum - (own[category] ?? 0)));
    withOthers.set(agreeing, rater * size);
    const mean = agreeing.reduce((sum, value, category) => sum + value * (own[category] ?? 0), 0);
    means[rater] = mean;
    chance += scale * mean;
  }
  if (!(chance < 1 - 1e-12))
    return unavailable('The raters used one and the same category, so agreement cannot be told from chance.');
  const beyond = 1 - chance;
  const value = (agreement - chance) / beyond;
  const lift = unitCount / table.pairedUnitCount;
  let squares = 0;
  for (let unit = 0, cell = 0; unit < unitCount; unit++) {
    const count = table.ratingsPerUnit[unit] ?? 0;
    let own = 0;
    if (count > 1) own = (lift * ((pairs[unit] ?? 0) / (count * (count - 1)) - chance)) / beyond;
    let moved = 0;
    for (let rater = 0; rater < width; rater++, cell++) {
      const code = codes[cell] ?? NOT_RATED;
      if (code === NOT_RATED) continue;
      const excess = (withOthers[rater * size + code] ?? 0) - (means[rater] ?? 0);
      moved += (unitCount / (given[rater] ?? 1)) * excess;
    }
    own -= (2 * (1 - value) * scale * moved) / beyond;
    squares += (own - value) ** 2;
  }
  return estimated(value, squares / (unitCount * divisor), unitCount - 1);
}
