import type { CriterionId, PersonKey, SubmissionId } from '../ids.ts';
import type { Decision } from '../judgment.ts';
import type { Criterion, Unit } from '../rubric.ts';
import { decideVerdict, decisionProblem, levelIndex, percentOf } from '../verdict.ts';
import { agreementReport } from './agreement-report.ts';
import { type ConfusionMatrix, confusionMatrix } from './confusion-matrix.ts';
import { type Drift, driftOf } from './drift.ts';
import { type Estimate, unavailable } from './estimate.ts';
import type { MeasurementLevel } from './krippendorff-alpha.ts';
import { NOT_RATED, type Rating, type RatingTable, ratingTable } from './rating-table.ts';
import { severity } from './severity.ts';

/** One standing assessment, as statistics see it. */
export interface Marking {
  readonly submission: SubmissionId;
  readonly marker: PersonKey;
  readonly at: string;
  readonly decisions: ReadonlyMap<CriterionId, Decision>;
}

/** How far markers agree about one thing; κ never without percent agreement and AC beside it. */
export interface AgreementAbout {
  /** Null for the verdict of the whole. */
  readonly criterion: CriterionId | null;
  /** `nominal` for met or not, `ordinal` for levels, `interval` for points. */
  readonly level: MeasurementLevel;
  /** Submissions that two markers or more judged. */
  readonly paired: number;
  readonly exact: Estimate;
  /** At most one level, or one point, apart. */
  readonly adjacent: Estimate;
  /** Cohen’s between two markers, Fleiss’ between more; weighted by squares where the scale has an order. */
  readonly kappa: Estimate;
  /** Gwet’s AC1, or AC2 with the weights of κ. */
  readonly ac: Estimate;
  readonly alpha: Estimate;
}

export interface MarkerStatistics {
  readonly marker: PersonKey;
  readonly marked: number;
  /** Of those, the ones that somebody else marked too. */
  readonly shared: number;
  /** Percent of the marks above (lenient) or below (severe) the others on the same work. */
  readonly severity: Estimate;
  readonly drift: Drift;
}

export interface SharedWork {
  readonly a: PersonKey;
  readonly b: PersonKey;
  readonly shared: number;
}

export interface UnitStatistics {
  readonly submissions: number;
  /** Of those, the ones that two or more marked. */
  readonly doubleMarked: number;
  readonly verdict: AgreementAbout;
  readonly criteria: readonly AgreementAbout[];
  readonly markers: readonly MarkerStatistics[];
  /** Everybody who shares work, most of it first. */
  readonly pairs: readonly SharedWork[];
}

/**
 * All that the marks of one unit say about its markers. Assessments that do not fit the rubric leave gaps, and so do
 * those of some criteria: they say nothing about the verdict, nor about marks as a whole.
 */
export function unitStatistics(unit: Unit, markings: readonly Marking[]): UnitStatistics {
  const grid = gridOf(markings);
  const verdicts = verdictTable(grid, unit);
  const percents = new Map(markings.map((one) => [one, percentOf(unit, one.decisions)]));
  const percentBy = (marking: Marking) => percents.get(marking) ?? 0;
  const isWhole = (marking: Marking) => judgesAll(unit, marking);
  const severities = severity(tableOf(grid, (one) => (isWhole(one) ? percentBy(one) : null)));
  return {
    submissions: grid.rows.length,
    doubleMarked: grid.rows.filter((row) => [...row.values()].some((one) => othersOn(grid, one).length > 0))
      .length,
    verdict: agreementIn(verdicts, null, 'nominal'),
    criteria: unit.criteria.map((criterion) =>
      agreementIn(criterionTable(grid, criterion), criterion.id, LEVEL_OF[criterion.kind]),
    ),
    markers: grid.markers.map((marker, place) => {
      const mine = markings.filter((one) => one.marker === marker);
      const shared = mine.filter((one) => othersOn(grid, one).length > 0);
      const compared = shared.flatMap((one) => {
        const others = othersOn(grid, one).filter(isWhole);
        return isWhole(one) && others.length > 0 ? [{ one, others }] : [];
      });
      return {
        marker,
        marked: mine.length,
        shared: shared.length,
        severity: withoutName(severities[place]),
        drift: driftOf(
          compared.map(({ one, others }) => ({
            at: one.at,
            distance:
              percentBy(one) - others.reduce((sum, other) => sum + percentBy(other), 0) / others.length,
          })),
        ),
      };
    }),
    pairs: pairsIn(grid),
  };
}

/** How often `a` gave this and `b` that for a criterion, or, where it is null, for the verdict. */
export function markersCompared(
  unit: Unit,
  markings: readonly Marking[],
  about: { readonly criterion: CriterionId | null; readonly a: PersonKey; readonly b: PersonKey },
): ConfusionMatrix | null {
  const grid = gridOf(markings);
  const [a, b] = [grid.markers.indexOf(about.a), grid.markers.indexOf(about.b)];
  if (a < 0 || b < 0) return null;
  if (about.criterion === null) return confusionMatrix(verdictTable(grid, unit), a, b);
  const criterion = unit.criteria.find(({ id }) => id === about.criterion);
  return criterion ? confusionMatrix(criterionTable(grid, criterion), a, b) : null;
}

