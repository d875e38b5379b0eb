import type { CriterionId } from './ids.ts';
import type { Draft, DraftJudgment, PlannedAction } from './judgment.ts';
import { assertNever } from './result.ts';
import type { Criterion, LevelsCriterion, Unit } from './rubric.ts';
import { decisionProblem, isMet, levelIndex } from './verdict.ts';

/** What an action may hold; a rationale of any length is cut to fit. */
const MAX_TEXT = 4000;

type Decided = Pick<DraftJudgment, 'criterion' | 'decision' | 'rationale'>;

/** The criteria that are judged and not met, in the rubric's order. What is not judged yet asks nothing of the learner. */
export function unmetCriteria(unit: Unit, judgments: readonly Decided[]): readonly Criterion[] {
  return unit.criteria.filter((criterion) => isUnmet(criterion, judgmentIn(judgments, criterion.id)));
}

/**
 * The plan with an action for each unmet criterion that has none yet, in the rubric's order. What stands in it stays as
 * it is, word for word: somebody may have edited it.
 */
export function draftPlan(unit: Unit, draft: Draft): readonly PlannedAction[] {
  const planned = new Map(draft.actions.map((action) => [action.criterion, action]));
  const wanted = new Set(unmetCriteria(unit, draft.judgments).map(({ id }) => id));
  const inRubric = unit.criteria.flatMap((criterion): PlannedAction[] => {
    const known = planned.get(criterion.id);
    if (known) return [known];
    const judgment = judgmentIn(draft.judgments, criterion.id);
    return judgment && wanted.has(criterion.id)
      ? [{ criterion: criterion.id, text: suggestAction(criterion, judgment) }]
      : [];
  });
  const isInRubric = new Set(unit.criteria.map(({ id }) => id));
  return [...inRubric, ...draft.actions.filter(({ criterion }) => !isInRubric.has(criterion))];
}

/** The criteria of actions that have served: theirs is met by now, so they may be taken out. */
export function servedActions(unit: Unit, draft: Draft): ReadonlySet<CriterionId> {
  const unmet = new Set(unmetCriteria(unit, draft.judgments).map(({ id }) => id));
  const judged = new Set(
    draft.judgments.filter(({ decision }) => decision !== null).map(({ criterion }) => criterion),
  );
  return new Set(
    draft.actions
      .map(({ criterion }) => criterion)
      .filter((criterion) => judged.has(criterion) && !unmet.has(criterion)),
  );
}

/** How many unmet criteria the plan says nothing about. */
export function unplanned(unit: Unit, draft: Draft): number {
  return draftPlan(unit, draft).length - draft.actions.length;
}

/**
 * The plan that goes out with an outcome: what its sources planned for the criteria that the outcome leaves unmet, in
 * the rubric's order. A marker's action for what was agreed to be met would mislead the learner.
 */
export function plannedActions(
  unit: Unit,
  judgments: readonly Omit<Decided, 'rationale'>[],
  plans: readonly (readonly PlannedAction[])[],
): readonly PlannedAction[] {
  const unmet = unit.criteria.filter((criterion) => isUnmet(criterion, judgmentIn(judgments, criterion.id)));
  return unmet.flatMap(({ id }) => {
    const texts = plans
      .flat()
      .filter((action) => action.criterion === id)
      .map((action) => action.text.trim())
      .filter((text) => text !== '');
    return texts.length > 0 ? [{ criterion: id, text: [...new Set(texts)].join('\n\n') }] : [];
  });
}

/** What to do next about one criterion: what the next level asks, what *met* asks, and what was seen so far. */
export function suggestAction(criterion: Criterion, judgment: Decided): string {
  const seen = judgment.rationale.trim();
  const text = [...askedBy(criterion, judgment), ...(seen === '' ? [] : [`Seen so far: ${seen}`])].join('\n');
  return text.slice(0, MAX_TEXT);
}

function askedBy(criterion: Criterion, { decision }: Decided): readonly string[] {
  switch (criterion.kind) {
    case 'binary':
      return [asked('Show this', criterion.metDescriptor, criterion.title)];
    case 'levels': {
      const at = decision?.kind === 'level' ? levelIndex(criterion, decision.level) : -1;
      return levelsAhead(criterion, at).map((level) =>
        asked(`To reach “${level.label}”`, level.descriptor, criterion.title),
      );
    }
    case 'numeric': {
      const goal = `Reach at least ${criterion.passMark} of ${criterion.max} points`;
      return [asked(goal, criterion.guidance, criterion.title)];
    }
    default:
      return assertNever(criterion);
  }
}

/** The level right above, and the one that counts as met where that is a further step. */
function levelsAhead(criterion: LevelsCriterion, at: number) {
  const required = levelIndex(criterion, criterion.requiredLevel);
  const next = Math.min(at + 1, required);
  return [...new Set([next, required])].flatMap((index) => criterion.levels[index] ?? []);
}

function asked(lead: string, descriptor: string, title: string): string {
  return `${lead}: ${descriptor.trim() === '' ? title : descriptor.trim()}`;
}

function judgmentIn<J extends Omit<Decided, 'rationale'>>(
  judgments: readonly J[],
  criterion: CriterionId,
): J | undefined {
  return judgments.find((judgment) => judgment.criterion === criterion);
}

function isUnmet(criterion: Criterion, judgment: Pick<Decided, 'decision'> | undefined): boolean {
  const decision = judgment?.decision ?? null;
  if (decision === null || decisionProblem(criterion, decision) !== null) return false;
  return !isMet(criterion, decision);
}
