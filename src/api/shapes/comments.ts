import { z } from 'zod';
import { CriterionId } from '../../domain/ids.ts';

export const CommentId = z.uuid();

/** Something to say about a criterion, kept for another time. */
export const BankComment = z.object({
  /** Null for a rationale that was submitted often, and that nobody saved by hand. */
  comment: CommentId.nullable(),
  criterion: CriterionId,
  /** A level's id, `met` or `not_yet`; null fits every decision. */
  decision: z.string().nullable(),
  text: z.string(),
  uses: z.int(),
  lastUsedAt: z.string(),
});
export type BankComment = z.infer<typeof BankComment>;
