import { z } from 'zod';
import { Anchor } from '../../domain/anchor.ts';
import { VerifiedAs } from '../../domain/batches/batch-facts.ts';
import {
  AssessmentId,
  CriterionId,
  LearnerId,
  PersonKey,
  SubmissionId,
  Timestamp,
  UnitVersionId,
} from '../../domain/ids.ts';
import { Draft, Judgment, PlannedAction } from '../../domain/judgment.ts';
import { Unit } from '../../domain/rubric.ts';
import { OutcomeState } from '../../domain/states.ts';
import { Allocation } from './allocation.ts';
import { Artifact } from './evidence.ts';

/** A submitted assessment, as those entitled to see it see it. */
export const Assessment = z.object({
  id: AssessmentId,
  submission: SubmissionId,
  unitVersion: UnitVersionId,
  assessor: z.object({ key: PersonKey, name: z.string() }),
  at: Timestamp,
  judgments: z.array(Judgment),
  anchors: z.array(Anchor),
  feedback: z.string(),
  actions: z.array(PlannedAction),
  pleaseCheck: z.boolean(),
  isMine: z.boolean(),
  /** Judgments that say they confirm an earlier attempt's: whether they do, and why not. */
  carried: z.array(z.object({ criterion: CriterionId, holds: z.boolean(), reason: z.string().nullable() })),
  /** The one of its author's that it took the place of, and why. */
  supersedes: z.object({ assessment: AssessmentId, reason: z.string() }).nullable(),
  /** Whether its author had the role when submitting; the reason when not. */
  counts: z.object({ counted: z.boolean(), reason: z.string().nullable() }),
});
export type Assessment = z.infer<typeof Assessment>;

export const MissingForSubmit = z.object({
  criterion: CriterionId.nullable(),
  code: z.enum(['not_judged', 'rationale_missing', 'decision_invalid', 'anchor_unknown']),
  message: z.string(),
});
export type MissingForSubmit = z.infer<typeof MissingForSubmit>;

export const SubmissionDetail = z.object({
  submission: SubmissionId,
  title: z.string(),
  description: z.string(),
  /** No `id` while the identity is withheld: the same learner may be known by it elsewhere. */
  learner: z.object({ id: LearnerId.nullable(), name: z.string(), identifier: z.string().nullable() }),
  /** Whose it is is withheld; names here are pseudonyms. Names inside the evidence itself are not hidden. */
  anonymous: z.boolean(),
  attempt: z.int(),
  unit: Unit,
  unitVersion: UnitVersionId,
  state: OutcomeState,
  receivedAt: Timestamp,
  artifacts: z.array(Artifact),
  /** My draft, if I have one or may start one. */
  draft: z.object({ draft: Draft, revision: z.int(), savedAt: Timestamp.nullable() }).nullable(),
  /** The criteria that are mine to judge; null for all. */
  scope: z.array(CriterionId).nullable(),
  missing: z.array(MissingForSubmit),
  mine: Assessment.nullable(),
  /** Assessments by others; empty while I am still to mark it myself. */
  others: z.array(Assessment),
  /** Whom it is allocated to; while I am still to mark it, only myself. */
  allocations: z.array(Allocation),
  /** My sealed assessment, and how many seals of others are still missing until it opens. */
  sealed: z
    .object({ sealedAt: Timestamp, waitingFor: z.int(), assessment: Assessment.nullable() })
    .nullable(),
  /** Trainees' assessments that I may countersign. */
  toCountersign: z.array(AssessmentId),
  /** The unit has a newer version than an assessment was made with, and nobody confirmed that it stands. */
  isStale: z.boolean(),
  /** What a verifier said last of the assessments I made, or of others' where I may read them. */
  verified: z
    .object({
      by: z.string(),
      at: Timestamp,
      as: VerifiedAs,
      /** It was returned, and nothing has come back yet. */
      isReturned: z.boolean(),
      isMine: z.boolean(),
    })
    .nullable(),
  /** Another submission is assessed in its place. */
  setAside: z
    .object({
      duplicateOf: SubmissionId,
      by: z.string(),
      at: Timestamp,
      reason: z.string(),
      mayResume: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
    })
    .nullable(),
  mayAssess: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  mayRecall: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  /** Whether I may put another assessment in the place of the one I submitted. */
  mayChange: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  /** Why I am changing what I submitted; my draft is the change. */
  changing: z.object({ reason: z.string() }).nullable(),
  previous: SubmissionId.nullable(),
  next: SubmissionId.nullable(),
});
export type SubmissionDetail = z.infer<typeof SubmissionDetail>;
