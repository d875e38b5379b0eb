import { z } from 'zod';
import { Anchor } from './anchor.ts';
import { APPEAL_FACTS } from './appeals/appeal-facts.ts';
import { BATCH_FACTS } from './batches/batch-facts.ts';
import {
  ArtifactHash,
  AssessmentId,
  BatchId,
  CriterionId,
  LearnerId,
  PersonKey,
  RecordId,
  Sha256,
  SubmissionId,
  Timestamp,
  UnitId,
  UnitVersionId,
} from './ids.ts';
import { AgreedJudgment, Judgment, PlannedAction } from './judgment.ts';
import { Role } from './roles.ts';
import { Unit } from './rubric.ts';
import { SampleSeed } from './sampling/sampling-rule.ts';
import { STANDARDISATION_FACTS } from './standardisation/standardisation-facts.ts';
import { Verdict } from './states.ts';
import { ToleranceRule } from './tolerance.ts';

const text = (max: number) => z.string().max(max);

export const How = z.enum(['single', 'auto_agreed', 'agreed', 'adjudicated', 'appealed']);
export type How = z.infer<typeof How>;

export const Total = z.object({ points: z.number(), max: z.number() });
export type Total = z.infer<typeof Total>;

export const ReceivedArtifact = z.object({
  hash: ArtifactHash,
  sizeBytes: z.int().min(0),
  mediaType: text(200),
  claims: z.array(CriterionId).max(500),
  claimsUnit: z.boolean(),
});
export type ReceivedArtifact = z.infer<typeof ReceivedArtifact>;

/**
 * What a record can state, by record type. Personal data of learners is in none of them:
 * `details` is the salted hash of a private object that travels beside the ledger and can be erased.
 */
