import type { AgreedJudgment, Decision } from '../judgment.ts';
import { assertNever } from '../result.ts';
import type { Criterion, Unit } from '../rubric.ts';
import { levelIndex, sameDecision } from '../verdict.ts';
import type { Adjustment } from './batch-facts.ts';

/** Why a rule cannot adjust marks of the unit, or null. */
export function adjustmentProblem(unit: Unit, adjustments: readonly Adjustment[]): string | null {
  const named = new Set<string>();
  for (const { criterion: id, by } of adjustments) {
    const criterion = unit.criteria.find((one) => one.id === id);
    if (!criterion) return 'It adjusts a criterion that the unit does not have.';
    const about = `“${criterion.title}”`;
    if (named.has(id)) return `${about} is adjusted twice.`;
    named.add(id);
    if (by === 0) return `${about} is adjusted by nothing.`;
    switch (criterion.kind) {
      case 'binary':
        return `${about} is met or not yet met: there is nothing in between to adjust by. Mark all of it again.`;
      case 'levels':
        if (!Number.isInteger(by)) return `${about} goes by whole levels.`;
        break;
      case 'numeric': {
        const steps = by / criterion.step;
        if (Math.abs(steps - Math.round(steps)) > 1e-6) return `${about} goes in steps of ${criterion.step}.`;
        break;
      }
      default:
        return assertNever(criterion);
    }
  }
  return null;
}

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

function adjusted(criterion: Criterion, decision: Decision, by: number): Decision {
  if (criterion.kind === 'numeric' && decision.kind === 'numeric') {
    const points = Math.round((decision.points + by) * 1e6) / 1e6;
    return { kind: 'numeric', points: within(points, criterion.min, criterion.max) };
  }
  if (criterion.kind === 'levels' && decision.kind === 'level') {
    const at = within(levelIndex(criterion, decision.level) + by, 0, criterion.levels.length - 1);
    return { kind: 'level', level: criterion.levels[at]?.id ?? decision.level };
  }
  return decision;
}

/** Judgments after the rule, which must fit the unit; a changed one comes from no assessment, and says why. */
export function adjustJudgments(
  unit: Unit,
  judgments: readonly AgreedJudgment[],
  adjustments: readonly Adjustment[],
  reason: string,
): AgreedJudgment[] {
  return judgments.map((judgment) => {
    const rule = adjustments.find(({ criterion }) => criterion === judgment.criterion);
    const criterion = unit.criteria.find(({ id }) => id === judgment.criterion);
    if (!rule || !criterion) return judgment;
    const decision = adjusted(criterion, judgment.decision, rule.by);
    return sameDecision(decision, judgment.decision)
      ? judgment
      : { ...judgment, decision, from: null, rationale: `Adjusted with the whole batch: ${reason}` };
  });
}
