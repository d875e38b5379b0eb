import { z } from 'zod';
import * as shape from '../shapes.ts';
import { command, type MethodContract, none } from './method.ts';

export const resolveMethods = {
  /** All that waits for somebody to decide, most pressing first. */
  'resolve.list': { input: none, output: z.array(shape.ToResolve), progress: false },
  'resolve.decide': {
    input: z.object({
      ...command,
      id: z.string().max(400),
      choice: z.string().max(200),
      reason: z.string().max(2000),
    }),
    output: none,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
