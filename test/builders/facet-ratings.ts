import type { FacetRating } from '../../src/domain/agreement/rasch-design.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function aChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Facets {
  readonly mean: number;
  readonly spread: number;
  readonly severities: readonly number[];
  readonly difficulties: readonly number[];
  readonly thresholds: readonly number[];
}

/** Markers, criteria and thresholds sum to zero, as they are measured. */
export const facets: Facets = {
  mean: 0.5,
  spread: 1.3,
  severities: [-0.8, -0.3, 0, 0.2, 0.9],
  difficulties: [-1, -0.2, 0.3, 0.9],
  thresholds: [-1.2, 0.1, 1.1],
};

/** Marks drawn from the model: two markers a learner, in turn, so that all are linked. */
export function simulated(
  { mean, spread, severities, difficulties, thresholds }: Facets,
  { seed, learners }: { readonly seed: number; readonly learners: number },
): FacetRating[] {
  const chance = aChance(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const many = severities.length;
  return Array.from({ length: learners }, (_, learner) => {
    const ability = mean + spread * normal();
    const pair = [learner % many, (learner + 1 + (Math.floor(learner / many) % (many - 1))) % many];
    return pair.flatMap((marker) =>
      difficulties.map((difficulty, criterion) => {
        const level = ability - (severities[marker] ?? 0) - difficulty;
        const weights = [1];
        let sum = 0;
        for (const threshold of thresholds) {
          sum += level - threshold;
          weights.push(Math.exp(sum));
        }
        let left = chance() * weights.reduce((all, weight) => all + weight, 0);
        let rating = 0;
        while (rating < thresholds.length && left > (weights[rating] ?? 0)) {
          left -= weights[rating] ?? 0;
          rating += 1;
        }
        return {
          learner: `L${learner}`,
          marker: `M${marker}`,
          criterion: `C${criterion}`,
          rating,
        };
      }),
    );
  }).flat();
}

/** 72 marks that anybody can make again: 16 learners, 3 markers, 2 criteria, a quarter missing. */
export function smallExample(): FacetRating[] {
  const ratings: FacetRating[] = [];
  for (let n = 0; n < 16; n++)
    for (let m = 0; m < 3; m++)
      for (let c = 0; c < 2; c++) {
        if ((n + m) % 4 === 0) continue;
        const x = ((n * 7 + m * 5 + c * 3 + n * m) % 11) / 11 + n / 12 - m * 0.25 - c * 0.2;
        const rating = x < 0.5 ? 0 : x < 1.1 ? 1 : 2;
        ratings.push({ learner: `L${n}`, marker: `M${m}`, criterion: `C${c}`, rating });
      }
  return ratings;
}
