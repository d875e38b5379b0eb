import { z } from 'zod';
import { SubmissionId, UnitId } from '../../domain/ids.ts';
import { ToleranceRule } from '../../domain/tolerance.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract } from './method.ts';

export const moderationMethods = {
  'moderation.board': {
    input: z.object({ unit: UnitId.optional(), include: z.enum(['open', 'settled', 'all']) }),
    output: z.array(shape.DisagreementRow),
    progress: false,
  },
  'moderation.compare': {
    input: z.object({ submission: SubmissionId }),
    output: shape.Comparison,
    progress: false,
  },
  'moderation.setTolerance': {
    input: z.object({ ...command, unit: UnitId, rule: ToleranceRule }),
    output: z.object({
      changes: z.array(
        z.object({ submission: SubmissionId, learner: z.string(), from: z.string(), to: z.string() }),
      ),
    }),
    progress: false,
  },
  /** Which outcomes a rule would change, without setting it. */
  'moderation.tryTolerance': {
    input: z.object({ unit: UnitId, rule: ToleranceRule }),
    output: z.object({
      changes: z.array(
        z.object({ submission: SubmissionId, learner: z.string(), from: z.string(), to: z.string() }),
      ),
    }),
    progress: false,
  },
  /** Records an agreed outcome: every criterion in scope, each taken from one assessment or newly agreed with a reason. */
  'moderation.agree': {
    input: z.object({
      ...command,
      submission: SubmissionId,
      judgments: z.array(shape.AgreedJudgment).min(1).max(500),
      note: z.string().max(20000),
    }),
    output: shape.Outcome,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
