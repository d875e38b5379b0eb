import { z } from 'zod';
import { CriterionId, PersonKey, UnitId } from '../../domain/ids.ts';

/** A statistic with its 95% interval, or why there is none. */
export const Estimate = z.union([
  z.object({
    value: z.number(),
    se: z.number().optional(),
    low: z.number().optional(),
    high: z.number().optional(),
  }),
  z.object({ value: z.null(), reason: z.string() }),
]);
export type Estimate = z.infer<typeof Estimate>;

export const AgreementAbout = z.object({
  /** Null for the verdict of the whole. */
  criterion: CriterionId.nullable(),
  title: z.string(),
  level: z.enum(['nominal', 'ordinal', 'interval', 'ratio']),
  /** Submissions that two markers or more judged. */
  paired: z.int(),
  exact: Estimate,
  adjacent: Estimate,
  kappa: Estimate,
  ac: Estimate,
  alpha: Estimate,
});
export type AgreementAbout = z.infer<typeof AgreementAbout>;

const Person = z.object({ key: PersonKey, name: z.string() });

export const MarkerStatistics = z.object({
  marker: Person,
  marked: z.int(),
  shared: z.int(),
  /** Percent of the marks above or below the others on the same work. */
  severity: Estimate,
  drift: z.union([
    z.object({
      stretches: z.array(z.object({ from: z.string(), to: z.string(), n: z.int(), mean: Estimate })),
    }),
    z.object({ stretches: z.null(), reason: z.string() }),
  ]),
});
export type MarkerStatistics = z.infer<typeof MarkerStatistics>;

export const UnitStatistics = z.object({
  unit: z.object({ id: UnitId, code: z.string(), title: z.string() }),
  submissions: z.int(),
  doubleMarked: z.int(),
  verdict: AgreementAbout,
  criteria: z.array(AgreementAbout),
  markers: z.array(MarkerStatistics),
  /** Who shares work, most of it first. */
  pairs: z.array(z.object({ a: Person, b: Person, shared: z.int() })),
});
export type UnitStatistics = z.infer<typeof UnitStatistics>;

/** `counts[i][j]`: the first marker gave category i where the second gave category j. */
export const MarkersCompared = z.object({
  categories: z.array(z.string()),
  counts: z.array(z.array(z.int())),
  shared: z.int(),
});
export type MarkersCompared = z.infer<typeof MarkersCompared>;
