import type { PersonKey, RecordId, SubmissionId, UnitVersionId } from '../domain/ids.ts';
import type { Decision } from '../domain/judgment.ts';
import type { Unit } from '../domain/rubric.ts';
import type { Verdict } from '../domain/states.ts';

/** An Ed25519 key that can sign; the private part stays behind the function. */
export interface Signer {
  readonly did: PersonKey;
  /** 64 bytes over exactly these bytes (RFC 8032). */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** One confirmed outcome, with all a credential, a table or a sheet needs. */
export interface ReleasedResult {
  readonly submission: SubmissionId;
  readonly unit: Unit;
  readonly unitVersion: UnitVersionId;
  readonly attempt: number;
  readonly learner: {
    readonly name: string;
    readonly identifier: string | null;
    readonly email: string | null;
  };
  readonly judgments: readonly {
    readonly decision: Decision;
    readonly criterion: string;
    readonly rationale: string;
  }[];
  readonly feedback: string;
  /** What the learner should do next, one text for a criterion that is not met. */
  readonly actions: readonly { readonly criterion: string; readonly text: string }[];
  readonly verdict: Verdict;
  readonly total: { readonly points: number; readonly max: number } | null;
  readonly how: 'single' | 'auto_agreed' | 'agreed' | 'adjudicated' | 'appealed';
  readonly moderatedBy: string | null;
  readonly assessors: readonly string[];
  /** The record that confirmed the outcome: the provenance a verifier can ask for. */
  readonly outcomeRecord: RecordId;
  readonly confirmedAt: string;
  readonly evidence: readonly {
    readonly sha256: string;
    readonly title: string;
    readonly mediaType: string;
    readonly sizeBytes: number;
  }[];
}

export interface Issuer {
  readonly name: string;
  readonly url: string | null;
  readonly signer: Signer;
}

export interface ExportRequest {
  readonly label: string;
  readonly version: number;
  readonly workspace: string;
  readonly issuer: Issuer;
  /** Read one at a time; memory does not grow with their number. */
  readonly results: AsyncIterable<ReleasedResult> | Iterable<ReleasedResult>;
  readonly count: number;
  /** An existing folder; the batch becomes `<slug of label>-v<version>/` and `….zip` in it. */
  readonly into: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly newId: () => string;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number, phase: string) => void;
}

export interface ExportedBatch {
  readonly folder: string;
  readonly zip: string;
  readonly manifestSha256: string;
  readonly credentials: readonly {
    readonly submission: SubmissionId;
    readonly id: string;
    readonly sha256: string;
    readonly file: string;
  }[];
  readonly passed: number;
}
