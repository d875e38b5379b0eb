import { pairSums, unitSums } from './count-agreement.ts';
import { type Estimate, estimated, unavailable } from './estimate.ts';
import { NOT_RATED, type RatingTable } from './rating-table.ts';
import { noNumbers, tooFewPairs } from './too-little.ts';
import { type AgreementWeights, anyWeights, identityWeights, quadraticWeights } from './weights.ts';

/** What the distance of two ratings means: nothing, their order, their difference, or their proportion. */
export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/** The ratio metric has no shorter way than every pair of values. */
const MOST_RATIO_VALUES = 20_000;

/**
 * Krippendorff's alpha: 1 − observed / expected disagreement over all values that can be paired within a unit
 * (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011; Content Analysis, ch. 12). Units with a single rating
 * are left out. Standard error by Gwet's linearisation (2014, ch. 5), the metric taken as given.
 */
export function krippendorffAlpha(table: RatingTable, level: MeasurementLevel): Estimate {
  const reason = tooFewPairs(table) ?? unfit(table, level);
  if (reason !== null) return unavailable(reason);
  const { unitCount, ratingsPerUnit, pairedUnitCount: paired } = table;
  const masses = pairableMasses(table);
  const values = masses.reduce((sum, mass) => sum + mass, 0);
  const weights = metric(table, level, masses);
  const perUnit = values / paired;
  const shares = masses.map((mass) => mass / values);
  const perCategory = weights.spread(shares);
  const chance = shares.reduce((sum, share, place) => sum + share * (perCategory[place] ?? 0), 0);
  if (!(chance < 1 - 1e-12))
    return unavailable(
      'Every rating that can be paired is the same, so agreement cannot be told from chance.',
    );
  const pairs = pairSums(table, weights);
  const chanceSums = unitSums(table, perCategory);
  let agreement = 0;
  for (let unit = 0; unit < unitCount; unit++) {
    const given = ratingsPerUnit[unit] ?? 0;
    if (given > 1) agreement += (pairs[unit] ?? 0) / (given - 1) / values;
  }
  // Drawing two of a finite number of values without putting back is Krippendorff's small-sample correction.
  const observed = 1 - agreement;
  const expected = ((1 - chance) * values) / (values - 1);
  const value = 1 - observed / expected;
  const corrected = agreement + (1 - agreement) / values;
  let squares = 0;
  for (let unit = 0; unit < unitCount; unit++) {
    const given = ratingsPerUnit[unit] ?? 0;
    if (given < 2) continue;
    const excess = (given - perUnit) / perUnit;
    const own = (pairs[unit] ?? 0) / (perUnit * (given - 1)) - corrected * excess;
    const ownChance = (chanceSums[unit] ?? 0) / perUnit - chance * excess;
    const coefficient = (own - chance - 2 * (observed / (1 - chance)) * (ownChance - chance)) / (1 - chance);
    squares += (coefficient - (agreement - chance) / (1 - chance)) ** 2;
  }
  const divisor = table.raters.length === 2 && values === 2 * unitCount ? paired : paired - 1;
  return estimated(value, squares / (paired * divisor), paired - 1);
}

function unfit(table: RatingTable, level: MeasurementLevel): string | null {
  if (level === 'nominal') return null;
  if (table.scale === 'words') return noNumbers(table);
  if (level === 'ordinal') return null;
  const reason = noNumbers(table);
  if (reason !== null || level === 'interval') return reason;
  if ((table.scores[0] ?? 0) < 0) return 'Proportions need ratings from zero up; some are negative.';
  if (table.scores.length <= MOST_RATIO_VALUES) return null;
  return `There are ${table.scores.length} different values; compare them at the interval level.`;
}

/** Per category, how many ratings stand in units with two ratings or more. */
function pairableMasses(table: RatingTable): Float64Array {
  const { codes, unitCount, ratingsPerUnit } = table;
  const width = table.raters.length;
  const masses = new Float64Array(table.categories.length);
  for (let unit = 0; unit < unitCount; unit++) {
    if ((ratingsPerUnit[unit] ?? 0) < 2) continue;
    for (let cell = unit * width; cell < (unit + 1) * width; cell++) {
      const code = codes[cell] ?? NOT_RATED;
      if (code !== NOT_RATED) masses[code] = (masses[code] ?? 0) + 1;
    }
  }
  return masses;
}

/** Krippendorff's metrics as weights of agreement: 1 − their squared difference over its greatest. */
function metric(table: RatingTable, level: MeasurementLevel, masses: Float64Array): AgreementWeights {
  if (level === 'nominal') return identityWeights;
  if (level === 'interval') return quadraticWeights(table.scores);
  if (level === 'ordinal') {
    // The sum of masses between two categories, half of each end counted, is the distance of their middles.
    let below = 0;
    const middles = masses.map((mass) => {
      below += mass;
      return below - mass / 2;
    });
    return quadraticWeights(middles);
  }
  const at = (place: number) => table.scores[place] ?? 0;
  return anyWeights((one, other) => {
    const sum = at(one) + at(other);
    return sum === 0 ? 1 : 1 - ((at(one) - at(other)) / sum) ** 2;
  });
}
