import type { CriterionId } from './ids.ts';
import type { Decision, Judgment } from './judgment.ts';
import { assertNever } from './result.ts';
import type { Criterion, Unit } from './rubric.ts';
import type { Verdict } from './states.ts';
import type { ToleranceRule } from './tolerance.ts';
import { decideVerdict, decisionInWords, isMet, levelIndex } from './verdict.ts';

export interface ComparedCriterion {
  readonly criterion: CriterionId;
  readonly a: Judgment | null;
  readonly b: Judgment | null;
  readonly within: boolean;
  /** Levels apart; points apart on numeric criteria; 1 for met against not yet met. */
  readonly gap: number;
  readonly reason: string;
  /** What the value rule gives; null when out of tolerance. */
  readonly settled: Decision | null;
}

export interface OverallRule {
  readonly rule: 'total' | 'straddle' | 'changed' | 'third';
  readonly within: boolean;
  readonly reason: string;
}

export interface ComparedAssessments {
  readonly criteria: readonly ComparedCriterion[];
  readonly overall: readonly OverallRule[];
  readonly within: boolean;
}

const tidy = (value: number) => Math.round(value * 1e6) / 1e6;
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Where a decision lies on its criterion's own scale. */
function place(criterion: Criterion, decision: Decision): number {
  switch (decision.kind) {
    case 'binary':
      return decision.met ? 1 : 0;
    case 'level':
      return criterion.kind === 'levels' ? levelIndex(criterion, decision.level) : 0;
    case 'numeric':
      return decision.points;
    default:
      return assertNever(decision);
  }
}

function settle(criterion: Criterion, a: Decision, b: Decision, rule: ToleranceRule): Decision {
  const isHigher = place(criterion, a) >= place(criterion, b);
  switch (rule.value) {
    case 'first':
      return a;
    case 'lower':
      return isHigher ? b : a;
    case 'higher':
      return isHigher ? a : b;
    case 'mean': {
      // A level nobody gave is never invented: only points have a mean, and it stays on the criterion's steps.
      if (criterion.kind !== 'numeric' || a.kind !== 'numeric' || b.kind !== 'numeric') return a;
      const steps = Math.round(((a.points + b.points) / 2 - criterion.min) / criterion.step);
      const points = Math.min(criterion.max, criterion.min + steps * criterion.step);
      return { kind: 'numeric', points: tidy(points) };
    }
    default:
      return assertNever(rule.value);
  }
}

function compareCriterion(
  criterion: Criterion,
  a: Judgment | null,
  b: Judgment | null,
  rule: ToleranceRule,
): ComparedCriterion {
  const base = { criterion: criterion.id, a, b };
  if (!a || !b) {
    const one = a ?? b;
    return one
      ? {
          ...base,
          within: true,
          gap: 0,
          reason: 'Judged by one, so it is taken as it is.',
          settled: one.decision,
        }
      : { ...base, within: false, gap: 0, reason: 'Nobody judged it.', settled: null };
  }
  const gap = tidy(Math.abs(place(criterion, a.decision) - place(criterion, b.decision)));
  if (gap === 0) {
    return {
      ...base,
      within: true,
      gap,
      reason: 'Both gave the same.',
      settled: settle(criterion, a.decision, b.decision, rule),
    };
  }
  const allowedLevels = criterion.critical ? rule.maxCriticalLevelGap : rule.maxLevelGap;
  const isNumeric = criterion.kind === 'numeric';
  // On a critical criterion the level gap allowed decides whether points may differ at all.
  const allowed = isNumeric
    ? criterion.critical && rule.maxCriticalLevelGap === 0
      ? 0
      : rule.maxNumericShare * (criterion.max - criterion.min)
    : allowedLevels;
  const what = isNumeric
    ? `${plural(gap, 'point')} apart`
    : criterion.kind === 'binary'
      ? 'One says met, the other not yet met'
      : `${plural(gap, 'level')} apart`;
  const limit = isNumeric
    ? `${plural(Math.round(allowed * 100) / 100, 'point')} allowed`
    : `${allowed} allowed`;
  const critical = criterion.critical ? ' on a critical criterion' : '';
  // Two marks on different sides of what is required are never within tolerance where the criterion must be met.
  const straddles = criterion.critical && isMet(criterion, a.decision) !== isMet(criterion, b.decision);
  const within = gap <= allowed + 1e-9 && !straddles;
  const reason = within
    ? `${what}${critical}; ${limit}.`
    : straddles
      ? `${what}: one mark meets this critical criterion, the other does not.`
      : `${what}${critical}; ${limit}.`;
  return {
    ...base,
    within,
    gap,
    reason,
    settled: within ? settle(criterion, a.decision, b.decision, rule) : null,
  };
}

const said = (verdict: Verdict) => (verdict === 'passed' ? 'passed' : 'not yet');

/**
 * Both marks, and the values taken from them, must lie on one side of the pass boundary: taking the higher or the
 * lower criterion by criterion can come to a verdict that neither marker came to.
 */
