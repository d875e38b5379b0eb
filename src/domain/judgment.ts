import { z } from 'zod';
import { Anchor } from './anchor.ts';
import { AnchorId, AssessmentId, CriterionId, LevelId } from './ids.ts';

/** What was decided on one criterion; its kind follows the criterion's. */
export const Decision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('binary'), met: z.boolean() }),
  z.object({ kind: z.literal('level'), level: LevelId }),
  z.object({ kind: z.literal('numeric'), points: z.number().finite() }),
]);
export type Decision = z.infer<typeof Decision>;

/** One criterion of an agreed outcome: taken from an assessment, or newly agreed with a reason. */
export const AgreedJudgment = z.object({
  criterion: CriterionId,
  decision: Decision,
  from: AssessmentId.nullable(),
  rationale: z.string().max(20_000),
});
export type AgreedJudgment = z.infer<typeof AgreedJudgment>;

const check = z.enum(['yes', 'no', 'unsure']).nullable();
/** The rules of evidence: valid, authentic, current, sufficient. `null` is not yet checked. */
export const Vacs = z.object({ valid: check, authentic: check, current: check, sufficient: check });
export type Vacs = z.infer<typeof Vacs>;

export const Confidence = z.enum(['low', 'medium', 'high']);

const about = {
  criterion: CriterionId,
  rationale: z.string().max(20000),
  /** Anchors of the same assessment that this judgment rests on. */
  anchors: z.array(AnchorId).max(500),
  vacs: Vacs,
  confidence: Confidence.nullable(),
  /** The assessment of an earlier attempt that this one confirms: evidence and criterion are as they were then. */
  carriedFrom: AssessmentId.optional(),
};

/** One assessor's decision on one criterion. Immutable once submitted. */
export const Judgment = z.object({ ...about, decision: Decision });
export type Judgment = z.infer<typeof Judgment>;

/** A judgment still being made. */
export const DraftJudgment = z.object({ ...about, decision: Decision.nullable() });
export type DraftJudgment = z.infer<typeof DraftJudgment>;

/** What the learner should do next about one criterion. */
export const PlannedAction = z.object({ criterion: CriterionId, text: z.string().max(4000) });
export type PlannedAction = z.infer<typeof PlannedAction>;

/** An assessment still being made: local to this machine, not a record. */
export const Draft = z.object({
  judgments: z.array(DraftJudgment).max(500),
  anchors: z.array(Anchor).max(5000),
  /** Feedback to the learner on the whole. */
  feedback: z.string().max(50000),
  /** The action plan: what to do about what is not yet met. */
  actions: z.array(PlannedAction).max(500).default([]),
  /** "Please check" for the moderator. */
  pleaseCheck: z.boolean(),
});
export type Draft = z.infer<typeof Draft>;

export const NO_VACS: Vacs = { valid: null, authentic: null, current: null, sufficient: null };
export const EMPTY_DRAFT: Draft = {
  judgments: [],
  anchors: [],
  feedback: '',
  actions: [],
  pleaseCheck: false,
};
