import type { Readable } from 'node:stream';
import type { ArtifactHash } from '../domain/ids.ts';

/**
 * The content-addressed store of evidence: `<workspace>/vault/<first two hex>/<64 hex>`.
 * Bytes are written once, never altered, and lie there only when complete and on disk.
 */
export interface Vault {
  readonly directory: string;
  /** A place for one import. Nothing in it is in the vault before `commit`. */
  stage(): Promise<Staging>;
  has(hash: ArtifactHash): boolean;
  /** Absolute path of the bytes, whether or not they are there. */
  pathOf(hash: ArtifactHash): string;
  sizeBytes(hash: ArtifactHash): Promise<number | null>;
  read(hash: ArtifactHash, range?: { readonly start: number; readonly end: number }): Readable;
  /** Removes what killed imports left behind; called when a workspace is opened. */
  sweep(): Promise<void>;
}

export interface StagedFile {
  readonly hash: ArtifactHash;
  readonly sizeBytes: number;
  /** Digests asked for besides SHA-256, as lower-case hex. */
  readonly digests: Readonly<Record<string, string>>;
  /** The first bytes (at most 8 KiB), to tell the type. */
  readonly head: Uint8Array;
}

export interface Staging {
  /**
   * Streams a source once: counted, hashed (SHA-256 and `algorithms`, in node:crypto names) and written.
   * Throws what the source throws, and an error with code `evidence.too_large` past `maxBytes`.
   */
  add(
    source: Readable | AsyncIterable<Uint8Array>,
    options?: {
      readonly algorithms?: readonly string[];
      readonly maxBytes?: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<StagedFile>;
  /** Moves the named files into the vault, synced to disk before it resolves. Files not named are dropped. */
  commit(keep: readonly ArtifactHash[]): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}
