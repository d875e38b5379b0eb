import { z } from 'zod';
import { BatchId, SubmissionId, Timestamp } from '../../domain/ids.ts';
import { OutcomeState, Verdict } from '../../domain/states.ts';

export const ResultRow = z.object({
  submission: SubmissionId,
  learner: z.string(),
  unitCode: z.string(),
  unitTitle: z.string(),
  state: OutcomeState,
  verdict: Verdict,
  total: z.object({ points: z.number(), max: z.number() }).nullable(),
  how: z.enum(['single', 'auto_agreed', 'agreed', 'adjudicated', 'appealed']),
  confirmedAt: Timestamp.nullable(),
  batch: BatchId.nullable(),
  /** What keeps it from being exported, if anything. */
  blocked: z.string().nullable(),
});
export type ResultRow = z.infer<typeof ResultRow>;

export const BatchSummary = z.object({
  batch: BatchId,
  label: z.string(),
  version: z.int(),
  exportedAt: Timestamp,
  by: z.string(),
  results: z.int(),
  passed: z.int(),
  manifestSha256: z.string(),
});
export type BatchSummary = z.infer<typeof BatchSummary>;