export const FACTS = {
  /** The author is the provider's root. `workspace` of every record is the hash of root and nonce. */
  'workspace.created': z.object({
    name: text(200),
    provider: text(200),
    nonce: text(100),
    isDemo: z.boolean(),
  }),
  'person.appointed': z.object({
    person: PersonKey,
    name: text(200),
    roles: z.array(Role).min(1),
    units: z.union([z.literal('all'), z.array(UnitId)]),
    from: Timestamp,
    until: Timestamp.nullable(),
    /** A trainee's assessments stand once somebody has countersigned them. */
    trainee: z.boolean().optional(),
  }),
  /** From then on the appointment holds no longer; what was done under it stands. */
  'appointment.revoked': z.object({ appointment: RecordId, from: Timestamp, reason: text(2000) }),
  /**
   * Another key of somebody who is known: of a second device, or in the place of one that was lost, which then speaks
   * for nobody from that time on.
   */
  'key.added': z.object({
    person: PersonKey,
    key: PersonKey,
    kind: z.enum(['device', 'replacement']),
    from: Timestamp,
    reason: text(2000),
  }),
  /** Which of two records with one place in an author's chain stands, with what follows it; or both. */
  'fork.settled': z.object({
    author: PersonKey,
    seq: z.int().min(1),
    keep: z.union([RecordId, z.literal('both')]),
    reason: text(2000),
  }),
  /** Somebody who must not judge this learner's work, nor moderate it. */
  'conflict.declared': z.object({ person: PersonKey, learner: LearnerId, reason: text(2000) }),
  'conflict.withdrawn': z.object({ conflict: RecordId, reason: text(2000) }),
  /** What is kept about the learner is erased on every machine this reaches; the records stay, naming nobody. */
  'learner.erased': z.object({ learner: LearnerId, reason: text(2000) }),
  'unit.published': z.object({ unit: Unit }),
  'tolerance.set': z.object({ unit: UnitId, rule: ToleranceRule }),
  /** While `anonymous`, whose a submission is is told to nobody until its outcome is confirmed. */
  'anonymity.set': z.object({ unit: UnitId, anonymous: z.boolean() }),
  'submission.received': z.object({
    submission: SubmissionId,
    unit: UnitId,
    unitVersion: UnitVersionId,
    learner: LearnerId,
    attempt: z.int().min(1),
    artifacts: z.array(ReceivedArtifact).max(100000),
    details: Sha256,
  }),
  /** It is not assessed: another submission of the same learner and unit is, in its place. It is kept. */
  'submission.set_aside': z.object({
    submission: SubmissionId,
    duplicateOf: SubmissionId,
    reason: text(2000),
  }),
  /** It is to be assessed after all. */
  'submission.resumed': z.object({ submission: SubmissionId, reason: text(2000) }),
  /**
   * Who is to assess it. `sealed`: what they decide opens when everybody who is to seal has sealed. `criteria`: those
   * that they are to judge; all of them where it is absent. `seed`: of the lots that it was given out by.
   */
  'submission.allocated': z.object({
    submission: SubmissionId,
    person: PersonKey,
    as: z.enum(['first', 'second']),
    sealed: z.boolean(),
    due: Timestamp.nullable(),
    seed: SampleSeed.optional(),
    criteria: z.array(CriterionId).min(1).max(500).optional(),
  }),
  'allocation.withdrawn': z.object({
    submission: SubmissionId,
    allocation: RecordId,
    reason: text(2000),
  }),
  /** Promises an assessment without showing it: the SHA-256 over its salt, author and content (`commitmentOf`). */
  'assessment.sealed': z.object({ submission: SubmissionId, commitment: Sha256 }),
  'assessment.submitted': z.object({
    submission: SubmissionId,
    unitVersion: UnitVersionId,
    /** The artifacts that were there to see. */
    evidence: z.array(ArtifactHash).max(100000),
    judgments: z.array(Judgment).min(1).max(500),
    anchors: z.array(Anchor).max(5000),
    feedback: text(50000),
    /** Absent from records made before there were action plans. */
    actions: z.array(PlannedAction).max(500).default([]),
    pleaseCheck: z.boolean(),
    /** The seal it was promised under, and the seals of the others that were there when it was opened. */
    seal: z
      .object({ record: RecordId, salt: z.string().regex(/^[0-9a-f]{64}$/), seen: z.array(RecordId).max(20) })
      .optional(),
    /** The assessment of one's own that this one takes the place of, and why. */
    supersedes: z.object({ assessment: AssessmentId, reason: text(2000) }).optional(),
  }),
  'assessment.recalled': z.object({ submission: SubmissionId, assessment: AssessmentId }),
  /** Somebody qualified stands behind a trainee's assessment, or returns it. */
  'assessment.countersigned': z.object({
    submission: SubmissionId,
    assessment: AssessmentId,
    accepted: z.boolean(),
    note: text(20000),
  }),
  /** The assessments stand although the unit has a newer version by now. */
  'assessment.confirmed_unchanged': z.object({
    submission: SubmissionId,
    assessments: z.array(AssessmentId).min(1).max(20),
    unitVersion: UnitVersionId,
  }),
  'outcome.agreed': z.object({
    submission: SubmissionId,
    sources: z.array(AssessmentId).min(1).max(20),
    judgments: z.array(AgreedJudgment).min(1).max(500),
    note: text(20000),
    adjudicated: z.boolean(),
    /** Which referral an adjudicator answers. */
    referral: RecordId.optional(),
  }),
  /** People could not agree about these assessments: an adjudicator decides. */
  'outcome.referred': z.object({
    submission: SubmissionId,
    sources: z.array(AssessmentId).min(1).max(20),
    note: text(20000),
  }),
  'outcome.confirmed': z.object({
    submission: SubmissionId,
    how: How,
    sources: z.array(AssessmentId).min(1).max(20),
    agreement: RecordId.nullable(),
    judgments: z.array(AgreedJudgment).min(1).max(500),
    verdict: Verdict,
    total: Total.nullable(),
  }),
  ...APPEAL_FACTS,
  ...BATCH_FACTS,
  ...STANDARDISATION_FACTS,
  'batch.exported': z.object({
    /** The batch that was moderated together, and its confirmation, where all of it is released. */
    of: z.object({ batch: RecordId, confirmation: RecordId }).optional(),
    label: text(200),
    version: z.int().min(1),
    supersedes: BatchId.nullable(),
    manifest: Sha256,
    results: z
      .array(
        z.object({
          submission: SubmissionId,
          outcome: RecordId,
          verdict: Verdict,
          credential: z.object({ id: text(400), sha256: Sha256 }).nullable(),
        }),
      )
      .max(100000),
  }),
} as const;

