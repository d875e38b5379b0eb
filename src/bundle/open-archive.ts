import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import type { ArchiveListing, Problem } from '../api/shapes.ts';
import type { Limits } from './limits.ts';
import { fault, hasFault, Refusal, unreadable } from './problems.ts';
import { openZip } from './safe-zip.ts';
import { isSystemPath } from './tree.ts';

export interface Archive extends ArchiveListing {
  /** Streams one file. Throws a `Refusal`, also when there is no such entry. */
  read(entry: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

const GZIP = [0x1f, 0x8b] as const;
const TAR_MAGIC_AT = 257;
const TAR_BLOCK_BYTES = 512;

/**
 * Opens an archive that lies among evidence: zip, tar, gzip, or tar within gzip. Nothing in it is written anywhere.
 * Never throws for what it holds: `problems` says why it is refused. Call `close` when done.
 */
export async function openArchive(path: string, limits: Limits, signal: AbortSignal): Promise<Archive> {
  const head = await headOf(path);
  if (head === null) return refusedArchive('zip', unreadable(null, null));
  if (head[0] === GZIP[0] && head[1] === GZIP[1]) return openStreamed(path, true, limits, signal);
  if (isTar(head)) return openStreamed(path, false, limits, signal);
  const tree = await openZip(path, limits);
  const isRefused = hasFault(tree.problems);
  return {
    format: 'zip',
    entries: isRefused
      ? []
      : tree.files.flatMap(({ path: name, sizeBytes, isSystem }, entry) =>
          isSystem ? [] : [{ entry, path: name, sizeBytes }],
        ),
    problems: [...tree.problems],
    read(entry) {
      const file = isRefused ? undefined : tree.files[entry];
      if (!file) throw new Refusal(noSuchEntry());
      return file.open();
    },
    close: tree.close,
  };
}

function refusedArchive(format: ArchiveListing['format'], problem: Problem): Archive {
  return {
    format,
    entries: [],
    problems: [problem],
    read: () => {
      throw new Refusal(problem);
    },
    close: async () => undefined,
  };
}

async function headOf(path: string): Promise<Uint8Array | null> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAR_BLOCK_BYTES), 0, TAR_BLOCK_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

function isTar(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(TAR_MAGIC_AT, TAR_MAGIC_AT + 5)).toString('latin1') === 'ustar';
}

/** Archives that have no list of their own are read from their beginning, for the list and for each file. */
async function openStreamed(
  path: string,
  isZipped: boolean,
  limits: Limits,
  signal: AbortSignal,
): Promise<Archive> {
  let isTarInside = true;
  try {
    if (isZipped) isTarInside = isTar(await firstBlock(unpacked(path, limits, signal)));
    if (!isTarInside) {
      let sizeBytes = 0;
      for await (const piece of unpacked(path, limits, signal)) sizeBytes += piece.length;
      return {
        format: 'gzip',
        entries: [{ entry: 0, path: 'unpacked', sizeBytes }],
        problems: [],
        read(entry) {
          if (entry !== 0) throw new Refusal(noSuchEntry());
          return unpacked(path, limits, signal);
        },
        close: async () => undefined,
      };
    }
    const source = () => (isZipped ? unpacked(path, limits, signal) : pieces(path, limits));
    const entries: ArchiveListing['entries'] = [];
    let at = 0;
    for await (const { header, body } of tarEntries(source())) {
      await body.cancel();
      const entry = at;
      at += 1;
      if (at > limits.maxEntries) throw new Refusal(tooMany());
      if (header.type !== 'file' && header.type !== undefined) continue;
      if (isSystemPath(header.name)) continue;
      entries.push({ entry, path: header.name.replace(/^\.\//, ''), sizeBytes: header.size ?? 0 });
    }
    return {
      format: 'tar',
      entries,
      problems: [],
      read: (wanted) => oneOf(source(), wanted),
      close: async () => undefined,
    };
  } catch (error) {
    signal.throwIfAborted();
    return refusedArchive(
      isZipped && !isTarInside ? 'gzip' : 'tar',
      error instanceof Refusal ? error.problem : damaged(),
    );
  }
}

async function firstBlock(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  let head = Buffer.alloc(0);
  for await (const piece of source) {
    head = Buffer.concat([head, piece]);
    if (head.length >= TAR_BLOCK_BYTES) break;
  }
  return head;
}

async function* pieces(path: string, limits: Limits): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of createReadStream(path)) {
    total += piece.length;
    if (total > limits.maxTotalBytes) throw new Refusal(tooLarge());
    yield piece;
  }
}

/** The bytes within a gzip file, as long as they stay within what an archive may hold. */
async function* unpacked(path: string, limits: Limits, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(path);
  const gunzip = createGunzip();
  // The pipeline's end is seen through the stream that is read.
  const piping = pipeline(packed, gunzip, { signal }).catch(() => undefined);
  let total = 0;
  try {
    for await (const piece of gunzip) {
      total += piece.length;
      const isBomb =
        total > limits.ratioFloorBytes && total > limits.maxRatio * Math.max(1, packed.bytesRead);
      if (total > limits.maxTotalBytes || isBomb) throw new Refusal(tooLarge());
      yield piece;
    }
  } finally {
    packed.destroy();
    gunzip.destroy();
    await piping;
  }
}

async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<ParsedTarEntry> {
  const decoder = createTarDecoder({ strict: true });
  const writer = decoder.writable.getWriter();
  let failure: { readonly error: unknown } | null = null;
  let isWanted = true;
  const feeding = (async () => {
    try {
      for await (const piece of source) {
        if (!isWanted) break;
        await writer.write(piece);
      }
      await writer.close();
    } catch (error) {
      failure = { error };
      await writer.abort(error).catch(() => undefined);
    }
  })();
  const reader = decoder.readable.getReader();
  const failed = feeding.then(() =>
    failure ? Promise.reject(failure.error) : new Promise<never>(() => undefined),
  );
  failed.catch(() => undefined);
  try {
    for (;;) {
      // A source that fails must not leave its reader waiting for an entry that never comes.
      const { done, value } = await Promise.race([reader.read(), failed]);
      if (done) return;
      yield value;
    }
  } finally {
    isWanted = false;
    await reader.cancel().catch(() => undefined);
  }
}

async function* oneOf(source: AsyncIterable<Uint8Array>, wanted: number): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const { header, body } of tarEntries(source)) {
    if (at === wanted && (header.type === 'file' || header.type === undefined)) {
      const reader = body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    }
    await body.cancel();
    at += 1;
  }
  throw new Refusal(noSuchEntry());
}

const noSuchEntry = () =>
  fault('archive.no_entry', 'This file is not in the archive; open the archive again.');
const tooMany = () =>
  fault('archive.too_many', 'The archive holds more files than can be shown; save a copy.');
const tooLarge = () =>
  fault('archive.too_large', 'The archive unpacks to more than may be opened here; save a copy.');
const damaged = () =>
  fault('archive.damaged', 'The archive is cut short or damaged, so it cannot be opened; save a copy.');
