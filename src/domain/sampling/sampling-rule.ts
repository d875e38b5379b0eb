import { z } from 'zod';

const text = (max: number) => z.string().min(1).max(max);
const count = z.int().min(1).max(100_000);

/** How many are drawn, by how many there are. */
const SizeStep = z.object({
  /** Up to so many there; null for any number. */
  upTo: count.nullable(),
  /** So many of them; null for all. */
  draw: count.nullable(),
});

/** One reason to draw. Whole numbers throughout: no machine rounds differently. */
export const Strategy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('census') }),
  /** Rounded up. */
  z.object({ kind: z.literal('percentage'), percent: z.int().min(1).max(100) }),
  /** With the highest and the lowest mark among them, always. */
  z.object({ kind: z.literal('size_table'), steps: z.array(SizeStep).min(1).max(50) }),
  /**
   * A share of each band. `bands` begins with the highest risk. What is in several bands is in the first of them; so
   * is what nobody has rated, for nobody has said that its risk is lower.
   */
  z.object({
    kind: z.literal('risk'),
    bands: z
      .array(z.object({ band: text(100), percent: z.int().min(0).max(100) }))
      .min(1)
      .max(20),
    rated: z.array(z.object({ assessor: text(200), band: text(100) })).max(10_000),
  }),
  z.object({
    kind: z.literal('minimum'),
    each: z.enum(['assessor', 'criterion', 'method', 'location']),
    atLeast: count,
  }),
  z.object({ kind: z.literal('fails') }),
  /** In thousandths of a percent, on either side. */
  z.object({ kind: z.literal('boundary'), withinMilliPercent: z.int().min(0).max(100_000) }),
  /** What assessors assessed first in a unit. */
  z.object({ kind: z.literal('new_assessor'), first: count }),
  z.object({ kind: z.literal('failed_seed') }),
  z.object({ kind: z.literal('picks'), ids: z.array(text(400)).min(1).max(100_000), reason: text(2000) }),
]);
export type Strategy = z.infer<typeof Strategy>;

/** Strategies that are taken together: whatever any of them draws is drawn. `v` says how they are carried out. */
export const SamplingRule = z.object({
  v: z.literal(1),
  strategies: z.array(Strategy).min(1).max(50),
});
export type SamplingRule = z.infer<typeof SamplingRule>;

/** What the lots are drawn from. One line, so that anyone can put it before an id. */
export const SampleSeed = z.string().regex(/^[^\r\n]{1,200}$/);

/** The size table that awarding bodies publish for moderating centre-assessed work. */
export const DEFAULT_RULE: SamplingRule = {
  v: 1,
  strategies: [
    {
      kind: 'size_table',
      steps: [
        { upTo: 15, draw: null },
        { upTo: 100, draw: 15 },
        { upTo: 200, draw: 20 },
        { upTo: null, draw: 25 },
      ],
    },
  ],
};
