import type { Progress } from '../api/protocol.ts';
import type { Problem } from '../api/shapes.ts';
import { measure } from '../evidence/meter.ts';
import type { StagedFile, Staging } from '../evidence/vault-types.ts';
import type { Limits } from './limits.ts';
import { fault, Refusal } from './problems.ts';
import type { TreeFile } from './tree.ts';

/** Files read side by side: one unpacks or waits for the disk while another is hashed. */
const AT_ONCE = 3;
const PROGRESS_BYTES = 4 * 1024 * 1024;

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  readonly limits?: Partial<Limits>;
}

/** Where bytes go: to a staging of the vault, or nowhere. */
export type Sink = Pick<Staging, 'add'>;

export const NOWHERE: Sink = { add: (source, options) => measure(source, options) };

/** Reads the files of one bundle, each once, turning what is wrong with a file into problems. */
export class BundleReader {
  readonly problems: Problem[] = [];
  readonly #limits: Limits;
  readonly #options: ReadOptions;
  readonly #sink: Sink;
  readonly #totalBytes: number;
  #doneBytes = 0;
  #toldBytes = 0;

  constructor(sink: Sink, limits: Limits, options: ReadOptions, totalBytes: number) {
    this.#sink = sink;
    this.#limits = limits;
    this.#options = options;
    this.#totalBytes = totalBytes;
  }

  /** Reads a small file into memory. Null, with a problem noted, where it cannot be read or is too large. */
  async readText(
    file: TreeFile,
    algorithms: readonly string[],
  ): Promise<{ bytes: Buffer; measured: StagedFile } | null> {
    if (file.sizeBytes > this.#limits.maxMetadataBytes) {
      this.problems.push(
        fault(
          'bundle.metadata_too_large',
          `This file is larger than the ${this.#limits.maxMetadataBytes} bytes a description may have.`,
          file.path,
        ),
      );
      return null;
    }
    const chunks: Uint8Array[] = [];
    const keep = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        chunks.push(chunk);
        yield chunk;
      }
    };
    const measured = await this.#read(file, keep(this.#counted(file)), NOWHERE, algorithms);
    return measured === null ? null : { bytes: Buffer.concat(chunks), measured };
  }

  /** Streams files through their hashes, into the vault's staging where they are to be kept. */
  async readAll(
    files: readonly { readonly file: TreeFile; readonly keep: boolean }[],
    algorithms: readonly string[],
    got: (file: TreeFile, measured: StagedFile) => void | Promise<void>,
  ): Promise<void> {
    let next = 0;
    let failed = false;
    const work = async (): Promise<void> => {
      while (!failed) {
        const wanted = files[next];
        next += 1;
        if (wanted === undefined) return;
        try {
          const { file, keep } = wanted;
          const measured = await this.#read(
            file,
            this.#counted(file),
            keep ? this.#sink : NOWHERE,
            algorithms,
          );
          if (measured !== null) await got(file, measured);
        } catch (error) {
          failed = true;
          throw error;
        }
      }
    };
    // All must have stopped before the staging behind them may go.
    const ended = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, files.length) }, work));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }

  /** Puts bytes that were read into memory where evidence goes. */
  async keepText(bytes: Uint8Array): Promise<StagedFile> {
    return this.#sink.add(once(bytes), { signal: this.#options.signal });
  }

  async #read(
    file: TreeFile,
    source: AsyncIterable<Uint8Array>,
    sink: Sink,
    algorithms: readonly string[],
  ): Promise<StagedFile | null> {
    try {
      return await sink.add(source, {
        algorithms,
        maxBytes: this.#limits.maxEntryBytes,
        signal: this.#options.signal,
      });
    } catch (error) {
      if (error instanceof Refusal) {
        this.problems.push(error.problem);
        return null;
      }
      if (error instanceof Error && 'code' in error && error.code === 'evidence.too_large') {
        this.problems.push(fault('bundle.file_too_large', `${error.message} Send it apart.`, file.path));
        return null;
      }
      throw error;
    }
  }

  async *#counted(file: TreeFile): AsyncGenerator<Uint8Array> {
    for await (const chunk of file.open()) {
      yield chunk;
      this.#doneBytes += chunk.length;
      if (this.#doneBytes - this.#toldBytes >= PROGRESS_BYTES) this.tell();
    }
  }

  tell(): void {
    this.#toldBytes = this.#doneBytes;
    this.#options.progress?.({ phase: 'reading', done: this.#doneBytes, total: this.#totalBytes });
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
