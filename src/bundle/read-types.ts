import type { Inspection, Problem } from '../api/shapes.ts';
import type { ArtifactHash } from '../domain/ids.ts';
import type { Unit } from '../domain/rubric.ts';

/** What a claim or a bundle says it is about, as written; the app resolves it against units and criteria. */
export interface AboutRef {
  /** `@id`, `url` or `identifier` of the term. */
  readonly uris: readonly string[];
  /** `termCode`, or the `@id` without its `#`. */
  readonly code: string | null;
  readonly name: string | null;
}

export interface BundleArtifact {
  /** Inside the payload, `/`-separated, Unicode NFC. */
  readonly path: string;
  readonly title: string | null;
  readonly hash: ArtifactHash;
  readonly sizeBytes: number;
  /** Sniffed from the bytes; falls back to the extension for text. */
  readonly mediaType: string;
  readonly createdAt: string | null;
  readonly claims: readonly AboutRef[];
}

/** One bundle, read and verified whole. */
export interface ReadBundle {
  readonly kind: 'native' | 'bag' | 'crate' | 'plain';
  readonly title: string | null;
  readonly identifier: string | null;
  readonly description: string | null;
  readonly learner: { readonly name: string | null; readonly identifier: string | null };
  readonly units: readonly AboutRef[];
  readonly carriedUnits: readonly Unit[];
  readonly artifacts: readonly BundleArtifact[];
  readonly warnings: readonly Problem[];
}

/** A bundle either reads whole, or is refused with every problem found. */
export type ReadOutcome =
  | { readonly ok: true; readonly bundle: ReadBundle }
  | { readonly ok: false; readonly inspection: Inspection };
