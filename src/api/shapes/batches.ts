import { z } from 'zod';
import { BatchDecision, BatchMode, Finding, VerifiedAs } from '../../domain/batches/batch-facts.ts';
import { BatchState } from '../../domain/batches/batch-state.ts';
import { CriterionId, RecordId, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { Decision } from '../../domain/judgment.ts';
import { SamplingRule } from '../../domain/sampling/sampling-rule.ts';
import { Verdict } from '../../domain/states.ts';

const Permission = z.object({ allowed: z.boolean(), reason: z.string().nullable() });
const by = { by: z.string(), at: Timestamp };

/** A batch that is moderated together, as its newest version stands. */
export const ModeratedBatch = z.object({
  batch: RecordId,
  label: z.string(),
  unit: UnitId,
  unitCode: z.string(),
  unitTitle: z.string(),
  mode: BatchMode,
  state: BatchState,
  version: z.int(),
  openedAt: Timestamp,
  by: z.string(),
  members: z.int(),
  sampled: z.int(),
  lookedAt: z.int(),
  returned: z.int(),
  /** Of what whoever confirmed it had not seen. */
  unseen: z.int(),
});
export type ModeratedBatch = z.infer<typeof ModeratedBatch>;

/** How much of one letter of CAMERA the sample has seen; values as people call them. */
export const Coverage = z.object({
  dimension: z.enum(['candidates', 'assessors', 'methods', 'elements', 'records', 'activities']),
  isKnown: z.boolean(),
  total: z.int(),
  covered: z.int(),
  values: z.array(z.object({ value: z.string(), population: z.int(), sample: z.int() })),
});
export type Coverage = z.infer<typeof Coverage>;

export const DrawnReason = z.object({ strategy: z.int(), reason: z.string() });

/** What would be drawn. */
export const DrawnSample = z.object({
  size: z.int(),
  populationSha256: z.string(),
  seed: z.string(),
  rule: SamplingRule,
  drawn: z.array(
    z.object({
      submission: SubmissionId,
      learner: z.string(),
      why: z.array(DrawnReason),
    }),
  ),
  coverage: z.array(Coverage),
});
export type DrawnSample = z.infer<typeof DrawnSample>;

const Looked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('finding'),
    ...by,
    finding: Finding,
    decisions: z.array(z.object({ criterion: CriterionId, decision: Decision })),
    note: z.string(),
  }),
  z.object({
    kind: z.literal('verified'),
    ...by,
    as: VerifiedAs,
    /** It was returned, and has been assessed anew since. */
    hasComeBack: z.boolean(),
  }),
]);

export const BatchMemberRow = z.object({
  submission: SubmissionId,
  learner: z.string(),
  assessors: z.array(z.string()),
  verdict: Verdict.nullable(),
  /** Empty where it was not drawn. */
  why: z.array(DrawnReason),
  looked: Looked.nullable(),
  /** Whether whoever is at the desk may say something of it now. */
  mayLook: Permission,
});
export type BatchMemberRow = z.infer<typeof BatchMemberRow>;

export const BatchDetail = z.object({
  batch: ModeratedBatch,
  versions: z.array(
    z.object({
      version: z.int(),
      state: BatchState,
      reopenedBecause: z.array(z.string()),
      confirmed: z.object(by).nullable(),
      exportedAs: z.array(z.string()),
    }),
  ),
  members: z.array(BatchMemberRow),
  draws: z.array(
    z.object({
      record: RecordId,
      ...by,
      seed: z.string(),
      rule: SamplingRule,
      drawn: z.int(),
      reason: z.string(),
    }),
  ),
  coverage: z.array(Coverage),
  decision: z.object({ record: RecordId, ...by, decision: BatchDecision, reason: z.string() }).nullable(),
  /** What whoever confirmed it had not seen, in words. */
  unseen: z.array(z.object({ record: RecordId, what: z.string(), at: Timestamp })),
  /** What can be done next, and what keeps it from being done. */
  next: z.object({
    close: Permission,
    draw: Permission,
    decide: Permission,
    confirm: Permission,
    reopen: Permission,
  }),
});
export type BatchDetail = z.infer<typeof BatchDetail>;
