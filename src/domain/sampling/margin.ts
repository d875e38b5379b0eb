import type { CriterionId } from '../ids.ts';
import type { Decision } from '../judgment.ts';
import { assertNever } from '../result.ts';
import type { Criterion, Unit } from '../rubric.ts';
import { isMet, levelIndex, percentOf, shareOf, totalOf } from '../verdict.ts';

type Decisions = ReadonlyMap<CriterionId, Decision>;

const thousandths = (percent: number) => Math.round(percent * 1000);

/** The weighted result in thousandths of a percent. */
export function markOf(unit: Unit, decisions: Decisions): number {
  return thousandths(percentOf(unit, decisions));
}

/**
 * How far the result lies above the pass boundary, or below it (negative), in thousandths of a percent; null where there
 * is no distance to speak of. Where every criterion must be met it is that of the criterion nearest to failing, or
 * furthest from being met; met and not yet met have no distance between them.
 */
export function marginOf(unit: Unit, decisions: Decisions): number | null {
  const { passRule } = unit;
  switch (passRule.kind) {
    case 'weighted_percent':
      return thousandths(percentOf(unit, decisions)) - thousandths(passRule.atLeast);
    case 'total_points': {
      const total = totalOf(unit, decisions);
      return total === null ? null : thousandths(((total.points - passRule.atLeast) / total.max) * 100);
    }
    case 'all_met': {
      const margins = unit.criteria.flatMap((criterion) => {
        const decision = decisions.get(criterion.id);
        return decision ? criterionMargin(criterion, decision) : [];
      });
      return margins.length === 0 ? null : Math.min(...margins);
    }
    default:
      return assertNever(passRule);
  }
}

function criterionMargin(criterion: Criterion, decision: Decision): number[] {
  switch (criterion.kind) {
    case 'binary':
      return isMet(criterion, decision) ? [] : [-100_000];
    case 'levels': {
      const required = levelIndex(criterion, criterion.requiredLevel) / (criterion.levels.length - 1);
      return [thousandths((shareOf(criterion, decision) - required) * 100)];
    }
    case 'numeric': {
      const required = (criterion.passMark - criterion.min) / (criterion.max - criterion.min);
      return [thousandths((shareOf(criterion, decision) - required) * 100)];
    }
    default:
      return assertNever(criterion);
  }
}
