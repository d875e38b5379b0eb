import { z } from 'zod';
import { CriterionId, LevelId, UnitId } from './ids.ts';

const text = (max: number) => z.string().max(max);

export const Level = z.object({
  id: LevelId,
  label: text(400),
  descriptor: text(8000),
  points: z.number().finite().nullable(),
});
export type Level = z.infer<typeof Level>;

/** What a criterion or unit is mapped to in a published competency framework (a CASE `CFItem`). */
export const Alignment = z.object({
  uri: text(2000),
  code: text(200).nullable(),
  statement: text(8000),
  framework: text(400).nullable(),
});
export type Alignment = z.infer<typeof Alignment>;

const criterionBase = {
  id: CriterionId,
  code: text(200).nullable(),
  title: text(2000),
  description: text(8000),
  /** Must be met whatever the total. */
  critical: z.boolean(),
  weight: z.number().finite().nonnegative(),
  alignments: z.array(Alignment).max(200),
};

export const BinaryCriterion = z.object({
  ...criterionBase,
  kind: z.literal('binary'),
  metDescriptor: text(8000),
  notYetMetDescriptor: text(8000),
});
export const LevelsCriterion = z.object({
  ...criterionBase,
  kind: z.literal('levels'),
  /** Lowest first. */
  levels: z.array(Level).min(2).max(20),
  /** The lowest level that counts as met. */
  requiredLevel: LevelId,
});
export const NumericCriterion = z.object({
  ...criterionBase,
  kind: z.literal('numeric'),
  min: z.number().finite(),
  max: z.number().finite(),
  step: z.number().finite().positive(),
  /** Points from which the criterion is met. */
  passMark: z.number().finite(),
  guidance: text(8000),
});

export const Criterion = z.discriminatedUnion('kind', [BinaryCriterion, LevelsCriterion, NumericCriterion]);
export type Criterion = z.infer<typeof Criterion>;
export type LevelsCriterion = z.infer<typeof LevelsCriterion>;
export type NumericCriterion = z.infer<typeof NumericCriterion>;

/** When the unit is passed. Critical criteria must be met under every rule. */
export const PassRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all_met') }),
  z.object({ kind: z.literal('total_points'), atLeast: z.number().finite() }),
  z.object({ kind: z.literal('weighted_percent'), atLeast: z.number().min(0).max(100) }),
]);
export type PassRule = z.infer<typeof PassRule>;

export const Method = z.enum([
  'observation',
  'product',
  'project',
  'simulation',
  'witness_testimony',
  'professional_discussion',
  'questioning',
  'rpl',
]);

/** One version of a unit: the smallest thing assessed and credentialed, with its rubric. */
export const Unit = z.object({
  id: UnitId,
  code: text(200),
  title: text(2000),
  /** A label for people, such as `2026.1`; the version's identity is the hash of the whole. */
  versionLabel: text(100),
  description: text(20000),
  learningOutcomes: z.array(text(4000)).max(200),
  expectedLevel: text(400).nullable(),
  methods: z.array(Method),
  recommendedPriorLearning: text(8000).nullable(),
  credit: z.object({ value: z.number().finite().nonnegative(), scheme: text(200) }).nullable(),
  alignments: z.array(Alignment).max(500),
  criteria: z.array(Criterion).min(1).max(500),
  passRule: PassRule,
});
export type Unit = z.infer<typeof Unit>;
