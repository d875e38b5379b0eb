import { z } from 'zod';

/** Where a version of a batch stands. Opened again, it is another version, and `open`. */
export const BatchState = z.enum([
  'open',
  'marking_closed',
  'sample_drawn',
  'moderating',
  'confirmed',
  'exported',
]);
export type BatchState = z.infer<typeof BatchState>;
