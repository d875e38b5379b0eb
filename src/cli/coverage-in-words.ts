import type { Coverage } from '../api/shapes.ts';

/** One line for each letter of CAMERA. */
export function coverageInWords(coverage: readonly Coverage[]): readonly string[] {
  return coverage.map(({ dimension, isKnown, total, covered, values }) => {
    if (!isKnown) return `${dimension}: not known`;
    const missed = values.filter(({ sample }) => sample === 0).map(({ value }) => value);
    return `${dimension}: ${covered} of ${total}${missed.length === 0 ? '' : `; none of ${missed.join(', ')}`}`;
  });
}