function straddleRule(
  unit: Unit,
  criteria: readonly ComparedCriterion[],
  a: Verdict,
  b: Verdict,
): OverallRule {
  const rule = 'straddle';
  if (a !== b) {
    const reason = `One comes to “${said(a)}”, the other to “${said(b)}”: marks on both sides of the pass boundary always need people.`;
    return { rule, within: false, reason };
  }
  if (criteria.every((one) => one.within)) {
    const taken = new Map(
      criteria.flatMap((one) => (one.settled ? [[one.criterion, one.settled] as const] : [])),
    );
    const { verdict } = decideVerdict(unit, taken);
    if (verdict !== a) {
      const reason = `Both come to “${said(a)}”, but the values taken from them come to “${said(verdict)}”, which neither said.`;
      return { rule, within: false, reason };
    }
  }
  return { rule, within: true, reason: `Both come to “${said(a)}”.` };
}

type Decided = ReadonlyMap<CriterionId, Decision>;
const decisionsOf = (judgments: readonly Judgment[]): Decided =>
  new Map(judgments.map((judgment) => [judgment.criterion, judgment.decision]));

/** What one mark leaves open is taken from the other, so that both can be looked at as a whole. */
const completedBy = (decided: Decided, other: Decided): Decided => new Map([...other, ...decided]);

/**
 * Two marks of one submission under a tolerance rule, criterion by criterion and on the whole.
 * Marks on different sides of the pass boundary are never within tolerance, whatever the rule.
 */
export function compareAssessments(
  unit: Unit,
  rule: ToleranceRule,
  a: readonly Judgment[],
  b: readonly Judgment[],
): ComparedAssessments {
  const byA = new Map(a.map((judgment) => [judgment.criterion, judgment]));
  const byB = new Map(b.map((judgment) => [judgment.criterion, judgment]));
  const criteria = unit.criteria.map((criterion) =>
    compareCriterion(criterion, byA.get(criterion.id) ?? null, byB.get(criterion.id) ?? null, rule),
  );
  const [decidedA, decidedB] = [decisionsOf(a), decisionsOf(b)];
  const verdictA = decideVerdict(unit, completedBy(decidedA, decidedB));
  const verdictB = decideVerdict(unit, completedBy(decidedB, decidedA));
  const overall: OverallRule[] = [];
  overall.push(straddleRule(unit, criteria, verdictA.verdict, verdictB.verdict));
  if (rule.maxTotalGap !== null && verdictA.total && verdictB.total) {
    const gap = tidy(Math.abs(verdictA.total.points - verdictB.total.points));
    overall.push({
      rule: 'total',
      within: gap <= rule.maxTotalGap,
      reason: `Totals ${verdictA.total.points} and ${verdictB.total.points} are ${gap} apart; ${rule.maxTotalGap} allowed.`,
    });
  }
  const within = criteria.every((one) => one.within) && overall.every((one) => one.within);
  return { criteria, overall, within };
}

/** The same marks, which people look at whatever the tolerance says, for this reason. */
export const needsPeople = (compared: ComparedAssessments, reason: string): ComparedAssessments =>
  saying(compared, 'changed', false, reason);

/** The same marks with one more thing said of them, which may keep them from being within tolerance. */
export function saying(
  compared: ComparedAssessments,
  rule: OverallRule['rule'],
  within: boolean,
  reason: string,
): ComparedAssessments {
  return {
    ...compared,
    overall: [...compared.overall, { rule, within, reason }],
    within: compared.within && within,
  };
}

/** What different verdicts weigh, and a critical criterion: as much as so many others that lie as far apart as they can. */
const STRADDLE = 100;
const CRITICAL = 10;

/** How far apart two marks are on a criterion, by its own scale from 0 to 1 and by how much it matters. */
function weighed(criterion: Criterion, gap: number): number {
  const span =
    criterion.kind === 'numeric'
      ? criterion.max - criterion.min
      : criterion.kind === 'levels'
        ? criterion.levels.length - 1
        : 1;
  return (criterion.critical ? CRITICAL : 1) * (span > 0 ? gap / span : 1);
}

function sumOf(
  unit: Unit,
  compared: ComparedAssessments,
  of: (criterion: Criterion, compared: ComparedCriterion) => number,
): number {
  const straddle = compared.overall.some((one) => one.rule === 'straddle' && !one.within) ? STRADDLE : 0;
  return compared.criteria.reduce((sum, one) => {
    const criterion = unit.criteria.find((candidate) => candidate.id === one.criterion);
    return criterion ? sum + of(criterion, one) : sum;
  }, straddle);
}

/** How much a disagreement matters, to sort a board: verdicts first, then what is out of tolerance. */
export const weightOf = (unit: Unit, compared: ComparedAssessments): number =>
  sumOf(unit, compared, (criterion, one) => (one.within ? 0 : weighed(criterion, one.gap)));

/** How far apart two marks are, within tolerance or not. */
export const distanceOf = (unit: Unit, compared: ComparedAssessments): number =>
  sumOf(unit, compared, (criterion, one) => (one.gap === 0 ? 0 : weighed(criterion, one.gap)));

/** `“Identifies hazards”: Proficient and Emerging`, for lists. */
export function markInWords(criterion: Criterion, judgment: Judgment | null): string {
  return judgment ? decisionInWords(criterion, judgment.decision) : '—';
}
