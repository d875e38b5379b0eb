import type { FileWindow } from '../bundle/file-window.ts';
import { Refusal, unreadable } from '../bundle/problems.ts';
import { readEntry } from '../bundle/zip-content.ts';
import type { ZipFileEntry } from '../bundle/zip-directory.ts';
import type { ArtifactHash } from '../domain/ids.ts';
import { type Failure, ok, type Result } from '../domain/result.ts';
import { Meter } from '../evidence/meter.ts';
import type { PackageManifest } from './package-format.ts';
import * as format from './package-format.ts';
import { isFramed } from './package-frame.ts';
import { damaged, refusedZip } from './package-refusals.ts';
import {
  type Line,
  namedJsonIn,
  type PackedJson,
  type PackedRecord,
  provesItself,
  recordIn,
  splitLines,
} from './read-lines.ts';

export interface PackedEvidence {
  readonly hash: ArtifactHash;
  readonly sizeBytes: number;
}

/**
 * An open package. What is read from it is checked as it is read: where a part is not what the manifest says, the last
 * thing given is the refusal that names the part and its first wrong line.
 */
export interface OpenPackage {
  readonly manifest: PackageManifest;
  readonly isEncrypted: boolean;
  /** In the order in which it is best read. */
  readonly evidence: readonly PackedEvidence[];
  /** Records as they were packed: that they are records, and whose, is for `readRecord` to say. */
  records(): AsyncIterable<Result<PackedRecord>>;
  privates(): AsyncIterable<Result<PackedJson>>;
  local(): AsyncIterable<Result<PackedJson>>;
  /**
   * Streams one file of the evidence into a sink that says what it got, such as the vault's. Throws what the sink throws;
   * where this fails, what the sink got is not to be kept.
   */
  takeEvidence<Got extends PackedEvidence>(
    hash: ArtifactHash,
    sink: (source: AsyncIterable<Uint8Array>) => Promise<Got>,
  ): Promise<Result<Got>>;
  close(): Promise<void>;
}

/** Why reading ended, as a value. Throws again what is a bug, or the abort of whoever asked. */
export function refusalOf(error: unknown): { readonly ok: false; readonly error: Failure } {
  if (error instanceof Refusal) return refusedZip(error.problem);
  if (error instanceof Error && 'syscall' in error) return refusedZip(unreadable(error, null));
  throw error;
}

export class PackageReader implements OpenPackage {
  readonly manifest: PackageManifest;
  readonly isEncrypted: boolean;
  readonly close: () => Promise<void>;
  readonly #window: FileWindow;
  readonly #entries: ReadonlyMap<string, ZipFileEntry>;
  #evidence: readonly PackedEvidence[] = [];

