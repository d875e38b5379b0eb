import { z } from 'zod';
import { UnitId } from '../../domain/ids.ts';
import * as shape from '../shapes.ts';
import type { MethodContract } from './method.ts';

export const bundlesMethods = {
  'bundles.inspect': {
    input: z.object({ files: z.array(shape.FileToken).min(1).max(1000) }),
    output: z.array(shape.Inspection),
    progress: true,
  },
  /** `unit` is used where a bundle does not say which unit it is for. */
  'bundles.import': {
    input: z.object({
      files: z.array(shape.FileToken).min(1).max(1000),
      unit: UnitId.optional(),
      learner: z.string().max(400).optional(),
    }),
    output: z.array(shape.ImportOutcome),
    progress: true,
  },
} as const satisfies Record<string, MethodContract>;
