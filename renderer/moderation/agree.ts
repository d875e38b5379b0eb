import type { Input, Output } from '../../src/api/contract.ts';
import type { CriterionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';

export type Comparison = Output<'moderation.compare'>;
export type Compared = Comparison['criteria'][number];
type AgreedJudgment = Input<'moderation.agree'>['judgments'][number];

/** What a moderator settled on for one criterion. */
export type Choice =
  | { readonly kind: 'a' }
  | { readonly kind: 'b' }
  | { readonly kind: 'own'; readonly decision: Decision; readonly reason: string };

export type Choices = Readonly<Partial<Record<CriterionId, Choice>>>;

export function sameDecision(a: Decision, b: Decision): boolean {
  if (a.kind === 'binary' && b.kind === 'binary') return a.met === b.met;
  if (a.kind === 'level' && b.kind === 'level') return a.level === b.level;
  return a.kind === 'numeric' && b.kind === 'numeric' && a.points === b.points;
}

/** What stands without anybody choosing: an earlier agreement, or what the tolerance rule settled. */
export function standingChoice(
  comparison: Comparison,
  compared: Compared,
  settledReason: string,
): Choice | null {
  const agreed = comparison.outcome?.judgments.find(({ criterion }) => criterion === compared.criterion);
  const isEarlier = comparison.outcome?.how === 'agreed' || comparison.outcome?.how === 'adjudicated';
  if (agreed !== undefined && isEarlier) {
    if (agreed.from === comparison.a.id) return { kind: 'a' };
    if (agreed.from !== null && agreed.from === comparison.b?.id) return { kind: 'b' };
    return { kind: 'own', decision: agreed.decision, reason: agreed.rationale };
  }
  const { settled } = compared;
  if (!compared.within || settled === null) return null;
  if (compared.a !== null && sameDecision(settled, compared.a.decision)) return { kind: 'a' };
  if (compared.b !== null && sameDecision(settled, compared.b.decision)) return { kind: 'b' };
  return { kind: 'own', decision: settled, reason: settledReason };
}

/** The judgment a choice makes; `null` while it is incomplete: nothing to take, or a new value without a reason. */
export function agreedJudgment(
  comparison: Pick<Comparison, 'a' | 'b'>,
  compared: Compared,
  choice: Choice,
): AgreedJudgment | null {
  const { criterion } = compared;
  switch (choice.kind) {
    case 'a':
      return compared.a === null
        ? null
        : {
            criterion,
            decision: compared.a.decision,
            from: comparison.a.id,
            rationale: compared.a.rationale,
          };
    case 'b':
      return compared.b === null || comparison.b === null
        ? null
        : {
            criterion,
            decision: compared.b.decision,
            from: comparison.b.id,
            rationale: compared.b.rationale,
          };
    case 'own':
      return choice.reason.trim() === ''
        ? null
        : { criterion, decision: choice.decision, from: null, rationale: choice.reason.trim() };
  }
}

/** Where a new value starts: from what A gave, else B, else the lowest. */
export function firstDecision(criterion: Criterion, compared: Compared): Decision {
  const given = compared.a?.decision ?? compared.b?.decision;
  if (given !== undefined) return given;
  switch (criterion.kind) {
    case 'binary':
      return { kind: 'binary', met: false };
    case 'levels':
      return { kind: 'level', level: criterion.levels[0]?.id ?? criterion.requiredLevel };
    case 'numeric':
      return { kind: 'numeric', points: criterion.min };
  }
}
