import type { SampleCandidate } from '../../src/domain/sampling/candidate.ts';

/** Something to draw from, of which nothing is known but what is given. */
export const aCandidate = (id: string, change: Partial<SampleCandidate> = {}): SampleCandidate => ({
  id,
  learner: null,
  assessments: [],
  methods: [],
  criteria: [],
  location: null,
  risk: null,
  passed: null,
  mark: null,
  margin: null,
  ...change,
});

/** The same, assessed by somebody. */
export const assessedBy = (assessor: string, nth: number | null = null, afterFailedSeed = false) => ({
  assessments: [{ assessor, nth, afterFailedSeed }],
});
