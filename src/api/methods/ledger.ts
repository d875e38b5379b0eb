import { z } from 'zod';
import { RecordId, SubmissionId } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import { type MethodContract, none } from './method.ts';

export const ledgerMethods = {
  'ledger.timeline': {
    input: z.object({
      submission: SubmissionId.optional(),
      type: z.string().max(100).optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({ total: z.int(), entries: z.array(shape.TimelineEntry) }),
    progress: false,
  },
  'ledger.proof': { input: z.object({ record: RecordId }), output: shape.RecordProof, progress: false },
  'ledger.verify': {
    input: none,
    output: z.object({ ok: z.boolean(), records: z.int(), checks: z.array(shape.VerifyCheck) }),
    progress: true,
  },
  'ledger.rebuild': {
    input: none,
    output: z.object({ identical: z.boolean(), records: z.int(), before: z.string(), after: z.string() }),
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;
