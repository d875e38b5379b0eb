import type { Decision } from '../judgment.ts';
import type { Criterion, Unit } from '../rubric.ts';
import { decisionProblem, levelIndex } from '../verdict.ts';
import type { Marking } from './marking-statistics.ts';
import type { FacetRating, LeftOut } from './rasch-design.ts';

/** Points in more steps than this are measurements: cut coarser, they would say what nobody said. */
const MOST_STEPS = 10;

/**
 * The marks of a unit on ordered steps: met or not, levels, and points where their steps are few. Learners are named by
 * their submissions. Criteria with more steps are left out, and decisions that do not fit the rubric are gaps.
 */
export function facetRatings(
  unit: Unit,
  markings: readonly Marking[],
): { readonly ratings: FacetRating[]; readonly leftOut: readonly LeftOut[] } {
  const ratings: FacetRating[] = [];
  const leftOut: LeftOut[] = [];
  for (const criterion of unit.criteria) {
    const fitting = markings.flatMap((marking) => {
      const decision = marking.decisions.get(criterion.id);
      return decision && decisionProblem(criterion, decision) === null ? [{ marking, decision }] : [];
    });
    const steps = stepsIn(criterion);
    if (steps > MOST_STEPS) {
      const reason = `Its points go in ${steps} steps; only scales of up to ${MOST_STEPS} are measured here.`;
      leftOut.push({ facet: 'criterion', name: criterion.id, count: fitting.length, reason });
      continue;
    }
    for (const { marking, decision } of fitting)
      ratings.push({
        learner: marking.submission,
        marker: marking.marker,
        criterion: criterion.id,
        rating: stepOf(criterion, decision),
      });
  }
  return { ratings, leftOut };
}

function stepsIn(criterion: Criterion): number {
  return criterion.kind === 'numeric' ? Math.round((criterion.max - criterion.min) / criterion.step) : 1;
}

function stepOf(criterion: Criterion, decision: Decision): number {
  if (criterion.kind === 'levels' && decision.kind === 'level') return levelIndex(criterion, decision.level);
  if (criterion.kind === 'numeric' && decision.kind === 'numeric')
    return Math.round((decision.points - criterion.min) / criterion.step);
  return decision.kind === 'binary' && decision.met ? 1 : 0;
}

/** What a step of a criterion is called. */
export function stepInWords(criterion: Criterion, step: number): string {
  switch (criterion.kind) {
    case 'binary':
      return step === 1 ? 'met' : 'not yet met';
    case 'levels':
      return criterion.levels[step]?.label ?? '';
    default:
      return String(Math.round((criterion.min + step * criterion.step) * 1e6) / 1e6);
  }
}
