import { type ComparableGroups, comparableGroups } from './rasch-linking.ts';

/** One mark: what a marker gave a learner’s work on one criterion. Higher is better; only the order counts. */
export interface FacetRating {
  readonly learner: string;
  readonly marker: string;
  readonly criterion: string;
  readonly rating: number;
}

/** Somebody or something that cannot be measured from these marks, and why. */
export interface LeftOut {
  readonly facet: 'marker' | 'criterion';
  readonly name: string;
  readonly count: number;
  readonly reason: string;
}

/** Marks as the estimation takes them: by learner, with places instead of names and steps instead of marks. */
export interface RaschDesign {
  readonly learners: readonly string[];
  readonly markers: readonly string[];
  readonly criteria: readonly string[];
  /** Per criterion, the marks that were given, lowest first; a step leads from one to the next. */
  readonly categories: readonly (readonly number[])[];
  /** Per criterion, where its steps begin among all steps; and how many there are. */
  readonly firstStep: readonly number[];
  readonly stepCount: number;
  /** The marks of a learner are `starts[learner]` up to, not including, `starts[learner + 1]`. */
  readonly starts: Int32Array;
  readonly marker: Int32Array;
  readonly criterion: Int32Array;
  readonly step: Int32Array;
  /** Only within one group can elements of a facet be compared. */
  readonly groups: ComparableGroups;
  readonly leftOut: readonly LeftOut[];
}

/** More different marks than this are measurements, not steps. */
const MOST_CATEGORIES = 20;

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const distinct = (names: Iterable<string>) => [...new Set(names)].sort(inOrder);

/**
 * Lays marks out for the estimation, in an order of names, so that the same marks give the same digits in whatever order
 * they come. Criteria with one mark only, markers who gave only the highest or only the lowest, and markers who share
 * no work with another are left out with the reason, until none is left to leave out: their measures would be
 * infinite, or could not be told from the learners’.
 */
export function raschDesign(ratings: readonly FacetRating[]): RaschDesign {
  const leftOut: LeftOut[] = [];
  let kept = [...ratings];
  for (;;) {
    const out = unmeasurable(kept);
    const found = out.length > 0 ? out : unlinked(kept);
    if (found.length === 0) break;
    leftOut.push(...found);
    const gone = {
      marker: new Set(found.filter(({ facet }) => facet === 'marker').map(({ name }) => name)),
      criterion: new Set(found.filter(({ facet }) => facet === 'criterion').map(({ name }) => name)),
    };
    kept = kept.filter((one) => !gone.marker.has(one.marker) && !gone.criterion.has(one.criterion));
  }
  return { ...laidOut(kept), leftOut };
}

function unmeasurable(ratings: readonly FacetRating[]): LeftOut[] {
  const found: LeftOut[] = [];
  const byCriterion = groupedBy(ratings, 'criterion');
  const bounds = new Map<string, { least: number; most: number }>();
  for (const [name, given] of byCriterion) {
    const marks = new Set(given.map(({ rating }) => rating));
    const reason =
      marks.size < 2
        ? 'Everybody was given the same mark, so it can be of any difficulty.'
        : marks.size > MOST_CATEGORIES
          ? `It has ${marks.size} different marks; these are measurements rather than steps.`
          : null;
    if (reason !== null) found.push({ facet: 'criterion', name, count: given.length, reason });
    else bounds.set(name, { least: Math.min(...marks), most: Math.max(...marks) });
  }
  if (found.length > 0) return found;
  for (const [name, given] of groupedBy(ratings, 'marker')) {
    const every = (which: 'least' | 'most') =>
      given.every(({ criterion, rating }) => rating === bounds.get(criterion)?.[which]);
    const extreme = every('least') ? 'lowest' : every('most') ? 'highest' : null;
    if (extreme === null) continue;
    const reason = `Gave only the ${extreme} mark everywhere, so the severity can be of any size.`;
    found.push({ facet: 'marker', name, count: given.length, reason });
  }
  return found;
}

function groupedBy(ratings: readonly FacetRating[], facet: LeftOut['facet']): Map<string, FacetRating[]> {
  const groups = new Map<string, FacetRating[]>();
  for (const one of ratings) {
    const group = groups.get(one[facet]);
    if (group) group.push(one);
    else groups.set(one[facet], [one]);
  }
  return groups;
}

function unlinked(ratings: readonly FacetRating[]): LeftOut[] {
  if (ratings.length === 0) return [];
  const { markers, groups, marker } = laidOut(ratings);
  const sizes = new Map<number, number>();
  for (const group of groups.markers) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return markers.flatMap((name, place): LeftOut[] => {
    if ((sizes.get(groups.markers[place] ?? 0) ?? 0) > 1) return [];
    const count = marker.reduce((sum, one) => sum + (one === place ? 1 : 0), 0);
    const reason =
      'Shares no work with another marker, so severity cannot be told from the learners’ ability.';
    return [{ facet: 'marker', name, count, reason }];
  });
}

function laidOut(ratings: readonly FacetRating[]): Omit<RaschDesign, 'leftOut'> {
  const learners = distinct(ratings.map((one) => one.learner));
  const markers = distinct(ratings.map((one) => one.marker));
  const criteria = distinct(ratings.map((one) => one.criterion));
  const placesOf = (names: readonly string[]) => new Map(names.map((name, place) => [name, place]));
  const [learnerAt, markerAt, criterionAt] = [placesOf(learners), placesOf(markers), placesOf(criteria)];
  const marksOf = criteria.map(() => new Set<number>());
  for (const one of ratings) marksOf[criterionAt.get(one.criterion) ?? 0]?.add(one.rating);
  const categories = marksOf.map((marks) => [...marks].sort((a, b) => a - b));
  const stepOf = categories.map((marks) => new Map(marks.map((mark, step) => [mark, step])));
  const rows = ratings.map((one) => {
    const criterion = criterionAt.get(one.criterion) ?? 0;
    return {
      learner: learnerAt.get(one.learner) ?? 0,
      marker: markerAt.get(one.marker) ?? 0,
      criterion,
      step: stepOf[criterion]?.get(one.rating) ?? 0,
    };
  });
  rows.sort(
    (a, b) => a.learner - b.learner || a.criterion - b.criterion || a.marker - b.marker || a.step - b.step,
  );
  const starts = new Int32Array(learners.length + 1);
  for (const { learner } of rows) starts[learner + 1] = (starts[learner + 1] ?? 0) + 1;
  for (let learner = 0; learner < learners.length; learner++)
    starts[learner + 1] = (starts[learner + 1] ?? 0) + (starts[learner] ?? 0);
  const firstStep: number[] = [];
  let stepCount = 0;
  for (const marks of categories) {
    firstStep.push(stepCount);
    stepCount += marks.length - 1;
  }
  const places = {
    starts,
    marker: Int32Array.from(rows, (row) => row.marker),
    criterion: Int32Array.from(rows, (row) => row.criterion),
  };
  return {
    learners,
    markers,
    criteria,
    categories,
    firstStep,
    stepCount,
    ...places,
    step: Int32Array.from(rows, (row) => row.step),
    groups: comparableGroups({ ...places, markerCount: markers.length, criterionCount: criteria.length }),
  };
}
