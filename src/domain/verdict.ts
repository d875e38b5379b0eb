import type { Total } from './facts.ts';
import type { CriterionId } from './ids.ts';
import type { Decision } from './judgment.ts';
import { assertNever } from './result.ts';
import type { Criterion, LevelsCriterion, Unit } from './rubric.ts';
import type { Verdict } from './states.ts';

export function levelIndex(criterion: LevelsCriterion, level: string): number {
  return criterion.levels.findIndex((candidate) => candidate.id === level);
}

/** Whether two decisions say the same. */
export function sameDecision(a: Decision, b: Decision): boolean {
  switch (a.kind) {
    case 'binary':
      return b.kind === 'binary' && a.met === b.met;
    case 'level':
      return b.kind === 'level' && a.level === b.level;
    case 'numeric':
      return b.kind === 'numeric' && a.points === b.points;
    default:
      return assertNever(a);
  }
}

/** Why a decision does not fit its criterion, or null when it does. */
export function decisionProblem(criterion: Criterion, decision: Decision): string | null {
  switch (criterion.kind) {
    case 'binary':
      return decision.kind === 'binary' ? null : 'Choose met or not yet met.';
    case 'levels':
      if (decision.kind !== 'level') return 'Choose a level.';
      return levelIndex(criterion, decision.level) >= 0
        ? null
        : 'The chosen level is not one of this criterion.';
    case 'numeric': {
      if (decision.kind !== 'numeric') return 'Enter points.';
      const { min, max, step } = criterion;
      if (decision.points < min || decision.points > max) return `Points must lie between ${min} and ${max}.`;
      const steps = (decision.points - min) / step;
      return Math.abs(steps - Math.round(steps)) < 1e-6 ? null : `Points go in steps of ${step}.`;
    }
    default:
      return assertNever(criterion);
  }
}

/** Why judgments are not one fitting decision on each criterion of the unit, or null when they are. */
export function rubricProblem(
  unit: Unit,
  judgments: readonly { readonly criterion: CriterionId; readonly decision: Decision }[],
): string | null {
  for (const criterion of unit.criteria) {
    const about = judgments.filter((judgment) => judgment.criterion === criterion.id);
    const [one] = about;
    if (!one || about.length > 1) return `“${criterion.title}” needs one value.`;
    const problem = decisionProblem(criterion, one.decision);
    if (problem) return `“${criterion.title}”: ${problem}`;
  }
  return judgments.length > unit.criteria.length
    ? 'A judgment is about a criterion that this unit does not have.'
    : null;
}

/** Why judgments are not one fitting decision each on some criteria of the unit, or null when they are. */
export function judgedProblem(
  unit: Unit,
  judgments: readonly { readonly criterion: CriterionId; readonly decision: Decision }[],
): string | null {
  const judged = new Set(judgments.map((judgment) => judgment.criterion));
  const criteria = unit.criteria.filter(({ id }) => judged.has(id));
  return criteria.length === 0
    ? 'A judgment is about a criterion that this unit does not have.'
    : rubricProblem({ ...unit, criteria }, judgments);
}

/** Whether every criterion of the unit is among those that are judged. */
export function judgesAll(
  unit: Pick<Unit, 'criteria'>,
  judgments: readonly { readonly criterion: CriterionId }[],
): boolean {
  return unit.criteria.every(({ id }) => judgments.some((judgment) => judgment.criterion === id));
}

/** Whether the criterion is met. The decision must fit the criterion. */
export function isMet(criterion: Criterion, decision: Decision): boolean {
  switch (decision.kind) {
    case 'binary':
      return decision.met;
    case 'level':
      return (
        criterion.kind === 'levels' &&
        levelIndex(criterion, decision.level) >= levelIndex(criterion, criterion.requiredLevel)
      );
    case 'numeric':
      return criterion.kind === 'numeric' && decision.points >= criterion.passMark;
    default:
      return assertNever(decision);
  }
}

/** Whether it is the lowest thing one can say, which needs a rationale. */
export function isLowest(criterion: Criterion, decision: Decision): boolean {
  switch (decision.kind) {
    case 'binary':
      return !decision.met;
    case 'level':
      return criterion.kind === 'levels' && levelIndex(criterion, decision.level) === 0;
    case 'numeric':
      return criterion.kind === 'numeric' && decision.points <= criterion.min;
    default:
      return assertNever(decision);
  }
}

/** Points before weighting; null where the criterion has none. */
export function pointsOf(criterion: Criterion, decision: Decision): number | null {
  if (criterion.kind === 'levels' && decision.kind === 'level') {
    return criterion.levels[levelIndex(criterion, decision.level)]?.points ?? null;
  }
  return decision.kind === 'numeric' ? decision.points : null;
}

