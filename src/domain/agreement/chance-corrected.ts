import { type CountedAgreement, unitSums } from './count-agreement.ts';
import { type Estimate, estimated, unavailable } from './estimate.ts';
import { noChance, tooFewPairs } from './too-little.ts';

/**
 * Fleiss' kappa for any number of raters, missing ratings and weights: chance agreement is that of two ratings drawn
 * from the shares of the categories (Fleiss 1971 as generalised by Gwet 2014, ch. 2–5). For two raters: Scott's pi.
 */
export function fleissKappa(counted: CountedAgreement): Estimate {
  const perCategory = counted.weights.spread(counted.shares);
  return chanceCorrected(counted, dot(counted.shares, perCategory), perCategory);
}

/** Brennan & Prediger (1981): chance agreement is that of raters who use every category alike (Gwet 2014). */
export function brennanPrediger(counted: CountedAgreement): Estimate {
  const size = counted.table.categories.length;
  return chanceCorrected(counted, totalWeight(counted) / size ** 2, null);
}

/**
 * Gwet's AC1, or AC2 where the weights are not identity: chance agreement is that of ratings hard to place, so it does
 * not collapse when nearly everybody passes (Gwet 2008; with weights and missing ratings Gwet 2014, ch. 4 and 5).
 */
export function gwetAC(counted: CountedAgreement): Estimate {
  const size = counted.table.categories.length;
  const scale = totalWeight(counted) / (size * (size - 1));
  const perCategory = counted.shares.map((share) => scale * (1 - share));
  return chanceCorrected(counted, dot(counted.shares, perCategory), perCategory);
}

/**
 * (agreement − chance) / (1 − chance) and its variance by Gwet's linearisation (2014, ch. 5): each unit's own
 * coefficient, moved by twice what the unit adds to chance agreement. `perCategory` is what one rating in the category
 * adds, or null where chance does not depend on the ratings.
 */
function chanceCorrected(
  counted: CountedAgreement,
  chance: number,
  perCategory: Float64Array | null,
): Estimate {
  const { table, pairs, agreement, divisor } = counted;
  const reason = tooFewPairs(table) ?? noChance(table);
  if (reason !== null) return unavailable(reason);
  if (!(chance < 1 - 1e-12))
    return unavailable('Every rating is in one category, so agreement cannot be told from chance.');
  const beyond = 1 - chance;
  const value = (agreement - chance) / beyond;
  const lift = table.unitCount / table.pairedUnitCount;
  const chanceSums = perCategory && unitSums(table, perCategory);
  let squares = 0;
  for (let unit = 0; unit < table.unitCount; unit++) {
    const given = table.ratingsPerUnit[unit] ?? 0;
    let own = 0;
    if (given > 1) own = (lift * ((pairs[unit] ?? 0) / (given * (given - 1)) - chance)) / beyond;
    if (chanceSums) own -= (2 * (1 - value) * ((chanceSums[unit] ?? 0) / given - chance)) / beyond;
    squares += (own - value) ** 2;
  }
  return estimated(value, squares / (table.unitCount * divisor), table.unitCount - 1);
}

function totalWeight({ table, weights }: CountedAgreement): number {
  return weights.spread(new Float64Array(table.categories.length).fill(1)).reduce((sum, one) => sum + one, 0);
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
}
