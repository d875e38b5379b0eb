import { type Estimate, unavailable } from './estimate.ts';
import { abilityOf } from './rasch-ability.ts';
import { amountOf, type Contrast, estimateOf, meanOf, minus, only, REACH } from './rasch-contrasts.ts';
import { type FacetRating, type LeftOut, type RaschDesign, raschDesign } from './rasch-design.ts';
import { type Fit, type Fits, fitsOf } from './rasch-fit.ts';
import { maximiseMarginal, type RaschEstimate } from './rasch-marginal.ts';

/** Where somebody or something lies on the common scale, in logits. */
export interface Measured {
  readonly name: string;
  readonly measure: Estimate;
  readonly count: number;
  readonly fit: Fit;
  /** Only within one group can measures be compared. */
  readonly group: number;
}

export interface MeasuredCriterion extends Measured {
  /** From each mark to the next: how much more or less than the criterion’s difficulty that step takes. */
  readonly thresholds: readonly { readonly from: number; readonly to: number; readonly measure: Estimate }[];
}

export interface MeasuredLearner extends Measured {
  readonly extreme: 'highest' | 'lowest' | null;
}

/** How well a facet is told apart: true spread over error, and the share of the spread that is true. */
export interface Separation {
  readonly spread: number;
  readonly error: number;
  readonly separation: number;
  readonly reliability: number;
}

export interface RaschMeasures {
  readonly ratings: number;
  readonly logLikelihood: number;
  /** How far learners lie apart: the standard deviation of those that these are a sample of. */
  readonly learnerSpread: number;
  /** Above zero is severe. The markers of a group average zero. */
  readonly markers: readonly Measured[];
  /** Above zero is hard. The criteria of a group average zero. */
  readonly criteria: readonly MeasuredCriterion[];
  /** Above zero is better than even on the average criterion with the average marker. */
  readonly learners: readonly MeasuredLearner[];
  readonly separation: {
    readonly markers: Separation | null;
    readonly criteria: Separation | null;
    readonly learners: Separation | null;
  };
  readonly leftOut: readonly LeftOut[];
  /** Names by group, where there is more than one: nothing can be compared from one group to another. */
  readonly unlinked: { readonly markers: readonly string[][]; readonly criteria: readonly string[][] };
  /** Whether some scale has marks in between that nobody gave. */
  readonly hasGaps: boolean;
}

export type RaschReport =
  | { readonly measures: RaschMeasures }
  | { readonly measures: null; readonly reason: string; readonly leftOut: readonly LeftOut[] };

/** Fewer learners than this say nothing about their spread. */
const LEAST_LEARNERS = 10;

/**
 * Many-facet Rasch measurement (Linacre 1989) of learners, markers and criteria from marks on ordered scales, by marginal
 * maximum likelihood; every criterion has steps of its own (the partial credit model of Masters 1982), as criteria of a
 * rubric have levels of their own. Says why instead where the marks cannot tell.
 */
export function manyFacetRasch(ratings: readonly FacetRating[]): RaschReport {
  const working = manyFacetRaschInPieces(ratings);
  for (;;) {
    const { done, value } = working.next();
    if (done) return value;
  }
}

/** The same, with a pause now and then in which others may work. */
export function* manyFacetRaschInPieces(ratings: readonly FacetRating[]): Generator<void, RaschReport> {
  const design = raschDesign(ratings);
  const none = (reason: string) => ({ measures: null, reason, leftOut: design.leftOut });
  const tooLittle = whyTooLittle(ratings, design);
  if (tooLittle !== null) return none(tooLittle);
  const estimate = yield* maximiseMarginal(design);
  if (!estimate)
    return none(
      'The estimation does not settle: too few marks hold markers, criteria and learners together.',
    );
  const fits = yield* fitsOf(design, estimate);
  return { measures: { ...measured(design, estimate, fits), leftOut: design.leftOut } };
}

function whyTooLittle(ratings: readonly FacetRating[], design: RaschDesign): string | null {
  if (ratings.length === 0) return 'There are no marks.';
  if (new Set(ratings.map(({ marker }) => marker)).size < 2)
    return 'There is only one marker, so there is nobody to compare with.';
  if (design.markers.length < 2)
    return 'No two markers share enough work: who is severe cannot be told from whose learners are weak.';
  if (design.learners.length < LEAST_LEARNERS)
    return `Linked marks of ${design.learners.length} learners are too few; ${LEAST_LEARNERS} are needed.`;
  const free = design.markers.length + design.stepCount;
  if (design.marker.length < 2 * free)
    return `${design.marker.length} marks are too few for ${free} markers and steps.`;
  return null;
}

