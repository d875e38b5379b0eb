import { z } from 'zod';

export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  /** Path inside the bundle, or null for the whole. */
  at: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
});
export type Problem = z.infer<typeof Problem>;
