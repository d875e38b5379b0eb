import type { SampleCandidate } from './candidate.ts';

/** SHA-256 over the UTF-8 of a text, as hex. */
export type Sha256Of = (text: string) => string;

/** Candidates in the order in which their lots come up. */
export type ByLot = readonly SampleCandidate[];

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Puts candidates in the order of their lots. The lot of a candidate is the SHA-256 of the seed, a line feed and its
 * id, so it depends on nothing else: not on order of arrival, language, or who else is there. Whoever draws more of
 * them draws those that were drawn before as well (R. L. Rivest, “Consistent sampling with replacement”, 2018).
 * Texts compare by UTF-16 code units.
 */
export function byLot(candidates: readonly SampleCandidate[], seed: string, sha256: Sha256Of): ByLot {
  return candidates
    .map((candidate) => ({ candidate, lot: sha256(`${seed}\n${candidate.id}`) }))
    .sort((a, b) => compare(a.lot, b.lot) || compare(a.candidate.id, b.candidate.id))
    .map(({ candidate }) => candidate);
}

/** A share of a number, rounded up, in whole numbers. */
export function shareOf(total: number, percent: number): number {
  const hundredths = total * percent;
  const rest = hundredths % 100;
  return (hundredths - rest) / 100 + (rest > 0 ? 1 : 0);
}
