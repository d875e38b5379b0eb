import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Meter } from '../evidence/meter.ts';
import type { Sink } from './file-sink.ts';
import { centralRecordOf, descriptorOf, endRecordsOf, type FramedEntry, localHeaderOf } from './zip-frame.ts';

const PIECE_BYTES = 512 * 1024;

export interface WrittenEntry {
  readonly sizeBytes: number;
  /** SHA-256 of the bytes before they were packed. */
  readonly hash: string;
}

/**
 * Writes the zip of a package, entry after entry, in the one form a package has (`zip-frame.ts`).
 * Held in memory are one piece and some 120 bytes an entry, for the directory.
 * yazl looks through all entries for each entry it writes, which at 100,000 takes longer than the disk.
 */
export class ZipWriter {
  readonly #sink: Sink;
  readonly #directory: Buffer[] = [];
  #directoryBytes = 0;
  #at = 0;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  /** `isWide`: the size is not known, or may be 4 GiB and more. */
  async add(
    path: string,
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    { isWide, isDeflated = false }: { readonly isWide: boolean; readonly isDeflated?: boolean },
  ): Promise<WrittenEntry> {
    const headerAt = this.#at;
    const method = isDeflated ? 8 : 0;
    const meter = new Meter();
    let crc = 0;
    const metered = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of source) {
        meter.update(piece);
        crc = crc32(piece, crc);
        yield piece;
      }
    };
    await this.#write(localHeaderOf({ path, method, isWide }));
    let packedBytes = 0;
    for await (const piece of isDeflated ? deflated(metered()) : metered()) {
      packedBytes += piece.length;
      await this.#write(piece);
    }
    const { sizeBytes, hash } = meter.finish();
    const entry: FramedEntry = { path, method, crc32: crc, packedBytes, sizeBytes, headerAt, isWide };
    await this.#write(descriptorOf(entry));
    const record = centralRecordOf(entry);
    this.#directory.push(record);
    this.#directoryBytes += record.length;
    return { sizeBytes, hash };
  }

  /** Writes the directory. The sink still has to be closed. */
  async end(): Promise<void> {
    const at = this.#at;
    for (const record of this.#directory) await this.#write(record);
    const directory = { count: this.#directory.length, at, sizeBytes: this.#directoryBytes };
    await this.#write(endRecordsOf(directory));
    await this.#flush();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    this.#at += bytes.length;
    if (this.#heldBytes >= PIECE_BYTES) await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#heldBytes === 0) return;
    const [first] = this.#held;
    const piece = this.#held.length === 1 && first ? first : Buffer.concat(this.#held, this.#heldBytes);
    this.#held = [];
    this.#heldBytes = 0;
    await this.#sink.write(piece);
  }
}

async function* deflated(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw();
  // Failures reach the loop below, which reads the last stream.
  pipeline(Readable.from(source), deflate, () => undefined);
  for await (const piece of deflate) {
    const bytes: Uint8Array = piece;
    yield bytes;
  }
}