/** The most points a criterion gives, before weighting; null where it gives none. */
export function mostPoints(criterion: Criterion): number | null {
  if (criterion.kind === 'numeric') return criterion.max;
  if (criterion.kind !== 'levels') return null;
  const worth = criterion.levels.flatMap((level) => (level.points === null ? [] : [level.points]));
  return worth.length > 0 ? Math.max(...worth) : null;
}

/** How far up the criterion's own scale, 0 to 1. */
export function shareOf(criterion: Criterion, decision: Decision): number {
  if (criterion.kind === 'levels' && decision.kind === 'level') {
    return Math.max(0, levelIndex(criterion, decision.level)) / (criterion.levels.length - 1);
  }
  if (criterion.kind === 'numeric' && decision.kind === 'numeric') {
    return (decision.points - criterion.min) / (criterion.max - criterion.min);
  }
  return decision.kind === 'binary' && decision.met ? 1 : 0;
}

const tidy = (value: number) => Math.round(value * 1e6) / 1e6;

/** Weighted points over the criteria that carry points; null when none does. */
export function totalOf(unit: Unit, decisions: ReadonlyMap<CriterionId, Decision>): Total | null {
  let points = 0;
  let max = 0;
  for (const criterion of unit.criteria) {
    const most = mostPoints(criterion);
    if (most === null) continue;
    max += most * criterion.weight;
    const decision = decisions.get(criterion.id);
    if (decision) points += (pointsOf(criterion, decision) ?? 0) * criterion.weight;
  }
  return max > 0 ? { points: tidy(points), max: tidy(max) } : null;
}

/** Weighted percent over all criteria, each on its own scale from 0 to 1. */
export function percentOf(unit: Unit, decisions: ReadonlyMap<CriterionId, Decision>): number {
  const weights = unit.criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
  if (weights === 0) return 0;
  const gained = unit.criteria.reduce((sum, criterion) => {
    const decision = decisions.get(criterion.id);
    return sum + (decision ? shareOf(criterion, decision) * criterion.weight : 0);
  }, 0);
  return tidy((gained / weights) * 100);
}

export interface DecidedVerdict {
  readonly verdict: Verdict;
  /** Which rule or criterion decides it, in words. */
  readonly reasons: readonly string[];
  readonly total: Total | null;
}

/** Passed or not yet, by the unit's pass rule; critical criteria must be met under every rule. */
export function decideVerdict(unit: Unit, decisions: ReadonlyMap<CriterionId, Decision>): DecidedVerdict {
  const total = totalOf(unit, decisions);
  const against: string[] = [];
  const unmet = unit.criteria.filter((criterion) => {
    const decision = decisions.get(criterion.id);
    return !decision || !isMet(criterion, decision);
  });
  for (const criterion of unmet) {
    if (criterion.critical) against.push(`“${criterion.title}” must be met and is not.`);
    else if (unit.passRule.kind === 'all_met') against.push(`“${criterion.title}” is not yet met.`);
  }
  const { passRule } = unit;
  switch (passRule.kind) {
    case 'all_met':
      break;
    case 'total_points': {
      const points = total?.points ?? 0;
      if (points < passRule.atLeast) against.push(`The total is ${points}; ${passRule.atLeast} are needed.`);
      break;
    }
    case 'weighted_percent': {
      const percent = percentOf(unit, decisions);
      if (percent < passRule.atLeast) {
        against.push(
          // Rounded down, so that it never reads like the percent that is needed.
          `The weighted result is ${Math.floor(percent * 10) / 10} %; ${passRule.atLeast} % are needed.`,
        );
      }
      break;
    }
    default:
      assertNever(passRule);
  }
  if (against.length > 0) return { verdict: 'not_yet', reasons: against, total };
  const inFavour =
    passRule.kind === 'all_met'
      ? 'Every criterion is met.'
      : passRule.kind === 'total_points'
        ? `The total of ${total?.points ?? 0} reaches ${passRule.atLeast}, and every critical criterion is met.`
        : `The weighted result reaches ${passRule.atLeast} %, and every critical criterion is met.`;
  return { verdict: 'passed', reasons: [inFavour], total };
}

/** A decision in words, such as `Proficient`, `met` or `14 points`. */
export function decisionInWords(criterion: Criterion, decision: Decision): string {
  switch (decision.kind) {
    case 'binary':
      return decision.met ? 'met' : 'not yet met';
    case 'level':
      return criterion.kind === 'levels'
        ? (criterion.levels[levelIndex(criterion, decision.level)]?.label ?? 'unknown level')
        : 'unknown level';
    case 'numeric':
      return decision.points === 1 ? '1 point' : `${decision.points} points`;
    default:
      return assertNever(decision);
  }
}
