import { z } from 'zod';
import { UnitId, UnitVersionId } from '../../domain/ids.ts';
import { Unit } from '../../domain/rubric.ts';
import { ToleranceRule } from '../../domain/tolerance.ts';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

export const unitsMethods = {
  'units.list': { input: none, output: z.array(shape.UnitSummary), progress: false },
  'units.get': {
    input: z.object({ unit: UnitId }),
    output: z.object({
      unit: Unit,
      version: UnitVersionId,
      tolerance: ToleranceRule,
      /** Marked without knowing whose work it is. */
      anonymous: z.boolean(),
      publishedAt: z.string(),
      by: z.string(),
    }),
    progress: false,
  },
  /** While a unit is anonymous, nothing names the learners of its submissions until their outcome is confirmed. */
  'units.setAnonymity': {
    input: z.object({ ...command, unit: UnitId, anonymous: z.boolean() }),
    output: none,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
