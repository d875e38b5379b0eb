import type { How, Total } from './facts.ts';
import type { AssessmentId, CriterionId, PersonKey, RecordId } from './ids.ts';
import type { AgreedJudgment, Decision } from './judgment.ts';
import type { Unit } from './rubric.ts';
import type { AssessmentFact } from './standing-assessments.ts';
import type { Verdict } from './states.ts';
import { decideVerdict } from './verdict.ts';

export interface OutcomeView {
  readonly how: How;
  readonly sources: readonly AssessmentId[];
  readonly judgments: readonly AgreedJudgment[];
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly total: Total | null;
  /** Who settled or confirmed it; null where tolerance settled it by itself. */
  readonly by: PersonKey | null;
  readonly at: string | null;
  /** The record that settled or confirmed it. */
  readonly record: RecordId | null;
  /** The agreement behind a confirmation. */
  readonly agreement: RecordId | null;
}

type Decided = ReadonlyMap<CriterionId, Decision>;
const decisions = (judgments: readonly { criterion: CriterionId; decision: Decision }[]): Decided =>
  new Map(judgments.map((judgment) => [judgment.criterion, judgment.decision]));

/** An outcome of these judgments: its verdict is what they come to, whatever anybody claims. */
export function outcomeOf(
  unit: Unit,
  how: How,
  sources: readonly AssessmentFact[],
  judgments: readonly AgreedJudgment[],
  settledBy: { by: PersonKey; at: string; record: RecordId; agreement: RecordId | null } | null,
): OutcomeView {
  const decided = decideVerdict(unit, decisions(judgments));
  return {
    how,
    sources: sources.map((source) => source.id),
    judgments,
    ...decided,
    by: settledBy?.by ?? null,
    at: settledBy?.at ?? null,
    record: settledBy?.record ?? null,
    agreement: settledBy?.agreement ?? null,
  };
}
