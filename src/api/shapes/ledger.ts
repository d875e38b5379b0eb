import { z } from 'zod';
import { PersonKey, RecordId, SubmissionId, Timestamp } from '../../domain/ids.ts';
import { VerifyCheck } from './verification.ts';

export const TimelineEntry = z.object({
  record: RecordId,
  position: z.int(),
  type: z.string(),
  at: Timestamp,
  by: z.object({ key: PersonKey, name: z.string() }),
  seq: z.int(),
  /** One sentence: what happened. */
  what: z.string(),
  submission: SubmissionId.nullable(),
  counted: z.boolean(),
  reason: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Everything needed to check one record by hand. */
export const RecordProof = z.object({
  record: RecordId,
  /** The canonical bytes that were hashed and signed, as text. */
  canonical: z.string(),
  signature: z.string(),
  author: PersonKey,
  previous: RecordId.nullable(),
  checks: z.array(VerifyCheck),
});
export type RecordProof = z.infer<typeof RecordProof>;
