import { ok, type Result, refused } from '../result.ts';

/** What a rater gave: a number or a word; null or an empty word where the rater did not rate the unit. */
export type Rating = string | number | null;

/**
 * Who rated what how, ready for counting.
 * Units that nobody rated are not in it; they say nothing about agreement.
 */
export interface RatingTable {
  readonly raters: readonly string[];
  readonly unitCount: number;
  /** One place a unit and rater, unit by unit: the place of the rating in `categories`, or `NOT_RATED`. */
  readonly codes: Int32Array;
  readonly ratingsPerUnit: Int32Array;
  readonly ratingCount: number;
  /** Units with ratings of two raters or more. */
  readonly pairedUnitCount: number;
  readonly categories: readonly (string | number)[];
  /** `words` have no order, `ordered` words have places but no distances, `numbers` have both. */
  readonly scale: 'words' | 'ordered' | 'numbers';
  /** Ascending: the number of each category, or its place among the ordered words; zeros for mere words. */
  readonly scores: Float64Array;
}

export const NOT_RATED = -1;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const numberOf = (label: string | number): number =>
  typeof label === 'number' ? label : NUMBER.test(label) ? Number(label) : Number.NaN;

/**
 * Gathers ratings, one row a unit and one column a rater.
 * Without `levels` the categories are those that occur: numbers in their order if all are numbers, else words
 * without an order. With `levels` (say, the levels of a rubric, lowest first) these are the categories, used or not.
 */
export function ratingTable(
  raters: readonly string[],
  rows: readonly (readonly Rating[])[],
  levels?: readonly (string | number)[],
): Result<RatingTable> {
  const twice = raters.find((rater, place) => raters.indexOf(rater) !== place);
  if (twice !== undefined)
    return refused(
      'agreement.rater_twice',
      `Two columns are named “${twice}”. Give every rater another name.`,
    );
  const width = raters.length;
  const codes = new Int32Array(rows.length * width);
  const perUnit = new Int32Array(rows.length);
  const places = new Map<string | number, number>();
  for (const level of levels ?? []) places.set(level, places.size);
  const levelCount = places.size;
  let [unitCount, ratingCount, pairedUnitCount] = [0, 0, 0];
  for (const [row, ratings] of rows.entries()) {
    if (ratings.length !== width)
      return refused(
        'agreement.row_length',
        `Row ${row + 1} has ${ratings.length} cells where the header names ${width} raters. Give every row one cell a rater; leave it empty where there is no rating.`,
        { at: `row ${row + 1}` },
      );
    const start = unitCount * width;
    let given = 0;
    for (let rater = 0; rater < width; rater++) {
      const raw = ratings[rater] ?? null;
      const label = typeof raw === 'string' ? raw.trim() : raw;
      if (label === null || label === '') {
        codes[start + rater] = NOT_RATED;
        continue;
      }
      let place = places.get(label);
      if (place === undefined) {
        place = places.size;
        places.set(label, place);
      }
      codes[start + rater] = place;
      given++;
    }
    if (given === 0) continue;
    perUnit[unitCount++] = given;
    ratingCount += given;
    if (given > 1) pairedUnitCount++;
  }
  const labels = [...places.keys()];
  const stranger = labels[levelCount];
  if (levels && stranger !== undefined)
    return refused('agreement.unknown_level', `“${stranger}” is not one of the levels given.`);
  const numbers = labels.map(numberOf);
  const areNumbers = labels.length > 0 && numbers.every(Number.isFinite);
  const found = levels ? asGiven(labels, numbers, areNumbers) : inOrder(labels, numbers, areNumbers);
  if (!found) return refused('agreement.levels_order', 'Give the levels once each, lowest first.');
  const used = codes.subarray(0, unitCount * width);
  for (let cell = 0; cell < used.length; cell++) {
    const place = used[cell] ?? NOT_RATED;
    if (place !== NOT_RATED) used[cell] = found.moved[place] ?? NOT_RATED;
  }
  const { categories, scale, scores } = found;
  const ratingsPerUnit = perUnit.subarray(0, unitCount);
  return ok({
    raters,
    unitCount,
    codes: used,
    ratingsPerUnit,
    ratingCount,
    pairedUnitCount,
    categories,
    scale,
    scores,
  });
}

type Categories = Pick<RatingTable, 'categories' | 'scale' | 'scores'> & {
  /** Where each label went, in the order the labels were met. */
  readonly moved: Int32Array;
};

function asGiven(
  labels: readonly (string | number)[],
  numbers: readonly number[],
  areNumbers: boolean,
): Categories | null {
  const rising = numbers.every((number, place) => place === 0 || number > (numbers[place - 1] ?? number));
  if (areNumbers && !rising) return null;
  return {
    categories: areNumbers ? numbers : labels,
    scale: areNumbers ? 'numbers' : 'ordered',
    scores: Float64Array.from(labels.keys(), (place) => (areNumbers ? (numbers[place] ?? 0) : place)),
    moved: Int32Array.from(labels.keys()),
  };
}

/** Sorts what occurred; “1” and “1.0” are one number. */
function inOrder(
  labels: readonly (string | number)[],
  numbers: readonly number[],
  areNumbers: boolean,
): Categories {
  if (areNumbers) {
    const scores = Float64Array.from(new Set(numbers)).sort();
    const place = new Map(Array.from(scores, (score, index) => [score, index]));
    const moved = Int32Array.from(numbers, (number) => place.get(number) ?? NOT_RATED);
    return { categories: [...scores], scale: 'numbers', scores, moved };
  }
  const categories = labels.map(String).sort();
  const place = new Map(categories.map((word, index) => [word, index]));
  return {
    categories,
    scale: 'words',
    scores: new Float64Array(labels.length),
    moved: Int32Array.from(labels, (label) => place.get(String(label)) ?? NOT_RATED),
  };
}
