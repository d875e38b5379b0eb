import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, parseExtraFields, type ZipFile } from 'yauzl';
import { shown } from './plain-text.ts';

export interface BatchSource {
  /** What people call it. */
  readonly name: string;
  /** Regular files by path, with forward slashes. */
  readonly files: ReadonlyMap<string, { readonly sizeBytes: number }>;
  /** What does not belong in a batch or cannot be trusted to be read alike by all programs. */
  readonly problems: readonly string[];
  readonly open: (path: string) => Promise<Readable>;
  readonly close: () => void;
}

const MAX_FILES = 300_000;
const MAX_DEPTH = 4;
const MAX_TOTAL_BYTES = 16 * 1024 ** 3;
const MAX_GAP_BYTES = 24;
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;

// What file managers leave behind. No reader takes it for a result, and no learner should be told of tampering for it.
const LITTER = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$|^__MACOSX\/(.*\/)?(\._[^/]*)?$/;

/** A batch in a folder. Links are not followed: they are problems. */
export async function folderSource(folder: string): Promise<BatchSource> {
  const files = new Map<string, { sizeBytes: number }>();
  const problems: string[] = [];
  const pending = [''];
  for (let inside = pending.pop(); inside !== undefined; inside = pending.pop()) {
    for (const name of await readdir(join(folder, inside))) {
      const path = inside === '' ? name : `${inside}/${name}`;
      const stats = await lstat(join(folder, path));
      if (stats.isFile() && LITTER.test(path)) continue;
      if (stats.isFile()) files.set(path, { sizeBytes: stats.size });
      else if (!stats.isDirectory()) problems.push(`${shown(path)} is a link or device, not a file.`);
      else if (path.split('/').length >= MAX_DEPTH) problems.push(`${shown(path)} lies too deep.`);
      else pending.push(path);
      if (files.size > MAX_FILES) return tooMany(folder);
    }
  }
  const open = async (path: string) => createReadStream(join(folder, path));
  return { name: basename(folder), files, problems, open, close: () => {} };
}

/**
 * A batch in a zip: its files at the root or in one folder. Every local header must agree with the directory and no
 * two entries may share bytes, because other programs read the one and this reads the other.
 * Rejects when the zip cannot be read at all.
 */
export async function zipSource(path: string, signal: AbortSignal): Promise<BatchSource> {
  const zip = await openPromise(path, {
    autoClose: false,
    lazyEntries: true,
    strictFileNames: true,
    validateEntrySizes: true,
  });
  try {
    if (zip.entryCount > MAX_FILES) return { ...tooMany(path), close: () => zip.close() };
    // Where the directory begins, until its first entry is read.
    const directoryAt = Number(zip.readEntryCursor);
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      entries.push(entry);
    }
    const problems = await entryProblems(zip, entries, directoryAt, signal);
    const own = entries.filter(({ fileName }) => !LITTER.test(fileName));
    const byPath = new Map<string, Entry>();
    const prefix = commonFolder(own);
    for (const entry of own) {
      if (!entry.fileName.endsWith('/')) byPath.set(entry.fileName.slice(prefix.length), entry);
    }
    const files = new Map([...byPath].map(([name, entry]) => [name, { sizeBytes: entry.uncompressedSize }]));
    const open = async (name: string) => {
      const entry = byPath.get(name);
      if (!entry) throw new Error(`no entry ${name}`);
      return zip.openReadStreamPromise(entry);
    };
    return { name: basename(path), files, problems, open, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entryProblems(
  zip: ZipFile,
  entries: readonly Entry[],
  directoryAt: number,
  signal: AbortSignal,
): Promise<string[]> {
  const problems: string[] = [];
  const seen = new Set<string>();
  let total = 0;
  let end = 0;
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const entry of inOrder) {
    signal.throwIfAborted();
    const { fileName } = entry;
    const folded = fileName.normalize('NFC').toLowerCase();
    if (seen.has(folded)) problems.push(`${shown(fileName)} is in the zip twice.`);
    seen.add(folded);
    total += entry.uncompressedSize;
    const mode = (entry.externalFileAttributes >>> 16) & S_IFMT;
    if (entry.isEncrypted() || !entry.canDecodeFileData())
      problems.push(`${shown(fileName)} cannot be opened.`);
    else if (mode !== 0 && mode !== S_IFREG && !fileName.endsWith('/')) {
      problems.push(`${shown(fileName)} is a link or device, not a file.`);
    }
    const local = await zip.readLocalFileHeaderPromise(entry);
    const isOneName =
      local.fileName.equals(entry.fileNameRaw) &&
      !isRenamed(entry.fileNameRaw, entry.extraFieldRaw) &&
      !isRenamed(local.fileName, local.extraField);
    if (!isOneName || local.compressionMethod !== entry.compressionMethod) {
      problems.push(`${shown(fileName)} is described in two ways in the zip.`);
    }
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end || start - end > MAX_GAP_BYTES)
      problems.push(`The zip hides bytes before ${shown(fileName)}.`);
    end = local.fileDataStart + entry.compressedSize;
    if (problems.length > 20) return problems;
  }
  if (Math.abs(directoryAt - end) > MAX_GAP_BYTES) problems.push('The zip hides bytes before its directory.');
  if (total > MAX_TOTAL_BYTES) problems.push('The zip unpacks to more than a batch can hold.');
  return problems;
}

const UNICODE_PATH = 0x7075;

/** Whether an extra field gives the entry another name, which some programs heed and others do not (APPNOTE 4.6.9). */
function isRenamed(name: Buffer, extraField: Buffer): boolean {
  try {
    return parseExtraFields(extraField).some(
      ({ id, data }) => id === UNICODE_PATH && !data.subarray(5).equals(name),
    );
  } catch {
    return true;
  }
}

/** `name/` when every entry lies in one folder of that name, else nothing. */
function commonFolder(entries: readonly Entry[]): string {
  const first = entries[0]?.fileName ?? '';
  const prefix = first.slice(0, first.indexOf('/') + 1);
  const isBatchFolder = prefix !== '' && prefix !== 'credentials/';
  return isBatchFolder && entries.every(({ fileName }) => fileName.startsWith(prefix)) ? prefix : '';
}

function tooMany(path: string): BatchSource {
  const problems = [`It holds more than ${MAX_FILES} files, which is no batch.`];
  const open = () => Promise.reject(new Error('not opened'));
  return { name: basename(path), files: new Map(), problems, open, close: () => {} };
}
