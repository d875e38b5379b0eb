import { z } from 'zod';
import { CriterionId, PersonKey, SubmissionId, UnitId } from '../../domain/ids.ts';
import { Estimate } from './statistics.ts';

/** Mean squares, 1 where marks vary as expected, and how far beyond chance they are. */
const Fit = z.object({ infit: z.number(), outfit: z.number(), infitZ: z.number(), outfitZ: z.number() });

const measured = {
  /** Logits, against the others of its group. */
  measure: Estimate,
  count: z.int(),
  fit: Fit,
  /** What a misfit means; null where there is none. */
  misfit: z.string().nullable(),
  /** Only within one group can measures be compared. */
  group: z.int(),
};

const Separation = z
  .object({ spread: z.number(), error: z.number(), separation: z.number(), reliability: z.number() })
  .nullable();

const LeftOut = z.object({
  facet: z.enum(['marker', 'criterion']),
  name: z.string(),
  count: z.int(),
  reason: z.string(),
});

const about = {
  unit: z.object({ id: UnitId, code: z.string(), title: z.string() }),
  leftOut: z.array(LeftOut),
};

/** Markers, criteria and learners of a unit on one scale in logits, or why not. */
export const RaschOfUnit = z.union([
  z.object({
    ...about,
    measures: z.object({
      ratings: z.int(),
      /** Above zero is severe. */
      markers: z.array(z.object({ ...measured, marker: z.object({ key: PersonKey, name: z.string() }) })),
      /** Above zero is hard. */
      criteria: z.array(
        z.object({
          ...measured,
          criterion: CriterionId,
          title: z.string(),
          thresholds: z.array(z.object({ from: z.string(), to: z.string(), measure: Estimate })),
        }),
      ),
      learners: z.object({
        count: z.int(),
        /** All highest or all lowest marks. */
        extreme: z.int(),
        /** How many lie in each half logit. */
        spread: z.array(z.object({ from: z.number(), to: z.number(), count: z.int() })),
        /** Those that were marked least as expected, worst first. */
        misfits: z.array(z.object({ ...measured, submission: SubmissionId, learner: z.string() })),
      }),
      separation: z.object({ markers: Separation, criteria: Separation, learners: Separation }),
      remarks: z.array(z.string()),
    }),
  }),
  z.object({ ...about, measures: z.null(), reason: z.string() }),
]);
export type RaschOfUnit = z.infer<typeof RaschOfUnit>;