const judgesAll = (unit: Unit, { decisions }: Marking) => unit.criteria.every(({ id }) => decisions.has(id));

const verdictTable = (grid: Grid, unit: Unit): RatingTable =>
  tableOf(grid, (marking) => (judgesAll(unit, marking) ? verdictCode(unit, marking) : null), [0, 1]);

/** The marks of others on the same work that have a criterion in common with this one. */
function othersOn(grid: Grid, { submission, marker, decisions }: Marking): readonly Marking[] {
  return [...(grid.bySubmission.get(submission)?.values() ?? [])].filter(
    (other) => other.marker !== marker && [...decisions.keys()].some((id) => other.decisions.has(id)),
  );
}

const LEVEL_OF: Readonly<Record<Criterion['kind'], MeasurementLevel>> = {
  binary: 'nominal',
  levels: 'ordinal',
  numeric: 'interval',
};

const TWO_VALUES = 'There are only two values, so the next one is the other one.';

/** Submissions down, markers across. */
interface Grid {
  /** In order, so that the same marks give the same table everywhere. */
  readonly markers: readonly PersonKey[];
  readonly rows: readonly ReadonlyMap<PersonKey, Marking>[];
  readonly bySubmission: ReadonlyMap<SubmissionId, ReadonlyMap<PersonKey, Marking>>;
}

function gridOf(markings: readonly Marking[]): Grid {
  const found = new Map<SubmissionId, Map<PersonKey, Marking>>();
  for (const marking of markings) {
    const row = found.get(marking.submission) ?? new Map<PersonKey, Marking>();
    found.set(marking.submission, row.set(marking.marker, marking));
  }
  const bySubmission = new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  const markers = [...new Set(markings.map(({ marker }) => marker))].sort();
  return { markers, rows: [...bySubmission.values()], bySubmission };
}

function tableOf(
  { markers, rows }: Grid,
  rating: (marking: Marking) => Rating,
  levels?: readonly number[],
): RatingTable {
  const cells = rows.map((row) =>
    markers.map((marker) => {
      const marking = row.get(marker);
      return marking ? rating(marking) : null;
    }),
  );
  const table = ratingTable(markers, cells, levels);
  if (!table.ok) throw new Error(table.error.message);
  return table.value;
}

const criterionTable = (grid: Grid, criterion: Criterion): RatingTable =>
  tableOf(
    grid,
    ({ decisions }) => {
      const decision = decisions.get(criterion.id);
      return decision && decisionProblem(criterion, decision) === null ? codeOf(criterion, decision) : null;
    },
    stepsOf(criterion),
  );

/** The places of a scale whose steps are known beforehand. */
function stepsOf(criterion: Criterion): readonly number[] | undefined {
  if (criterion.kind === 'binary') return [0, 1];
  return criterion.kind === 'levels' ? [...criterion.levels.keys()] : undefined;
}

function codeOf(criterion: Criterion, decision: Decision): number {
  if (decision.kind === 'numeric') return decision.points;
  if (decision.kind === 'binary') return decision.met ? 1 : 0;
  return criterion.kind === 'levels' ? levelIndex(criterion, decision.level) : NOT_RATED;
}

const verdictCode = (unit: Unit, { decisions }: Marking): number =>
  decideVerdict(unit, decisions).verdict === 'passed' ? 1 : 0;

function agreementIn(
  table: RatingTable,
  criterion: CriterionId | null,
  level: MeasurementLevel,
): AgreementAbout {
  const report = agreementReport(table, { level, weights: level === 'nominal' ? 'identity' : 'quadratic' });
  return {
    criterion,
    level,
    paired: table.pairedUnitCount,
    exact: report.exactAgreement,
    adjacent: level === 'nominal' ? unavailable(TWO_VALUES) : report.adjacentAgreement,
    kappa: report.raters > 2 ? report.fleissKappa : report.cohenKappa,
    ac: report.gwetAC,
    alpha: report.krippendorffAlpha,
  };
}

function pairsIn(grid: Grid): SharedWork[] {
  const shared = new Map<string, { a: PersonKey; b: PersonKey; shared: number }>();
  for (const row of grid.rows) {
    for (const one of row.values()) {
      const a = one.marker;
      for (const { marker: b } of othersOn(grid, one)) {
        if (b < a) continue;
        const pair = shared.get(`${a} ${b}`) ?? { a, b, shared: 0 };
        shared.set(`${a} ${b}`, { ...pair, shared: pair.shared + 1 });
      }
    }
  }
  return [...shared.values()].sort((one, other) => other.shared - one.shared || (one.a < other.a ? -1 : 1));
}

function withoutName(found: (Estimate & { readonly rater: string }) | undefined): Estimate {
  if (!found) return unavailable('This marker marked nothing.');
  const { rater: _, ...estimate } = found;
  return estimate;
}
