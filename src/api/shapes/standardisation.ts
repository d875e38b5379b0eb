import { z } from 'zod';
import { Anchor } from '../../domain/anchor.ts';
import { CriterionId, PersonKey, RecordId, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { Judgment } from '../../domain/judgment.ts';
import { MarkerState } from '../../domain/standardisation/marker-standing.ts';
import { ApprovalScope, SetRule } from '../../domain/standardisation/standardisation-facts.ts';
import { ToleranceRule } from '../../domain/tolerance.ts';

/** Where one marker stands in a unit. */
export const MarkerStandard = z.object({
  person: PersonKey,
  name: z.string(),
  state: MarkerState,
  scope: ApprovalScope.nullable(),
  until: Timestamp.nullable(),
  hasExpired: z.boolean(),
  because: z.string().nullable(),
  tries: z.array(
    z.object({
      set: RecordId,
      scripts: z.int(),
      marked: z.int(),
      within: z.int(),
      needed: z.int(),
      isPassed: z.boolean().nullable(),
    }),
  ),
  seedsPassed: z.int(),
  seedsFailed: z.int(),
  isSecondChance: z.boolean(),
  /** What they marked since the last good seed before a suspension. */
  backReading: z.array(z.object({ submission: SubmissionId, learner: z.string(), at: Timestamp })),
  /** What people decided about them, the oldest first; `problem`: why it does not count. */
  decisions: z.array(
    z.object({
      record: RecordId,
      kind: z.enum(['approve', 'suspend', 'requalify', 'remove']),
      at: Timestamp,
      by: z.string(),
      reason: z.string(),
      problem: z.string().nullable(),
    }),
  ),
  notCounted: z.array(z.object({ record: RecordId, reason: z.string() })),
});
export type MarkerStandard = z.infer<typeof MarkerStandard>;

/** For whoever reads the definitive marks only. */
export const StandardsOfUnit = z.object({
  unit: UnitId,
  unitCode: z.string(),
  isRequired: z.boolean(),
  sets: z.array(
    z.object({
      set: RecordId,
      label: z.string(),
      rule: SetRule,
      tolerance: ToleranceRule,
      madeAt: Timestamp,
      by: z.string(),
      hasEnded: z.boolean(),
      /** `problem`: why the set does not count for it. */
      scripts: z.array(
        z.object({
          submission: SubmissionId,
          learner: z.string(),
          hasMark: z.boolean(),
          mark: RecordId,
          problem: z.string().nullable(),
        }),
      ),
    }),
  ),
  markers: z.array(MarkerStandard),
});
export type StandardsOfUnit = z.infer<typeof StandardsOfUnit>;

/** Where somebody stands in a unit that they mark, as they may know it themselves. */
export const OwnStandard = z.object({
  unit: UnitId,
  unitCode: z.string(),
  unitTitle: z.string(),
  state: MarkerState,
  /** Nobody is given other work of the unit without approval. */
  isRequired: z.boolean(),
  /** False for whoever reads the definitive marks. */
  isTested: z.boolean(),
  scope: ApprovalScope.nullable(),
  until: Timestamp.nullable(),
  hasExpired: z.boolean(),
  /** What somebody wrote who suspended or removed them. */
  because: z.string().nullable(),
  /** Of these sets they were given something. */
  sets: z.array(
    z.object({
      set: RecordId,
      label: z.string(),
      kind: z.enum(['practice', 'qualifying']),
      scriptsInSet: z.int(),
      passAtLeast: z.int().nullable(),
      hasEnded: z.boolean(),
      scripts: z.array(
        z.object({
          submission: SubmissionId,
          learner: z.string(),
          isMarked: z.boolean(),
          /** There is feedback on it. */
          mayCompare: z.boolean(),
          isWithin: z.boolean().nullable(),
        }),
      ),
    }),
  ),
});
export type OwnStandard = z.infer<typeof OwnStandard>;

/** One's own mark of a practice or qualifying script beside the definitive one. */
export const StandardFeedback = z.object({
  submission: SubmissionId,
  isWithin: z.boolean(),
  criteria: z.array(
    z.object({
      criterion: CriterionId,
      code: z.string(),
      own: Judgment.nullable(),
      definitive: Judgment.nullable(),
      within: z.boolean(),
      reason: z.string(),
      ownAnchors: z.array(Anchor),
      definitiveAnchors: z.array(Anchor),
    }),
  ),
  overall: z.array(z.object({ within: z.boolean(), reason: z.string() })),
});
export type StandardFeedback = z.infer<typeof StandardFeedback>;
