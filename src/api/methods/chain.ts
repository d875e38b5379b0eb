import { z } from 'zod';
import { SubmissionId } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import type { MethodContract } from './method.ts';

export const chainMethods = {
  /** From evidence to result, every record checked; the bytes of all evidence are read for it. */
  'outcomes.chain': {
    input: z.object({ submission: SubmissionId }),
    output: shape.OutcomeChain,
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;
