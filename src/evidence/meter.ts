import { createHash, type Hash, hash as hashOnce } from 'node:crypto';
import { ArtifactHash } from '../domain/ids.ts';
import type { StagedFile } from './vault-types.ts';

const HEAD_BYTES = 8192;

/** A source held more bytes than it may. */
export class TooLargeError extends Error {
  readonly code = 'evidence.too_large';
  constructor(maxBytes: number) {
    super(`The file holds more than the ${maxBytes} bytes allowed.`);
    this.name = 'TooLargeError';
  }
}

export interface MeterOptions {
  /** Digests wanted besides SHA-256, in node:crypto names. */
  readonly algorithms?: readonly string[];
  readonly maxBytes?: number;
}

/** Counts and hashes bytes as they pass: SHA-256 and any other digest asked for, in one pass. */
export class Meter {
  readonly #algorithms: readonly string[];
  readonly #maxBytes: number;
  readonly #hashes = new Map<string, Hash>();
  #only: Uint8Array | null = null;
  #head: Uint8Array = new Uint8Array(0);
  #sizeBytes = 0;

  constructor(options: MeterOptions = {}) {
    this.#algorithms = [...new Set(['sha256', ...(options.algorithms ?? [])])];
    this.#maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
  }

  /** Throws a `TooLargeError` once more than `maxBytes` have passed. */
  update(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    const first = this.#sizeBytes === 0;
    this.#sizeBytes += chunk.length;
    if (this.#sizeBytes > this.#maxBytes) throw new TooLargeError(this.#maxBytes);
    if (first) {
      // A view, not a copy: whoever keeps a StagedFile for long keeps its chunk.
      this.#head = chunk.subarray(0, HEAD_BYTES);
      this.#only = chunk;
      return;
    }
    if (this.#head.length < HEAD_BYTES) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - this.#head.length)]);
    }
    if (this.#only !== null) this.#absorb(this.#only);
    this.#only = null;
    this.#absorb(chunk);
  }

  finish(): StagedFile {
    const digests: Record<string, string> = {};
    for (const algorithm of this.#algorithms) {
      const running = this.#hashes.get(algorithm);
      // Most files come in one chunk, where the one-shot hash is much the cheaper.
      digests[algorithm] =
        running === undefined
          ? hashOnce(algorithm, this.#only ?? new Uint8Array(0), 'hex')
          : running.digest('hex');
    }
    return {
      hash: ArtifactHash.parse(digests.sha256),
      sizeBytes: this.#sizeBytes,
      digests,
      head: this.#head,
    };
  }

  #absorb(chunk: Uint8Array): void {
    for (const algorithm of this.#algorithms) {
      let running = this.#hashes.get(algorithm);
      if (running === undefined) {
        running = createHash(algorithm);
        this.#hashes.set(algorithm, running);
      }
      running.update(chunk);
    }
  }
}

/** Reads a source to its end and says what it was, keeping nothing. */
export async function measure(
  source: AsyncIterable<Uint8Array>,
  options: MeterOptions & { readonly signal?: AbortSignal } = {},
): Promise<StagedFile> {
  const meter = new Meter(options);
  for await (const chunk of source) {
    options.signal?.throwIfAborted();
    meter.update(chunk);
  }
  options.signal?.throwIfAborted();
  return meter.finish();
}
