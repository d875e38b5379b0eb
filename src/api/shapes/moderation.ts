import { z } from 'zod';
import { AssessmentId, CriterionId, PersonKey, RecordId, SubmissionId, Timestamp } from '../../domain/ids.ts';
import { Decision, Judgment } from '../../domain/judgment.ts';
import { Unit } from '../../domain/rubric.ts';
import { OutcomeState, Verdict } from '../../domain/states.ts';
import { ToleranceRule } from '../../domain/tolerance.ts';
import { Assessment } from './marking.ts';

/** One criterion, two marks. Why they are in or out of tolerance is in words. */
export const CriterionComparison = z.object({
  criterion: CriterionId,
  /** Null where only one judged it; `from` says whose each judgment is. */
  a: Judgment.nullable(),
  b: Judgment.nullable(),
  from: z.object({ a: AssessmentId.nullable(), b: AssessmentId.nullable() }),
  within: z.boolean(),
  /** Levels, points or 1 for met against not yet met. */
  gap: z.number(),
  reason: z.string(),
  /** What the value rule gives when within tolerance. */
  settled: Decision.nullable(),
});
export type CriterionComparison = z.infer<typeof CriterionComparison>;

export const AgreedJudgment = z.object({
  criterion: CriterionId,
  decision: Decision,
  /** The assessment it was taken from unchanged, or null when newly agreed. */
  from: AssessmentId.nullable(),
  rationale: z.string().max(20000),
});
export type AgreedJudgment = z.infer<typeof AgreedJudgment>;

/** What a moderator was about to settle for one criterion. */
const AgreementChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('a') }),
  z.object({ kind: z.literal('b') }),
  z.object({ kind: z.literal('own'), decision: Decision, reason: z.string().max(20000) }),
]);

/** An agreement still being made, between these two marks: local to this machine, not a record. */
export const AgreementDraft = z.object({
  between: z.object({ a: AssessmentId, b: AssessmentId }),
  choices: z.array(z.object({ criterion: CriterionId, choice: AgreementChoice })).max(500),
  note: z.string().max(20000),
});
export type AgreementDraft = z.infer<typeof AgreementDraft>;

export const Outcome = z.object({
  state: OutcomeState,
  how: z.enum(['single', 'auto_agreed', 'agreed', 'adjudicated', 'appealed']),
  sources: z.array(AssessmentId),
  judgments: z.array(AgreedJudgment),
  verdict: Verdict,
  /** Why: which criteria or totals decide it, in words. */
  reasons: z.array(z.string()),
  total: z.object({ points: z.number(), max: z.number() }).nullable(),
  by: z.object({ key: PersonKey, name: z.string() }).nullable(),
  at: Timestamp.nullable(),
  record: RecordId.nullable(),
});
export type Outcome = z.infer<typeof Outcome>;

/** One of two marks: what one assessment says, or what several say together, each on some of the criteria. */
export const ComparedMark = z.object({
  /** Its assessment; where it is put together from several, a name made of theirs. */
  id: AssessmentId,
  judgments: z.array(Judgment),
  assessments: z.array(Assessment),
});
export type ComparedMark = z.infer<typeof ComparedMark>;

export const Comparison = z.object({
  submission: SubmissionId,
  unit: Unit,
  tolerance: ToleranceRule,
  a: ComparedMark,
  b: ComparedMark.nullable(),
  criteria: z.array(CriterionComparison),
  /** Rules about the whole: totals, the pass boundary. */
  overall: z.array(
    z.object({
      rule: z.enum(['total', 'straddle', 'changed', 'third']),
      within: z.boolean(),
      reason: z.string(),
    }),
  ),
  within: z.boolean(),
  outcome: Outcome.nullable(),
  mayModerate: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  /** Who sent it to adjudication, and why: an adjudicator settles it then. */
  referred: z.object({ by: z.string(), at: Timestamp, note: z.string() }).nullable(),
  mayRefer: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
});
export type Comparison = z.infer<typeof Comparison>;

export const DisagreementRow = z.object({
  submission: SubmissionId,
  learner: z.string(),
  title: z.string(),
  unitCode: z.string(),
  state: OutcomeState,
  a: z.string(),
  b: z.string().nullable(),
  /** How much it matters: straddles first, critical criteria next, then the sum of gaps. */
  weight: z.number(),
  outOfTolerance: z.array(
    z.object({ criterion: CriterionId, title: z.string(), a: z.string(), b: z.string(), reason: z.string() }),
  ),
  reasons: z.array(z.string()),
});
export type DisagreementRow = z.infer<typeof DisagreementRow>;
