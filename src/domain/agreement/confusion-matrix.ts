import { NOT_RATED, type RatingTable } from './rating-table.ts';

/** How often one rater gave this and the other that, over the units both rated. */
export interface ConfusionMatrix {
  readonly categories: readonly (string | number)[];
  /** `counts[i][j]`: units where the first rater gave category i and the second category j. */
  readonly counts: readonly (readonly number[])[];
  readonly unitCount: number;
}

/** Sets two raters, named by their column, against each other. */
export function confusionMatrix(table: RatingTable, first: number, second: number): ConfusionMatrix {
  const { codes, categories } = table;
  const width = table.raters.length;
  const counts = categories.map(() => new Array<number>(categories.length).fill(0));
  let unitCount = 0;
  for (let unit = 0; unit < table.unitCount; unit++) {
    const one = codes[unit * width + first] ?? NOT_RATED;
    const other = codes[unit * width + second] ?? NOT_RATED;
    const row = counts[one];
    if (!row || other === NOT_RATED) continue;
    row[other] = (row[other] ?? 0) + 1;
    unitCount++;
  }
  return { categories, counts, unitCount };
}
