import { z } from 'zod';

/** SHA-256 as 64 lower-case hex digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The SHA-256 of an artifact's bytes: its address in the vault. */
export const ArtifactHash = Sha256.brand<'ArtifactHash'>();
export type ArtifactHash = z.infer<typeof ArtifactHash>;

/** The SHA-256 of a record's canonical bytes without its signature. */
export const RecordId = Sha256.brand<'RecordId'>();
export type RecordId = z.infer<typeof RecordId>;

/** The id of the record that carried the assessment. */
export const AssessmentId = RecordId;
export type AssessmentId = RecordId;

/** Derived from unit, learner and content, so that the same bundle taken in on two machines is one submission. */
export const SubmissionId = Sha256.brand<'SubmissionId'>();
export type SubmissionId = z.infer<typeof SubmissionId>;

/** The SHA-256 of the canonical form of a unit's whole content, rubric included. */
export const UnitVersionId = Sha256.brand<'UnitVersionId'>();
export type UnitVersionId = z.infer<typeof UnitVersionId>;

export const UnitId = z.string().min(1).max(400).brand<'UnitId'>();
export type UnitId = z.infer<typeof UnitId>;

export const CriterionId = z.string().min(1).max(400).brand<'CriterionId'>();
export type CriterionId = z.infer<typeof CriterionId>;

export const LevelId = z.string().min(1).max(400).brand<'LevelId'>();
export type LevelId = z.infer<typeof LevelId>;

/** A learner's pseudonym: 32 hex digits. The name behind it is never in a record. */
export const LearnerId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand<'LearnerId'>();
export type LearnerId = z.infer<typeof LearnerId>;

/** `did:key` of an Ed25519 key: one person on one device. */
export const PersonKey = z
  .string()
  .regex(/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{40,48}$/)
  .brand<'PersonKey'>();
export type PersonKey = z.infer<typeof PersonKey>;

/** The id of the record that exported the batch. */
export const BatchId = RecordId;
export type BatchId = RecordId;

/** Unique within one assessment. */
export const AnchorId = z.string().min(1).max(64).brand<'AnchorId'>();
export type AnchorId = z.infer<typeof AnchorId>;

/** UTC with milliseconds: `2026-11-23T14:30:00.000Z`. */
export const Timestamp = z.iso.datetime({ precision: 3 });
