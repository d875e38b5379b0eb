import { z } from 'zod';
import { SubmissionId } from '../../domain/ids.ts';
import { Decision } from '../../domain/judgment.ts';
import { AssessmentState } from '../../domain/states.ts';

/** Which submissions to show while one criterion is marked across them. */
export const AcrossFilter = z.enum(['all', 'to_do', 'judged']);
export type AcrossFilter = z.infer<typeof AcrossFilter>;

/** One submission, by what I gave for one criterion. */
export const AcrossRow = z.object({
  submission: SubmissionId,
  learner: z.string(),
  title: z.string(),
  attempt: z.int(),
  anonymous: z.boolean(),
  /** My own assessment of the whole. */
  mine: AssessmentState,
  decision: Decision.nullable(),
  hasRationale: z.boolean(),
});
export type AcrossRow = z.infer<typeof AcrossRow>;

/** My drafts of one unit, by whether they can be submitted as they are. */
export const ReadyToSubmit = z.object({
  ready: z.array(z.object({ submission: SubmissionId, learner: z.string(), revision: z.int() })),
  others: z.array(z.object({ submission: SubmissionId, learner: z.string(), missing: z.array(z.string()) })),
  /** Others that are not named, since there are so many. */
  more: z.int(),
  notBegun: z.int(),
});
export type ReadyToSubmit = z.infer<typeof ReadyToSubmit>;
