import { z } from 'zod';
import { BatchId, RecordId, SubmissionId, UnitId } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

export const resultsMethods = {
  'results.list': {
    input: z.object({ unit: UnitId.optional() }),
    output: z.array(shape.ResultRow),
    progress: false,
  },
  'outcomes.confirm': {
    input: z.object({ ...command, submissions: z.array(SubmissionId).min(1).max(10000) }),
    output: z.object({
      confirmed: z.int(),
      refused: z.array(z.object({ submission: SubmissionId, reason: z.string() })),
    }),
    progress: false,
  },
  /** Writes a folder and a zip into the folder `to`. All or nothing. */
  'results.export': {
    input: z.object({
      ...command,
      submissions: z.array(SubmissionId).min(1).max(100000),
      label: z.string().min(1).max(200),
      to: shape.FileToken,
      /** A confirmed batch that this is all of. */
      batch: RecordId.optional(),
    }),
    output: z.object({ batch: shape.BatchSummary, folder: z.string(), zip: z.string() }),
    progress: true,
  },
  'results.batches': { input: none, output: z.array(shape.BatchSummary), progress: false },
  'results.batch': {
    input: z.object({ batch: BatchId }),
    output: z.object({ batch: shape.BatchSummary, submissions: z.array(SubmissionId) }),
    progress: false,
  },
  /** Works without a workspace. Touches no network. */
  'verify.files': {
    input: z.object({ files: z.array(shape.FileToken).min(1).max(1000) }),
    output: z.array(shape.Verification),
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;
