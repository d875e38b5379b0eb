import { z } from 'zod';
import {
  AssessmentId,
  CriterionId,
  LearnerId,
  PersonKey,
  RecordId,
  SubmissionId,
  Timestamp,
  UnitId,
} from '../ids.ts';
import { Decision } from '../judgment.ts';
import { SampleCandidate } from '../sampling/candidate.ts';
import { SampleSeed, SamplingRule } from '../sampling/sampling-rule.ts';

const text = (max: number) => z.string().max(max);
const MAX_MEMBERS = 10_000;

/** `moderation`: findings on a sample act on all. `verification`: each item by itself. Never both in one batch. */
export const BatchMode = z.enum(['moderation', 'verification']);
export type BatchMode = z.infer<typeof BatchMode>;

/** What a batch takes in when marking is closed: whose work, which assessments settled it, and who made them. */
export const BatchMember = z.object({
  submission: SubmissionId,
  learner: LearnerId,
  sources: z.array(AssessmentId).min(1).max(20),
  assessors: z.array(PersonKey).min(1).max(20),
});
export type BatchMember = z.infer<typeof BatchMember>;

/** What a moderator thinks of a mark in the sample. */
export const Finding = z.enum(['upheld', 'lenient', 'severe']);
export type Finding = z.infer<typeof Finding>;

export const VerificationAction = z.object({
  criterion: CriterionId.nullable(),
  text: text(4000).min(1),
});

/** What a verifier says of one item. */
export const VerifiedAs = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agree') }),
  z.object({ kind: z.literal('advice'), note: text(20_000).min(1) }),
  z.object({
    kind: z.literal('return'),
    note: text(20_000),
    actions: z.array(VerificationAction).min(1).max(500),
    due: Timestamp,
  }),
]);
export type VerifiedAs = z.infer<typeof VerifiedAs>;

/** What is done to every mark on a criterion: so many levels or points up (or down), within the criterion's range. */
export const Adjustment = z.object({ criterion: CriterionId, by: z.number().finite() });
export type Adjustment = z.infer<typeof Adjustment>;

/** What findings on the sample do to the whole batch. To extend the sample is to draw again. */
export const BatchDecision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('adjust'), adjustments: z.array(Adjustment).min(1).max(500) }),
  z.object({ kind: z.literal('remark') }),
]);
export type BatchDecision = z.infer<typeof BatchDecision>;

const version = { batch: RecordId, version: z.int().min(1).max(1000) };
/** Which closing of the version it is about: there may be two, made on two machines. */
const closed = { ...version, closing: RecordId };

export const BATCH_FACTS = {
  /** The record's id names the batch. */
  'batch.opened': z.object({ label: text(200).min(1), unit: UnitId, mode: BatchMode }),
  'batch.marking_closed': z.object({
    ...version,
    members: z.array(BatchMember).min(1).max(MAX_MEMBERS),
  }),
  /** `drawn` comes out of population, rule and seed. A later draw extends the sample, and says why. */
  'batch.sample_drawn': z.object({
    ...closed,
    seed: SampleSeed,
    rule: SamplingRule,
    population: z.array(SampleCandidate).min(1).max(MAX_MEMBERS),
    drawn: z.array(SubmissionId).min(1).max(MAX_MEMBERS),
    reason: text(2000),
  }),
  /** `decisions`: what the moderator would have given, where they say so. */
  'batch.finding': z.object({
    ...closed,
    submission: SubmissionId,
    sources: z.array(AssessmentId).min(1).max(20),
    finding: Finding,
    decisions: z.array(z.object({ criterion: CriterionId, decision: Decision })).max(500),
    note: text(20_000),
  }),
  'batch.item_verified': z.object({
    ...closed,
    submission: SubmissionId,
    sources: z.array(AssessmentId).min(1).max(20),
    as: VerifiedAs,
  }),
  /** Names the draws and findings it rests on. */
  'batch.decided': z.object({
    ...closed,
    draws: z.array(RecordId).min(1).max(1000),
    findings: z.array(RecordId).min(1).max(MAX_MEMBERS),
    decision: BatchDecision,
    reason: text(20_000),
  }),
  'batch.confirmed': z.object({
    ...closed,
    rests: z.discriminatedUnion('mode', [
      z.object({ mode: z.literal('moderation'), decision: RecordId }),
      z.object({
        mode: z.literal('verification'),
        draws: z.array(RecordId).min(1).max(1000),
        verified: z.array(RecordId).min(1).max(MAX_MEMBERS),
      }),
    ]),
  }),
  /** Opens `version`, after the confirmation of the one before, or after the decision to mark it again. */
  'batch.reopened': z.object({ ...version, of: RecordId, reason: text(2000) }),
} as const;
