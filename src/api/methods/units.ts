import { z } from 'zod';
import { UnitId, UnitVersionId } from '../../domain/ids.ts';
import { Unit } from '../../domain/rubric.ts';
import { ToleranceRule } from '../../domain/tolerance.ts';
import * as shape from '../shapes.ts';
import { type MethodContract, none } from './method.ts';

export const unitsMethods = {
  'units.list': { input: none, output: z.array(shape.UnitSummary), progress: false },
  'units.get': {
    input: z.object({ unit: UnitId }),
    output: z.object({
      unit: Unit,
      version: UnitVersionId,
      tolerance: ToleranceRule,
      publishedAt: z.string(),
      by: z.string(),
    }),
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
