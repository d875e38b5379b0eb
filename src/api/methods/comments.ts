import { z } from 'zod';
import { CriterionId, UnitId } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import { type MethodContract, none } from './method.ts';

export const commentsMethods = {
  /** My comments on a criterion, and the rationales I submitted often; unsorted (see domain/comment-fit). */
  'comments.list': {
    input: z.object({ unit: UnitId, criterion: CriterionId }),
    output: z.array(shape.BankComment),
    progress: false,
  },
  /** Keeps a comment, or changes the one named. The same words under the same decision are kept once. */
  'comments.save': {
    input: z.object({
      comment: shape.CommentId.optional(),
      unit: UnitId,
      criterion: CriterionId,
      decision: z.string().min(1).max(400).nullable(),
      text: z.string().trim().min(1).max(20000),
    }),
    output: shape.BankComment,
    progress: false,
  },
  'comments.remove': { input: z.object({ comment: shape.CommentId }), output: none, progress: false },
  /** Counts that a comment was put into a rationale. */
  'comments.use': { input: z.object({ comment: shape.CommentId }), output: none, progress: false },
} as const satisfies Record<string, MethodContract>;
