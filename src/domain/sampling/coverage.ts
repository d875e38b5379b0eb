import type { SampleCandidate } from './candidate.ts';

const DIMENSIONS = ['candidates', 'assessors', 'methods', 'elements', 'records', 'activities'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** How much of one letter of CAMERA a sample has seen. */
export interface DimensionCoverage {
  readonly dimension: Dimension;
  /** Whether the data says anything about it at all. */
  readonly isKnown: boolean;
  /** Different values there are, and how many of them the sample has. */
  readonly total: number;
  readonly covered: number;
  /** Each value with how many have it, of all and of the sample. Candidates are only counted. */
  readonly values: readonly {
    readonly value: string;
    readonly population: number;
    readonly sample: number;
  }[];
}

const VALUES: Record<Dimension, (candidate: SampleCandidate) => readonly string[]> = {
  candidates: ({ learner }) => (learner === null ? [] : [learner]),
  assessors: ({ assessments }) => assessments.map(({ assessor }) => assessor),
  methods: ({ methods }) => methods,
  elements: ({ criteria }) => criteria,
  records: ({ passed }) => (passed === null ? [] : [passed ? 'passed' : 'not_yet']),
  activities: ({ location }) => (location === null ? [] : [location]),
};

/**
 * What a sample has seen of the population, by CAMERA, the letters by which internal quality assurers plan what they
 * look at: candidates, assessors, methods of assessment, elements (criteria with evidence), records (of each result),
 * and activities or sites of assessment.
 */
export function coverageOf(
  population: readonly SampleCandidate[],
  drawn: ReadonlySet<string>,
): readonly DimensionCoverage[] {
  return DIMENSIONS.map((dimension) => {
    const counts = new Map<string, { population: number; sample: number }>();
    for (const candidate of population) {
      for (const value of new Set(VALUES[dimension](candidate))) {
        const count = counts.get(value) ?? { population: 0, sample: 0 };
        count.population += 1;
        if (drawn.has(candidate.id)) count.sample += 1;
        counts.set(value, count);
      }
    }
    const values = [...counts.keys()].sort().map((value) => ({
      value,
      population: counts.get(value)?.population ?? 0,
      sample: counts.get(value)?.sample ?? 0,
    }));
    return {
      dimension,
      isKnown: values.length > 0,
      total: values.length,
      covered: values.filter(({ sample }) => sample > 0).length,
      values: dimension === 'candidates' ? [] : values,
    };
  });
}
