import { createHash, createHmac } from 'node:crypto';
import {
  type ArtifactHash,
  LearnerId,
  type PersonKey,
  SubmissionId,
  type UnitId,
  UnitVersionId,
} from '../domain/ids.ts';
import type { Unit } from '../domain/rubric.ts';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of the UTF-8 of a text, as hex. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 of the canonical form, as hex. */
export function hashOf(value: unknown): string {
  return sha256Of(canonicalJson(value));
}

/** The same of a JSON text from elsewhere; null where it is none. */
export function hashOfJson(text: string): string | null {
  try {
    return hashOf(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A workspace is named by its root and a nonce, so nobody else can claim to have founded it. */
export function workspaceIdOf(root: PersonKey, nonce: string): string {
  return hashOf({ root, nonce });
}

/** A unit's version is its whole content: any change, however small, is another version. */
export function unitVersionIdOf(unit: Unit): UnitVersionId {
  return UnitVersionId.parse(hashOf(unit));
}

/** The same learner handing in the same bytes for the same unit is the same submission, on whichever machine. */
export function submissionIdOf(
  unit: UnitId,
  learner: LearnerId,
  artifacts: readonly ArtifactHash[],
): SubmissionId {
  return SubmissionId.parse(hashOf({ unit, learner, artifacts: [...artifacts].sort() }));
}

/**
 * A learner's pseudonym: HMAC-SHA-256 under a key that stays beside the ledger.
 * Every machine of the workspace gives a learner the same one, and without the key it leads back to nobody.
 */
export function learnerIdOf(pseudonymKey: Uint8Array, identifier: string): LearnerId {
  const normal = identifier.normalize('NFKC').trim().toLowerCase();
  return LearnerId.parse(createHmac('sha256', pseudonymKey).update(normal).digest('hex').slice(0, 32));
}
