import { reachOfT } from './quantiles.ts';

/**
 * A statistic, or why there is none.
 * `se` is its standard error, `low` and `high` its 95% interval; they are absent where the ratings cannot tell
 * (a formula that answers "no uncertainty" because everybody agreed has not measured any).
 */
export type Estimate =
  | { readonly value: number; readonly se?: number; readonly low?: number; readonly high?: number }
  | { readonly value: null; readonly reason: string };

export function unavailable(reason: string): Estimate {
  return { value: null, reason };
}

/** What a coefficient can be: never above 1; below there is no bound that holds for all weights. */
const COEFFICIENT = { least: -Infinity, most: 1 };

/** The estimate with its t interval, cut to the range the statistic can have. */
export function estimated(
  value: number,
  variance: number,
  degreesOfFreedom: number,
  range: { readonly least: number; readonly most: number } = COEFFICIENT,
): Estimate {
  const se = Math.sqrt(variance);
  // Rounding leaves about 1e-17 where every unit says exactly the same.
  if (!(se > 1e-12) || !Number.isFinite(se) || degreesOfFreedom < 1) return { value };
  const reach = reachOfT(degreesOfFreedom) * se;
  return {
    value,
    se,
    low: Math.max(range.least, value - reach),
    high: Math.min(range.most, value + reach),
  };
}
