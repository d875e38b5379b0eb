import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { ArtifactHash } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import { measure } from '../evidence/meter.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import type { RecordSigner } from '../ledger/record.ts';
import { encryptingSink, type Lock } from './age-file.ts';
import { openFileSink, type Sink } from './file-sink.ts';
import type { PackageManifest } from './package-format.ts';
import * as format from './package-format.ts';
import { LIMIT_32 } from './zip-frame.ts';
import { ZipWriter } from './zip-writer.ts';

const PIECE_BYTES = 64 * 1024;
const NEW_LINE = Buffer.from('\n');

export interface RecordToPack {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

/** JSON that names itself by the SHA-256 of its bytes, which are canonical. */
export interface NamedJson {
  readonly hash: string;
  readonly json: string;
}

export interface EvidenceToPack {
  readonly hash: ArtifactHash;
  readonly sizeBytes: number;
  /** Worth deflating. */
  readonly isText: boolean;
  open(): AsyncIterable<Uint8Array>;
}

export interface NewPackage
  extends Pick<PackageManifest, 'kind' | 'workspace' | 'to' | 'at' | 'title' | 'note' | 'about'> {
  /** Where to write; overwritten when complete, and only then. */
  readonly out: string;
  readonly from: { readonly name: string; readonly signer: RecordSigner };
  /** How many `records` gives is only for the progress. All are gone through once more where evidence is damaged. */
  readonly recordCount: number;
  readonly records: Iterable<RecordToPack> | AsyncIterable<RecordToPack>;
  readonly privates: Iterable<NamedJson> | AsyncIterable<NamedJson>;
  readonly evidence: readonly EvidenceToPack[];
  /** State of one machine; in a backup only. */
  readonly local?: Iterable<NamedJson> | AsyncIterable<NamedJson>;
  /** What opens it; nobody needs anything where it is null. */
  readonly lock: Lock | null;
}

export interface WrittenPackage {
  readonly records: number;
  readonly evidenceBytes: number;
  readonly sizeBytes: number;
  /** Evidence that is not what its hash names, or cannot be read: it is not in the package, and the manifest says so. */
  readonly leftOut: readonly ArtifactHash[];
}

/**
 * Writes a package (docs/package-format.md). It lies at `out` whole and on disk when this resolves to success, and not
 * at all otherwise. One damaged file of the evidence must not keep all the rest from others: it is left out by name.
 * Fails with `package.evidence_changed` where that is no help, and with `package.no_recipient`; throws what a source, the
 * disk, or an abort throws. Held in memory are one piece of one file, and for each file of evidence its line of the lists.
 */
export async function writePackage(
  wanted: NewPackage,
  context: CallContext,
): Promise<Result<WrittenPackage>> {
  const first = await attempt(wanted, [], context);
  if (!first.ok || first.value.damaged.length === 0) return first;
  const leftOut = first.value.damaged.slice(0, format.MAX_LEFT_OUT);
  // Which files are damaged shows when the first of them is written already, and a zip takes nothing back.
  const second = await attempt(wanted, leftOut, context);
  if (!second.ok || second.value.damaged.length === 0) return second;
  return refused(
    'package.evidence_changed',
    'So much of the evidence on this disk is damaged, or is changing meanwhile, that no package is made. Verify the ledger, restore it from a backup or another copy, then pack again.',
  );
}

/** Writes it without some of its evidence. Nothing lies at `out` where more is found damaged. */
async function attempt(
  wanted: NewPackage,
  leftOut: readonly ArtifactHash[],
  context: CallContext,
): Promise<Result<WrittenPackage & Packed>> {
  const partial = `${wanted.out}.partial`;
  const file = countingSink(await openFileSink(partial));
  let sink: Sink = file;
  try {
    if (wanted.lock) {
      const encrypting = await encryptingSink(file, wanted.lock);
      if (!encrypting) {
        await file.abandon();
        return refused(
          'package.no_recipient',
          'The key of whoever it is for cannot be encrypted to. Send it without encryption.',
        );
      }
      sink = encrypting;
    }
    const packed = await pack(wanted, leftOut, new ZipWriter(sink), context);
    if (packed.damaged.length > 0) await sink.abandon();
    else {
      await sink.close();
      await rename(partial, wanted.out);
      await flushDirectories([dirname(wanted.out)]);
    }
    return ok({ ...packed, sizeBytes: file.sizeBytes(), leftOut });
  } catch (error) {
    await sink.abandon();
    throw error;
  } finally {
    await rm(partial, { force: true });
  }
}

interface Packed {
  readonly records: number;
  readonly evidenceBytes: number;
  /** What was found out on the way: the package is not whole then. */
  readonly damaged: readonly ArtifactHash[];
}

function countingSink(sink: Sink): Sink & { sizeBytes(): number } {
  let sizeBytes = 0;
  return {
    ...sink,
    write(piece) {
      sizeBytes += piece.length;
      return sink.write(piece);
    },
    sizeBytes: () => sizeBytes,
  };
}

async function pack(
  wanted: NewPackage,
  leftOut: readonly ArtifactHash[],
  zip: ZipWriter,
  { signal, progress }: CallContext,
): Promise<Packed> {
  const parts: PackageManifest['parts'] = [];
  const addPart = async (path: string, lines: AsyncIterable<Uint8Array>) => {
    const { sizeBytes, hash } = await zip.add(path, inPieces(lines), { isWide: true });
    parts.push({ path, sizeBytes, sha256: hash });
  };
  await zip.add(format.MIME_ENTRY, [Buffer.from(format.MIME_TYPE)], { isWide: false });

  let records = 0;
  const eachRecord = () => {
    signal.throwIfAborted();
    if (records % 1000 === 0)
      progress({ phase: 'Packing records', done: records, total: wanted.recordCount });
    records += 1;
  };
  await addPart(format.RECORDS, recordLines(wanted.records, eachRecord));
  await addPart(format.PRIVATE, namedLines(wanted.privates, signal));
  if (wanted.kind === 'backup') await addPart(format.LOCAL, namedLines(wanted.local ?? [], signal));

  const byHash = new Map(wanted.evidence.map((one) => [one.hash, one]));
  for (const hash of leftOut) byHash.delete(hash);
  const evidence = [...byHash.values()];
  const damaged: ArtifactHash[] = [];
  const total = evidence.reduce((sum, one) => sum + one.sizeBytes, 0);
  let done = 0;
  for (const one of evidence) {
    signal.throwIfAborted();
    progress({ phase: 'Packing evidence', done, total });
    const source = readable(one.open(), signal);
    const written =
      damaged.length === 0
        ? await zip.add(format.EVIDENCE_FOLDER + one.hash, source, {
            isWide: one.sizeBytes >= LIMIT_32,
            isDeflated: one.isText && one.sizeBytes <= format.MAX_DEFLATED_BYTES,
          })
        : await measure(source);
    if (written.hash !== one.hash || written.sizeBytes !== one.sizeBytes) damaged.push(one.hash);
    done += one.sizeBytes;
  }
  progress({ phase: 'Packing evidence', done, total });
  if (damaged.length > 0) return { records, evidenceBytes: total, damaged };
  await addPart(format.EVIDENCE_LIST, evidenceLines(evidence));

  const { kind, workspace, to, at, title, note, about, from } = wanted;
  const manifest: PackageManifest = format.PackageManifest.parse({
    assay: 'package',
    v: format.PACKAGE_VERSION,
    kind,
    workspace,
    from: { key: from.signer.did, name: from.name },
    to,
    at,
    title,
    note,
    about,
    records,
    evidence: { count: evidence.length, bytes: total },
    ...(leftOut.length === 0 ? {} : { leftOut: [...leftOut] }),
    parts,
  });
  const bytes = Buffer.from(canonicalJson(manifest));
  const signature = Buffer.from(from.signer.sign(bytes)).toString('base64url');
  await zip.add(format.MANIFEST, [bytes], { isWide: false });
  await zip.add(format.SIGNATURE, [Buffer.from(signature)], { isWide: false });
  await zip.end();
  return { records, evidenceBytes: total, damaged };
}

/** What can be read of a file: it ends where the disk cannot read on, which its hash shows. */
async function* readable(source: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of source) {
      signal.throwIfAborted();
      yield piece;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

/** Lines are short, and each step of a stream costs the same however little it carries. */
async function* inPieces(lines: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const line of lines) {
    held.push(line);
    heldBytes += line.length;
    if (heldBytes < PIECE_BYTES) continue;
    yield Buffer.concat(held, heldBytes);
    held = [];
    heldBytes = 0;
  }
  if (heldBytes > 0) yield Buffer.concat(held, heldBytes);
}

async function* recordLines(records: NewPackage['records'], each: () => void): AsyncGenerator<Uint8Array> {
  for await (const { bytes, signature } of records) {
    each();
    const proof = Buffer.from(signature).toString('base64url');
    yield Buffer.concat([Buffer.from(`${proof} `), bytes, NEW_LINE]);
  }
}

async function* namedLines(all: NewPackage['privates'], signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const { hash, json } of all) {
    signal.throwIfAborted();
    yield Buffer.from(`${hash} ${json}\n`);
  }
}

async function* evidenceLines(evidence: readonly EvidenceToPack[]): AsyncGenerator<Uint8Array> {
  for (const { hash, sizeBytes } of evidence) yield Buffer.from(`${canonicalJson({ hash, sizeBytes })}\n`);
}
