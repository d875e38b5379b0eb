import { z } from 'zod';
import { CriterionId, PersonKey } from '../../domain/ids.ts';

/** A chart of a unit’s statistics; two markers are compared on a criterion, or on the verdict where it is null. */
export const ChartOfUnit = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['agreement', 'severity', 'drift', 'rasch']) }),
  z.object({
    kind: z.literal('compared'),
    criterion: CriterionId.nullable(),
    a: PersonKey,
    b: PersonKey,
  }),
]);
export type ChartOfUnit = z.infer<typeof ChartOfUnit>;

export const ChartFormat = z.enum(['svg', 'csv']);
export type ChartFormat = z.infer<typeof ChartFormat>;
