import type { Estimate } from './estimate.ts';
import type { RaschEstimate } from './rasch-marginal.ts';

/** Parameters by their place, each so many times: a sum or difference that is asked for. */
export type Contrast = ReadonlyMap<number, number>;

/** Reach of a 95% interval, in standard errors; these are errors of large samples. */
export const REACH = 1.959963984540054;

export const only = (place: number): Contrast => new Map([[place, 1]]);

/** The mean of several. */
export function meanOf(contrasts: readonly Contrast[]): Contrast {
  const mean = new Map<number, number>();
  for (const contrast of contrasts)
    for (const [place, times] of contrast) mean.set(place, (mean.get(place) ?? 0) + times / contrasts.length);
  return mean;
}

export function minus(a: Contrast, b: Contrast): Contrast {
  const left = new Map(a);
  for (const [place, times] of b) left.set(place, (left.get(place) ?? 0) - times);
  return left;
}

export function amountOf(contrast: Contrast, { values }: RaschEstimate): number {
  let sum = 0;
  for (const [place, times] of contrast) sum += times * (values[place] ?? 0);
  return sum;
}

/** With its error and interval. Only for differences that the marks can tell. */
export function estimateOf(contrast: Contrast, estimate: RaschEstimate): Estimate {
  const { covariance, layout } = estimate;
  const value = amountOf(contrast, estimate);
  let variance = 0;
  for (const [row, times] of contrast)
    for (const [column, others] of contrast)
      variance += times * others * (covariance[row * layout.size + column] ?? 0);
  const se = Math.sqrt(Math.max(0, variance));
  return { value, se, low: value - REACH * se, high: value + REACH * se };
}