function measured(design: RaschDesign, estimate: RaschEstimate, fits: Fits): Omit<RaschMeasures, 'leftOut'> {
  const { groups, marker, criterion, starts } = design;
  const severities = design.markers.map((_, place) => only(estimate.layout.severities + place));
  const steps = design.criteria.map((_, place) => stepsOf(design, estimate, place));
  const difficulties = steps.map(meanOf);
  const markersIn = membersOf(groups.markers);
  const criteriaIn = membersOf(groups.criteria);
  const counts = countsOf(design);
  /** Against the mean of those it can be compared with. */
  const against = (all: readonly Contrast[], members: readonly number[], place: number): Estimate =>
    members.length < 2
      ? unavailable('There is nothing to compare it with.')
      : estimateOf(minus(all[place] ?? only(0), meanOf(members.map((one) => all[one] ?? only(0)))), estimate);
  const markers = design.markers.map((name, place) => ({
    name,
    measure: against(severities, markersIn.get(groups.markers[place] ?? 0) ?? [], place),
    count: counts.markers[place] ?? 0,
    fit: fitAt(fits.markers, place),
    group: groups.markers[place] ?? 0,
  }));
  const criteria = design.criteria.map((name, place) => ({
    name,
    measure: against(difficulties, criteriaIn.get(groups.criteria[place] ?? 0) ?? [], place),
    count: counts.criteria[place] ?? 0,
    fit: fitAt(fits.criteria, place),
    group: groups.criteria[place] ?? 0,
    thresholds: thresholdsOf(design.categories[place] ?? [], steps[place] ?? [], estimate),
  }));
  const originOf = (all: readonly Contrast[], members: readonly number[]) =>
    amountOf(meanOf(members.map((one) => all[one] ?? only(0))), estimate);
  const learners = design.learners.map((name, learner): MeasuredLearner => {
    const first = starts[learner] ?? 0;
    const { ability, se, extreme } = abilityOf(design, estimate.parameters, learner);
    const value =
      ability -
      originOf(severities, markersIn.get(groups.markers[marker[first] ?? 0] ?? 0) ?? []) -
      originOf(difficulties, criteriaIn.get(groups.criteria[criterion[first] ?? 0] ?? 0) ?? []);
    return {
      name,
      measure: { value, se, low: value - REACH * se, high: value + REACH * se },
      count: (starts[learner + 1] ?? 0) - first,
      fit: fitAt(fits.learners, learner),
      group: groups.learners[learner] ?? 0,
      extreme,
    };
  });
  return {
    ratings: marker.length,
    logLikelihood: estimate.logLikelihood,
    learnerSpread: estimate.parameters.spread,
    markers,
    criteria,
    learners,
    separation: {
      markers: separationOf(markers),
      criteria: separationOf(criteria),
      learners: separationOf(learners.filter(({ extreme }) => extreme === null)),
    },
    unlinked: {
      markers: groupsApart(design.markers, groups.markers),
      criteria: groupsApart(design.criteria, groups.criteria),
    },
    hasGaps: design.categories.some((marks) => marks.some((mark, place) => mark !== (marks[0] ?? 0) + place)),
  };
}

const stepsOf = ({ firstStep, categories }: RaschDesign, { layout }: RaschEstimate, place: number) =>
  Array.from({ length: (categories[place]?.length ?? 1) - 1 }, (_, k) =>
    only(layout.steps + (firstStep[place] ?? 0) + k),
  );

function thresholdsOf(
  marks: readonly number[],
  steps: readonly Contrast[],
  estimate: RaschEstimate,
): MeasuredCriterion['thresholds'] {
  // A single step is the difficulty itself.
  if (steps.length < 2) return [];
  const difficulty = meanOf(steps);
  return steps.map((step, k) => ({
    from: marks[k] ?? 0,
    to: marks[k + 1] ?? 0,
    measure: estimateOf(minus(step, difficulty), estimate),
  }));
}

function fitAt(fits: readonly Fit[], place: number): Fit {
  const fit = fits[place];
  if (!fit) throw new Error('Everything measured has a fit.');
  return fit;
}

function membersOf(groups: Int32Array): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const [place, group] of groups.entries()) {
    const known = members.get(group);
    if (known) known.push(place);
    else members.set(group, [place]);
  }
  return members;
}

function countsOf({ markers, criteria, marker, criterion }: RaschDesign) {
  const counts = { markers: new Int32Array(markers.length), criteria: new Int32Array(criteria.length) };
  for (const by of marker) counts.markers[by] = (counts.markers[by] ?? 0) + 1;
  for (const on of criterion) counts.criteria[on] = (counts.criteria[on] ?? 0) + 1;
  return counts;
}

/** Wright & Masters 1982: what is left of the spread of measures when their errors are taken out. */
function separationOf(measured: readonly Pick<Measured, 'measure' | 'group'>[]): Separation | null {
  const known = measured.flatMap(({ measure, group }) =>
    measure.value === null || measure.se === undefined
      ? []
      : [{ value: measure.value, se: measure.se, group }],
  );
  const groups = membersOf(Int32Array.from(known, ({ group }) => group));
  const free = known.length - groups.size;
  if (free < 1) return null;
  let squares = 0;
  for (const members of groups.values()) {
    const values = members.map((place) => known[place]?.value ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    squares += values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  }
  const errors = known.reduce((sum, { se }) => sum + se * se, 0) / known.length;
  const observed = squares / free;
  const spread = Math.max(0, observed - errors);
  return {
    spread: Math.sqrt(spread),
    error: Math.sqrt(errors),
    separation: Math.sqrt(spread / errors),
    reliability: observed > 0 ? spread / observed : 0,
  };
}

function groupsApart(names: readonly string[], groups: Int32Array): string[][] {
  const members = [...membersOf(groups).values()];
  return members.length < 2 ? [] : members.map((places) => places.map((place) => names[place] ?? ''));
}

/** What limits the comparison, in sentences, with names as people know them. */
export function remarksOn(
  { unlinked, hasGaps }: RaschMeasures,
  nameOf: (facet: 'marker' | 'criterion', name: string) => string = (_, name) => name,
): string[] {
  const listed = (facet: 'marker' | 'criterion', groups: readonly string[][]) =>
    groups.map((names) => names.map((name) => nameOf(facet, name)).join(', ')).join(' | ');
  const remarks: string[] = [];
  if (unlinked.markers.length > 0)
    remarks.push(
      `Markers fall into groups that no shared work links: ${listed('marker', unlinked.markers)}. Measures cannot be compared from one group to another.`,
    );
  if (unlinked.criteria.length > 0)
    remarks.push(
      `Criteria fall into groups that nobody’s marks link: ${listed('criterion', unlinked.criteria)}. Difficulties cannot be compared from one group to another.`,
    );
  if (hasGaps)
    remarks.push('Marks that nobody gave are no steps: a scale consists of those that were given.');
  return remarks;
}
