import type { RatingTable } from './rating-table.ts';

/** More different values than this are measurements, not categories. */
const MOST_CATEGORIES = 1000;

/** Why two opinions cannot be compared at all in this table, or null. */
export function tooFewPairs(table: RatingTable): string | null {
  if (table.raters.length < 2) return 'There are fewer than two raters.';
  if (table.unitCount < 2) return 'Fewer than two units were rated.';
  if (table.pairedUnitCount < 2) return 'Fewer than two units were rated by two or more raters.';
  return null;
}

/** Why agreement cannot be set against chance in this table, or null. */
export function noChance(table: RatingTable): string | null {
  if (table.categories.length < 2)
    return 'Every rating is in one category, so agreement cannot be told from chance.';
  return tooManyCategories(table);
}

export function tooManyCategories(table: RatingTable): string | null {
  if (table.categories.length <= MOST_CATEGORIES) return null;
  return `There are ${table.categories.length} different values; these are measurements rather than categories.`;
}

/** Why distances between these ratings mean nothing, or null. */
export function noNumbers(table: RatingTable): string | null {
  if (table.scale === 'numbers' || table.ratingCount === 0) return null;
  const word = table.categories.find((category) => !Number.isFinite(Number(category)));
  return `Not every rating is a number${word === undefined ? '' : ` (“${word}” is not)`}.`;
}
