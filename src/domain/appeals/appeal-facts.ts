import { z } from 'zod';
import { AssessmentId, BatchId, PersonKey, RecordId, SubmissionId, Timestamp } from '../ids.ts';
import { AgreedJudgment } from '../judgment.ts';

const text = (max: number) => z.string().max(max);

/**
 * How an appeal is dealt with. `review`: whoever decides looks at the marking and had no part in it.
 * `blind_remark`: somebody who sees none of the marks gives another. `double_blind`: two of them, neither of whom knows of
 * the other; what they give is sealed.
 */
export const AppealProcess = z.enum(['clerical_check', 'review', 'blind_remark', 'double_blind']);
export type AppealProcess = z.infer<typeof AppealProcess>;

/** How many mark it anew. */
export const REMARKERS: Readonly<Record<AppealProcess, number>> = {
  clerical_check: 0,
  review: 0,
  blind_remark: 1,
  double_blind: 2,
};

export const AppealResult = z.enum(['upheld', 'raised', 'lowered', 'remitted']);
export type AppealResult = z.infer<typeof AppealResult>;

/** Who asked for it, by what they are: a learner’s name is in no record. */
export const AppealAsker = z.enum(['learner', 'representative', 'provider']);
export type AppealAsker = z.infer<typeof AppealAsker>;

/** What the clerical check looks at: the totals are right; all evidence was looked at; by the right rubric version. */
export const ClericalCheck = z.object({ totals: z.boolean(), evidence: z.boolean(), rubric: z.boolean() });
export type ClericalCheck = z.infer<typeof ClericalCheck>;

const about = { submission: SubmissionId, appeal: RecordId };

export const APPEAL_FACTS = {
  /** The record's id names the appeal. */
  'appeal.lodged': z.object({
    submission: SubmissionId,
    /** The outcome that was released, and the batch in which it was. */
    outcome: RecordId,
    release: BatchId,
    asker: AppealAsker,
    grounds: text(20_000).min(1),
    received: Timestamp,
    due: Timestamp.nullable(),
    /** Whether the mark may come out lower than it was: what the learner was told when they asked. */
    mayLower: z.boolean(),
    /** Everybody who had a part in the outcome, as far as whoever lodges it knows. */
    parts: z.array(PersonKey).max(100),
  }),
  'appeal.checked': z.object({ ...about, holds: ClericalCheck, note: text(20_000) }),
  /** A later one takes the place of an earlier one, and says why. */
  'appeal.process_chosen': z.object({
    ...about,
    check: RecordId,
    process: AppealProcess,
    remarkers: z.array(PersonKey).max(2),
    due: Timestamp.nullable(),
    reason: text(2000),
  }),
  /** `judgments`: all of them where the outcome changes, none where it does not. `marks`: those it was compared with. */
  'appeal.decided': z.object({
    ...about,
    process: RecordId,
    marks: z.array(AssessmentId).max(2),
    result: AppealResult,
    judgments: z.array(AgreedJudgment).max(500),
    reason: text(20_000),
  }),
  'appeal.withdrawn': z.object({ ...about, reason: text(2000) }),
  /** Makes a decision final. */
  'appeal.closed': z.object({ ...about, decision: RecordId }),
} as const;
