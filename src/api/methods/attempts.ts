import { z } from 'zod';
import { SubmissionId } from '../../domain/ids.ts';
import { command, type MethodContract, none } from './method.ts';

export const attemptsMethods = {
  /** Another submission of the same learner and unit is assessed in its place. It is kept, and can be taken up again. */
  'submissions.setAside': {
    input: z.object({
      ...command,
      submission: SubmissionId,
      duplicateOf: SubmissionId,
      reason: z.string().max(2000),
    }),
    output: none,
    progress: false,
  },
  'submissions.resume': {
    input: z.object({ ...command, submission: SubmissionId, reason: z.string().max(2000) }),
    output: none,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