export type FactType = keyof typeof FACTS;
export type FactBody<T extends FactType> = z.infer<(typeof FACTS)[T]>;

/** One stated fact: who, when, what. */
export type Fact = {
  [T in FactType]: {
    readonly id: RecordId;
    readonly type: T;
    readonly author: PersonKey;
    readonly seq: number;
    readonly at: string;
    readonly body: FactBody<T>;
  };
}[FactType];
export type FactOf<T extends FactType> = Extract<Fact, { readonly type: T }>;

/** Every machine puts facts in the same order: by time, then by id. */
export function inOrder(a: Fact, b: Fact): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * What a fact touches, as keys under which it is found again: `people`, `u:<unit>`, `s:<submission>`, `b:<batch>`,
 * `l:<learner>`, `q:<unit>` (its standards); and for a submission `of:<unit>` and `d:<details>`, which may come here after it.
 */
export function subjectsOf(fact: Fact): readonly string[] {
  switch (fact.type) {
    case 'workspace.created':
    case 'person.appointed':
    case 'appointment.revoked':
    case 'key.added':
    case 'fork.settled':
    case 'conflict.declared':
    case 'conflict.withdrawn':
      return ['people'];
    case 'learner.erased':
      return [`l:${fact.body.learner}`];
    case 'unit.published':
      return [`u:${fact.body.unit.id}`];
    case 'tolerance.set':
    case 'anonymity.set':
      return [`u:${fact.body.unit}`];
    case 'submission.received':
      return [`s:${fact.body.submission}`, `of:${fact.body.unit}`, `d:${fact.body.details}`];
    case 'submission.set_aside':
    case 'submission.resumed':
    case 'submission.allocated':
    case 'allocation.withdrawn':
    case 'assessment.sealed':
    case 'assessment.submitted':
    case 'assessment.recalled':
    case 'assessment.countersigned':
    case 'assessment.confirmed_unchanged':
    case 'outcome.agreed':
    case 'outcome.referred':
    case 'outcome.confirmed':
    case 'appeal.lodged':
    case 'appeal.checked':
    case 'appeal.process_chosen':
    case 'appeal.decided':
    case 'appeal.withdrawn':
    case 'appeal.closed':
      return [`s:${fact.body.submission}`];
    case 'standardisation.marked':
    case 'standardisation.set_made':
    case 'standardisation.set_ended':
    case 'standardisation.approved':
    case 'standardisation.suspended':
    case 'standardisation.requalifying':
    case 'standardisation.removed':
    case 'standardisation.withdrawn':
      return [`q:${fact.body.unit}`];
    case 'batch.opened':
      return [`b:${fact.id}`];
    case 'batch.marking_closed':
    case 'batch.sample_drawn':
    case 'batch.finding':
    case 'batch.decided':
    case 'batch.confirmed':
    case 'batch.reopened':
      return [`b:${fact.body.batch}`];
    case 'batch.item_verified':
      return [`b:${fact.body.batch}`, `s:${fact.body.submission}`];
    case 'batch.exported':
      return [
        `b:${fact.id}`,
        ...(fact.body.of ? [`b:${fact.body.of.batch}`] : []),
        ...fact.body.results.map((result) => `s:${result.submission}`),
      ];
  }
}
