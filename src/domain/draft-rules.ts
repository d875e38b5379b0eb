import type { CriterionId } from './ids.ts';
import type { Decision, Draft, Judgment } from './judgment.ts';
import type { Rubric } from './scope.ts';
import { decisionProblem, isLowest, isMet } from './verdict.ts';

export interface Missing {
  readonly criterion: CriterionId | null;
  readonly code: 'not_judged' | 'rationale_missing' | 'decision_invalid' | 'anchor_unknown';
  readonly message: string;
}

/**
 * What keeps a draft from being submitted: every criterion that is to be judged must be, with a decision that fits it,
 * and a *not met* or lowest level needs a rationale. Empty when it may be submitted.
 */
export function missingForSubmit(unit: Rubric, draft: Draft): readonly Missing[] {
  const missing: Missing[] = [];
  const anchors = new Set(draft.anchors.map((anchor) => anchor.id));
  const judged = new Map(draft.judgments.map((judgment) => [judgment.criterion, judgment]));
  for (const criterion of unit.criteria) {
    const judgment = judged.get(criterion.id);
    const about = { criterion: criterion.id };
    if (!judgment || judgment.decision === null) {
      missing.push({ ...about, code: 'not_judged', message: `“${criterion.title}” is not judged yet.` });
      continue;
    }
    const problem = decisionProblem(criterion, judgment.decision);
    if (problem) {
      missing.push({ ...about, code: 'decision_invalid', message: `“${criterion.title}”: ${problem}` });
      continue;
    }
    if (isLowest(criterion, judgment.decision) && judgment.rationale.trim() === '') {
      missing.push({
        ...about,
        code: 'rationale_missing',
        message: `“${criterion.title}” needs a rationale: say what is missing.`,
      });
    }
    if (judgment.anchors.some((anchor) => !anchors.has(anchor))) {
      missing.push({
        ...about,
        code: 'anchor_unknown',
        message: `“${criterion.title}” rests on an anchor that is no longer there. Remove it.`,
      });
    }
  }
  return missing;
}

/** The judgments of a draft that misses nothing, in the rubric's order; none on other criteria. */
export function completedJudgments(unit: Rubric, draft: Draft): readonly Judgment[] {
  const judged = new Map(draft.judgments.map((judgment) => [judgment.criterion, judgment]));
  return unit.criteria.flatMap((criterion) => {
    const judgment = judged.get(criterion.id);
    return judgment && judgment.decision !== null ? [{ ...judgment, decision: judgment.decision }] : [];
  });
}

export interface Progress {
  readonly met: number;
  readonly notYet: number;
  readonly toDo: number;
}

/** How many criteria are met, not yet met, and still to judge. */
export function progressOf(
  unit: Rubric,
  judgments: readonly { readonly criterion: CriterionId; readonly decision: Decision | null }[],
): Progress {
  const decisions = new Map(judgments.map((judgment) => [judgment.criterion, judgment.decision]));
  let met = 0;
  let notYet = 0;
  for (const criterion of unit.criteria) {
    const decision = decisions.get(criterion.id);
    if (!decision || decisionProblem(criterion, decision)) continue;
    if (isMet(criterion, decision)) met += 1;
    else notYet += 1;
  }
  return { met, notYet, toDo: unit.criteria.length - met - notYet };
}
