import { z } from 'zod';
import { SubmissionId } from '../../domain/ids.ts';
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
  /** The list with a heading for each group; those collapsed hide their rows. `total` counts headings and rows. */
  'queue.grouped': {
    input: z.object({
      filter: shape.QueueFilter,
      sort: shape.QueueSort,
      by: shape.QueueGrouping,
      collapsed: z.array(z.string().max(400)).max(100_000),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    output: z.object({
      total: z.int(),
      submissions: z.int(),
      groups: z.int(),
      items: z.array(shape.QueueItem),
    }),
    progress: false,
  },
  /** Where in each of these submissions the words are. */
  'queue.hits': {
    input: z.object({ submissions: z.array(SubmissionId).max(200), text: z.string().max(400) }),
    output: z.array(shape.QueueHit),
    progress: false,
  },
  /** How many submissions fit each filter. */
  'queue.totals': {
    input: z.object({ filters: z.array(shape.QueueFilter).max(100) }),
    output: z.array(z.int()),
    progress: false,
  },
  'queue.facets': {
    input: z.object({ filter: shape.QueueFilter }),
    output: shape.QueueFacets,
    progress: false,
  },
} as const satisfies Record<string, MethodContract>;
