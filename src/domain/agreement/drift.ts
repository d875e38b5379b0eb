import { type Estimate, estimated } from './estimate.ts';

/** How far a marker sat from the others at one time. */
export interface Distance {
  readonly at: string;
  readonly distance: number;
}

/** The mean distance over a stretch of a marker’s work. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly mean: Estimate;
}

export type Drift =
  | { readonly stretches: readonly Stretch[] }
  | { readonly stretches: null; readonly reason: string };

/** A mean of fewer says little. */
const LEAST = 5;
const MOST_STRETCHES = 8;

/**
 * A marker’s distance from the others over time, in stretches of equal length (in submissions, oldest first), each a mean
 * with its t interval. A stretch is at least five submissions, and drift needs two of them.
 */
export function driftOf(distances: readonly Distance[]): Drift {
  const count = Math.min(MOST_STRETCHES, Math.floor(distances.length / LEAST));
  if (count < 2)
    return {
      stretches: null,
      reason: `${distances.length} shared submissions are too few to see a change; ${2 * LEAST} are needed.`,
    };
  const ordered = [...distances].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    stretches: Array.from({ length: count }, (_, place) => {
      const from = Math.round((place * ordered.length) / count);
      const to = Math.round(((place + 1) * ordered.length) / count);
      return stretchOf(ordered.slice(from, to));
    }),
  };
}

function stretchOf(within: readonly Distance[]): Stretch {
  const n = within.length;
  const mean = within.reduce((sum, { distance }) => sum + distance, 0) / n;
  const variance = within.reduce((sum, { distance }) => sum + (distance - mean) ** 2, 0) / (n - 1) / n;
  return {
    from: within[0]?.at ?? '',
    to: within.at(-1)?.at ?? '',
    n,
    mean: estimated(mean, variance, n - 1, { least: -Infinity, most: Infinity }),
  };
}