  constructor(
    window: FileWindow,
    entries: readonly ZipFileEntry[],
    manifest: PackageManifest,
    isEncrypted: boolean,
    close: () => Promise<void>,
  ) {
    this.#window = window;
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]));
    this.manifest = manifest;
    this.isEncrypted = isEncrypted;
    this.close = close;
  }

  get evidence(): readonly PackedEvidence[] {
    return this.#evidence;
  }

  async *records(): AsyncGenerator<Result<PackedRecord>> {
    let count = 0;
    for await (const record of this.#part(format.RECORDS, recordIn)) {
      if (record.ok) count += 1;
      yield record.ok || record.error.at !== format.RECORDS ? record : await this.#firstUnproved(record);
      if (!record.ok) return;
    }
    if (count !== this.manifest.records)
      yield damaged(format.RECORDS, 'it holds another number of records than the manifest says');
  }

  privates(): AsyncIterable<Result<PackedJson>> {
    return this.#part(format.PRIVATE, namedJsonIn);
  }

  local(): AsyncIterable<Result<PackedJson>> {
    return this.#part(format.LOCAL, namedJsonIn);
  }

  async takeEvidence<Got extends PackedEvidence>(
    hash: ArtifactHash,
    sink: (source: AsyncIterable<Uint8Array>) => Promise<Got>,
  ): Promise<Result<Got>> {
    const path = format.EVIDENCE_FOLDER + hash;
    const entry = this.#entries.get(path);
    if (!entry) return damaged(path, 'it is missing');
    const window = this.#window;
    let unread: unknown = null;
    const read = async function* (): AsyncGenerator<Uint8Array> {
      try {
        if (!(await isFramed(window, entry))) throw new AroundChanged();
        yield* readEntry(window, entry);
      } catch (error) {
        unread = error;
        throw error;
      }
    };
    try {
      const got = await sink(read());
      return got.hash === hash ? ok(got) : damaged(path, 'its bytes are not those that its name promises');
    } catch (error) {
      if (error instanceof AroundChanged) return damaged(path, AROUND);
      // A disk that is full where the sink writes says nothing about the package.
      if (error !== unread) throw error;
      return refusalOf(error);
    }
  }

  /** Reads the list of evidence and holds it against what is there. */
  async readEvidenceList(): Promise<Result<void>> {
    const evidence: PackedEvidence[] = [];
    const there = [...this.#entries.values()].filter((entry) =>
      entry.path.startsWith(format.EVIDENCE_FOLDER),
    );
    let bytes = 0;
    for await (const listed of this.#part(format.EVIDENCE_LIST, evidenceIn)) {
      if (!listed.ok) return listed;
      const { hash, sizeBytes, line } = listed.value;
      const entry = there[evidence.length];
      if (entry?.path !== format.EVIDENCE_FOLDER + hash || entry.sizeBytes !== sizeBytes)
        return damaged(`${format.EVIDENCE_LIST}:${line}`, 'the evidence it names is not what lies there');
      evidence.push({ hash, sizeBytes });
      bytes += sizeBytes;
    }
    const said = this.manifest.evidence;
    if (evidence.length !== there.length || said.count !== evidence.length || said.bytes !== bytes)
      return damaged(format.EVIDENCE_LIST, 'it does not list the evidence that is there');
    this.#evidence = evidence;
    return ok(undefined);
  }

  /** A small entry that is no part. */
  async wholeText(entry: ZipFileEntry): Promise<string | null> {
    if (entry.sizeBytes > 100 || !(await isFramed(this.#window, entry))) return null;
    const pieces: Uint8Array[] = [];
    for await (const piece of readEntry(this.#window, entry)) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  }

  /** The lines of a part, until one is wrong or its end shows that it is not what the manifest says. */
  async *#part<T>(path: string, read: (line: Line) => T | null): AsyncGenerator<Result<T>> {
    const entry = this.#entries.get(path);
    const said = this.manifest.parts.find((part) => part.path === path);
    if (!entry || !said) {
      // A kind of package without such a part.
      if (entry || said) yield damaged(path, 'it is missing');
      return;
    }
    const meter = new Meter();
    const window = this.#window;
    const metered = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of readEntry(window, entry)) {
        meter.update(piece);
        yield piece;
      }
    };
    try {
      if (!(await isFramed(window, entry))) {
        yield damaged(path, AROUND);
        return;
      }
      for await (const line of splitLines(path, metered())) {
        const value = line.ok ? read(line.value) : null;
        if (value !== null) yield ok(value);
        else {
          yield line.ok ? damaged(`${path}:${line.value.line}`, 'this line was changed') : line;
          return;
        }
      }
      const { hash, sizeBytes } = meter.finish();
      if (hash !== said.sha256 || sizeBytes !== said.sizeBytes)
        yield damaged(path, 'it is not what the manifest says');
    } catch (error) {
      yield refusalOf(error);
    }
  }

  /** Each record proves itself, so where their part is wrong one can say which line. */
  async #firstUnproved(refusal: { readonly ok: false; readonly error: Failure }): Promise<Result<never>> {
    for await (const record of this.#part(format.RECORDS, recordIn)) {
      if (record.ok && !provesItself(record.value))
        return damaged(
          `${format.RECORDS}:${record.value.line}`,
          'this record was changed after it was signed',
        );
    }
    return refusal;
  }
}

const AROUND = 'what stands around it was changed';
/** The same, met while somebody reads. */
class AroundChanged extends Error {}

function evidenceIn({ bytes, line }: Line): (PackedEvidence & { readonly line: number }) | null {
  try {
    const parsed = format.EvidenceLine.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? { ...parsed.data, line } : null;
  } catch {
    return null;
  }
}
