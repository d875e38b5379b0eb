import { z } from 'zod';
import { AssessmentId, CriterionId, PersonKey, RecordId, SubmissionId, Timestamp } from '../../domain/ids.ts';
import { command, type MethodContract, none } from './method.ts';

const refusedOnes = z.array(z.object({ submission: SubmissionId, reason: z.string() }));

export const allocationMethods = {
  /** Those that cannot be allocated are named with the reason; the rest go on. */
  'allocations.set': {
    input: z.object({
      ...command,
      submissions: z.array(SubmissionId).min(1).max(10_000),
      person: PersonKey,
      as: z.enum(['first', 'second']),
      sealed: z.boolean(),
      due: Timestamp.nullable(),
      /** The criteria they are to judge; absent for all. */
      criteria: z.array(CriterionId).min(1).max(500).optional(),
    }),
    output: z.object({ allocated: z.int(), refused: refusedOnes }),
    progress: false,
  },
  'allocations.withdraw': {
    input: z.object({ ...command, allocation: RecordId, reason: z.string().max(2000) }),
    output: none,
    progress: false,
  },
  /** Opens what this machine sealed, where every seal is in. Says what still waits, and for whom. */
  'seals.open': {
    input: z.object(command),
    output: z.object({
      opened: z.int(),
      waiting: z.array(z.object({ submission: SubmissionId, reason: z.string() })),
    }),
    progress: false,
  },
  /** Stands behind a trainee's assessment, or returns it. */
  'assessments.countersign': {
    input: z.object({
      ...command,
      submission: SubmissionId,
      assessment: AssessmentId,
      accepted: z.boolean(),
      note: z.string().max(20_000),
    }),
    output: none,
    progress: false,
  },
  /** Says that these assessments stand although their unit has a newer version. */
  'assessments.confirmUnchanged': {
    input: z.object({ ...command, submissions: z.array(SubmissionId).min(1).max(10_000) }),
    output: z.object({ confirmed: z.int(), refused: refusedOnes }),
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
