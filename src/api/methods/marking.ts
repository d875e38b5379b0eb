import { z } from 'zod';
import { SubmissionId } from '../../domain/ids.ts';
import { Draft } from '../../domain/judgment.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

export const markingMethods = {
  'submissions.get': {
    input: z.object({ submission: SubmissionId }),
    output: shape.SubmissionDetail,
    progress: false,
  },
  /** What changed since the learner's attempt before, and what may be confirmed as it was; null for a first attempt. */
  'submissions.changes': {
    input: z.object({ submission: SubmissionId }),
    output: shape.AttemptComparison.nullable(),
    progress: false,
  },
  /** `revision` is the one last seen; a save over a newer revision is refused with `draft.newer_elsewhere`. */
  'drafts.save': {
    input: z.object({ submission: SubmissionId, draft: Draft, revision: z.int().min(0) }),
    output: z.object({ revision: z.int(), savedAt: z.string(), missing: z.array(shape.MissingForSubmit) }),
    progress: false,
  },
  'drafts.discard': { input: z.object({ submission: SubmissionId }), output: none, progress: false },
  /** Signs the saved draft of that revision as one assessment. */
  'assessments.submit': {
    input: z.object({ ...command, submission: SubmissionId, revision: z.int().min(0) }),
    output: shape.Assessment,
    progress: false,
  },
  /** Makes a draft of my submitted assessment, which takes its place, with the reason, once it is submitted. */
  'assessments.change': {
    input: z.object({ submission: SubmissionId, reason: z.string().max(2000) }),
    output: none,
    progress: false,
  },
  /** Takes a submitted assessment back into a draft, while nobody else has seen it. */
  'assessments.recall': {
    input: z.object({ ...command, submission: SubmissionId }),
    output: none,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
