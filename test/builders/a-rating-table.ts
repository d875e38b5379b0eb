import { type Rating, type RatingTable, ratingTable } from '../../src/domain/agreement/rating-table.ts';

/** A table of these rows, its raters named r1, r2, …; throws what the table was refused for. */
export function aRatingTable(
  rows: readonly (readonly Rating[])[],
  levels?: readonly (string | number)[],
): RatingTable {
  const raters = Array.from({ length: rows[0]?.length ?? 0 }, (_, place) => `r${place + 1}`);
  const table = ratingTable(raters, rows, levels);
  if (!table.ok) throw new Error(table.error.message);
  return table.value;
}

/** Two raters' ratings, given as a contingency table: first rater down, second across, categories 1, 2, … */
export function rowsOfCounts(counts: readonly (readonly number[])[]): number[][] {
  return counts.flatMap((row, one) =>
    row.flatMap((count, other) => Array.from({ length: count }, () => [one + 1, other + 1])),
  );
}
