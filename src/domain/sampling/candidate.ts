import { z } from 'zod';

const name = z.string().min(1).max(400);
const milliPercent = z.int().min(-1_000_000).max(1_000_000);

/**
 * What may be drawn, and all that a draw looks at: kept with the draw, so that whoever has it can draw again. What is
 * not known is null, or empty.
 */
export const SampleCandidate = z.object({
  /** A submission, or whatever a population from elsewhere calls it. */
  id: name,
  learner: name.nullable(),
  assessments: z
    .array(
      z.object({
        assessor: name,
        /** Which of this assessor's assessments in the unit it was: 1 is the first. */
        nth: z.int().min(1).nullable(),
        /** Made after a seed that the assessor failed, before the next that they passed. */
        afterFailedSeed: z.boolean(),
      }),
    )
    .max(20),
  methods: z.array(name).max(50),
  /** Those that were judged on evidence, rather than taken over from an earlier attempt. */
  criteria: z.array(name).max(500),
  location: name.nullable(),
  risk: name.nullable(),
  passed: z.boolean().nullable(),
  /** In thousandths of a percent. */
  mark: milliPercent.nullable(),
  /** How far above the pass boundary, or below it (negative), in thousandths of a percent. */
  margin: milliPercent.nullable(),
});
export type SampleCandidate = z.infer<typeof SampleCandidate>;
