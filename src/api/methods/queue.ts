import { z } from 'zod';
import * as shape from '../shapes.ts';
import type { MethodContract } from './method.ts';

export const queueMethods = {
  'queue.list': {
    input: z.object({
      filter: shape.QueueFilter,
      sort: shape.QueueSort,
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    output: z.object({ total: z.int(), rows: z.array(shape.QueueRow) }),
    progress: false,
  },
  'queue.facets': {
    input: z.object({ filter: shape.QueueFilter }),
    output: shape.QueueFacets,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
