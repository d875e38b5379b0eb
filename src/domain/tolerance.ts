import { z } from 'zod';

/** Which of two marks within tolerance is taken. `mean` holds for numeric criteria only; others fall back to `first`. */
export const ValueRule = z.enum(['first', 'lower', 'higher', 'mean']);
export type ValueRule = z.infer<typeof ValueRule>;

/**
 * What a third mark is for where two people disagree: whoever adjudicates reads it, or the two marks nearest to each other
 * settle it, where those are within tolerance.
 */
export const ThirdMarker = z.enum(['adjudicator', 'nearest_pair']);

/** How far two markers may differ before people must talk. */
export const ToleranceRule = z.object({
  /** Levels apart on a levels criterion. Binary criteria count one level between met and not yet met. */
  maxLevelGap: z.int().min(0).max(20),
  /** The same for criteria that must be met whatever the total. */
  maxCriticalLevelGap: z.int().min(0).max(20),
  /** Share of a numeric criterion's range, 0 to 1. */
  maxNumericShare: z.number().min(0).max(1),
  /** Points between the totals; `null` leaves totals out. */
  maxTotalGap: z.number().min(0).nullable(),
  value: ValueRule,
  /** Where it is not said, an adjudicator decides. */
  third: ThirdMarker.optional(),
});
export type ToleranceRule = z.infer<typeof ToleranceRule>;

export const DEFAULT_TOLERANCE: ToleranceRule = {
  maxLevelGap: 1,
  maxCriticalLevelGap: 0,
  maxNumericShare: 0.1,
  maxTotalGap: null,
  value: 'first',
};
