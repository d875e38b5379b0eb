import { z } from 'zod';
import { UnitId, UnitVersionId } from '../../domain/ids.ts';
import { ToleranceRule } from '../../domain/tolerance.ts';

export const UnitSummary = z.object({
  id: UnitId,
  version: UnitVersionId,
  code: z.string(),
  title: z.string(),
  versionLabel: z.string(),
  criteria: z.int(),
  submissions: z.int(),
  tolerance: ToleranceRule,
  /** Marked without knowing whose work it is. */
  anonymous: z.boolean(),
});
export type UnitSummary = z.infer<typeof UnitSummary>;
