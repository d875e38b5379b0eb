import yauzl from 'yauzl';
import type { Problem } from '../api/shapes.ts';
import { explainZipError } from './explain-zip-error.ts';
import type { FileWindow } from './file-window.ts';
import type { Limits } from './limits.ts';
import { checkPathSize, tidyPath } from './path-rules.ts';
import { append, fault, Refusal } from './problems.ts';
import { collide, filesUsedAsFolders } from './zip-collisions.ts';
import { checkName, decodeName } from './zip-name.ts';

/** One file entry of a zip that passed every check its central directory allows. */
export interface ZipFileEntry {
  readonly path: string;
  readonly nameRaw: Uint8Array;
  readonly method: 0 | 8;
  readonly flags: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  readonly headerAt: number;
  /** Where the next entry, or the central directory, begins: nothing of this entry may reach past it. */
  readonly endsBefore: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipFileEntry[];
  readonly problems: readonly Problem[];
}

const LOCAL_HEADER_BYTES = 30;
const END_RECORD_BYTES = 22;
const FILE_KIND_MASK = 0xf000;
const REGULAR = 0x8000;
const FOLDER = 0x4000;
const ENCRYPTED = 0x1;
/** Each kind of problem is listed this often; then the rest are as good as told. */
const MAX_PROBLEMS = 50;

/** yauzl reads the central directory; bytes come from the window. */
class WindowAccess extends yauzl.RandomAccessReader {
  readonly #window: FileWindow;
  constructor(window: FileWindow) {
    super();
    this.#window = window;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    if (!(position >= 0 && position + length <= this.#window.sizeBytes)) {
      callback(new Error('unexpected EOF'));
      return;
    }
    const there = this.#window.peek(position, length);
    if (there !== null) {
      there.copy(buffer, offset);
      callback(null);
      return;
    }
    this.#window.read(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(bytes.length === length ? null : new Error('unexpected EOF'));
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }
}

/**
 * Reads the central directory and refuses what no honest bundle needs: encrypted, overlapping, colliding,
 * escaping and special entries, unknown methods, and whatever exceeds the limits. Nothing is unpacked.
 * Throws a `Refusal` where the directory itself cannot be read.
 */
export async function readZipDirectory(window: FileWindow, limits: Limits): Promise<ZipDirectory> {
  const zip = await open(window);
  // Its types call the cursor a boolean.
  const startsAt = Number(zip.readEntryCursor);
  if (zip.entryCount > limits.maxEntries) throw new Refusal(tooMany(limits));
  const found: yauzl.Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) found.push(entry);
  } catch (error) {
    throw new Refusal(explainZipError(error, await beginsAsZip(window)));
  }
  await checkEnd(window, zip, startsAt);
  return check(found, startsAt, window.sizeBytes, limits);
}

async function open(window: FileWindow): Promise<yauzl.ZipFile> {
  if (window.sizeBytes === 0) {
    throw new Refusal(fault('zip.empty_file', 'The file is empty; ask for it again.'));
  }
  // The end of the file is read first, by its own window, whatever the size.
  const tail = Math.max(0, window.sizeBytes - 66_000);
  await window.read(tail, window.sizeBytes - tail);
  try {
    return await yauzl.fromRandomAccessReaderPromise(new WindowAccess(window), window.sizeBytes, {
      decodeStrings: false,
      validateEntrySizes: false,
      autoClose: false,
    });
  } catch (error) {
    throw new Refusal(explainZipError(error, await beginsAsZip(window)));
  }
}

/** The end record and the directory must agree: where they do not, programs see different files in one zip. */
async function checkEnd(window: FileWindow, zip: yauzl.ZipFile, startsAt: number): Promise<void> {
  const endAt = window.sizeBytes - END_RECORD_BYTES - zip.comment.length;
  const end = await window.read(endAt, END_RECORD_BYTES);
  const [count, size, offset] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  const walkedTo = Number(zip.readEntryCursor);
  const between = walkedTo < endAt ? await window.read(walkedTo, 4) : null;
  const signature = between !== null && between.length === 4 ? between.readUInt32LE(0) : null;
  const agrees =
    (count === 0xffff || count === zip.entryCount) &&
    (size === 0xffffffff || size === walkedTo - startsAt) &&
    (offset === 0xffffffff || offset === startsAt) &&
    (walkedTo === endAt || signature === 0x06064b50 || signature === 0x05054b50);
  if (!agrees) {
    throw new Refusal(
      fault(
        'zip.directory_mismatch',
        'The list of files in the zip disagrees with its own size or count; it is damaged or forged, so ask for it again.',
      ),
    );
  }
}

function check(
  found: readonly yauzl.Entry[],
  directoryAt: number,
  fileBytes: number,
  limits: Limits,
): ZipDirectory {
  const problems: Problem[] = [];
  const entries: ZipFileEntry[] = [];
  const seen = new Map<string, string>();
  const ordered = [...found].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let totalBytes = 0;
  ordered.forEach((entry, index) => {
    if (problems.length >= MAX_PROBLEMS) return;
    const name = decodeName(entry);
    if (name === null) {
      problems.push(
        fault(
          'zip.name_encoding',
          'A name in the zip is not in the encoding it claims; pack the files again.',
        ),
      );
      return;
    }
    const refusal = checkName(name, entry.fileNameRaw) ?? checkEntry(entry, name, limits);
    if (refusal !== null) {
      problems.push(refusal);
      return;
    }
    const endsBefore = ordered[index + 1]?.relativeOffsetOfLocalHeader ?? directoryAt;
    const leastEnd =
      entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
    if (leastEnd > directoryAt) problems.push(truncated(name));
    else if (leastEnd > endsBefore) problems.push(overlap(name));
    const path = tidyPath(name);
    const isFolder = name.endsWith('/');
    const collision = collide(seen, path, isFolder);
    if (collision !== null) problems.push(collision);
    if (isFolder) return;
    totalBytes += entry.uncompressedSize;
    entries.push({
      path,
      nameRaw: entry.fileNameRaw,
      method: entry.compressionMethod === 8 ? 8 : 0,
      flags: entry.generalPurposeBitFlag,
      crc32: entry.crc32,
      compressedBytes: entry.compressedSize,
      sizeBytes: entry.uncompressedSize,
      headerAt: entry.relativeOffsetOfLocalHeader,
      endsBefore,
    });
  });
  append(problems, checkTotals(entries, totalBytes, fileBytes, limits));
  append(
    problems,
    filesUsedAsFolders(
      seen,
      entries.map((entry) => entry.path),
    ),
  );
  return { entries, problems };
}

function checkEntry(entry: yauzl.Entry, name: string, limits: Limits): Problem | null {
  const kind = (entry.externalFileAttributes >>> 16) & FILE_KIND_MASK;
  if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0 || entry.compressionMethod === 99) {
    return fault(
      'zip.encrypted',
      'A file in the zip is protected with a password; ask for the bundle without one.',
      name,
    );
  }
  if (kind !== 0 && kind !== REGULAR && kind !== FOLDER) {
    return fault(
      'zip.special_file',
      'The zip holds a link or device instead of a file; ask for the files themselves.',
      name,
    );
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return fault(
      'zip.method_unsupported',
      `A file is packed with method ${entry.compressionMethod}, which few programs read; pack the files again as an ordinary zip.`,
      name,
    );
  }
  if (entry.compressionMethod === 0 && entry.compressedSize !== entry.uncompressedSize) {
    return fault(
      'zip.size_mismatch',
      'A file in the zip declares two different sizes; it is damaged or forged, so ask for it again.',
      name,
    );
  }
  if (name.endsWith('/') && entry.uncompressedSize > 0) {
    return fault(
      'zip.folder_with_data',
      'A folder in the zip holds bytes of its own; pack the files again.',
      name,
    );
  }
  if (entry.uncompressedSize > limits.maxEntryBytes) {
    return fault(
      'zip.entry_too_large',
      `A file unpacks to more than the ${limits.maxEntryBytes} bytes allowed; send it apart.`,
      name,
    );
  }
  if (isSuspicious(entry.uncompressedSize, entry.compressedSize, limits)) {
    return fault(
      'zip.ratio',
      `A file unpacks to more than ${limits.maxRatio} times its packed size, as zip bombs do; do not open it, and ask the sender about it.`,
      name,
    );
  }
  return checkPathSize(name, limits, 'zip');
}

function checkTotals(
  entries: readonly ZipFileEntry[],
  totalBytes: number,
  fileBytes: number,
  limits: Limits,
): Problem[] {
  if (entries.length > limits.maxEntries) return [tooMany(limits)];
  if (totalBytes > limits.maxTotalBytes) {
    return [
      fault(
        'zip.too_large',
        `The zip unpacks to more than the ${limits.maxTotalBytes} bytes allowed; split the bundle.`,
      ),
    ];
  }
  if (isSuspicious(totalBytes, fileBytes, limits)) {
    return [
      fault(
        'zip.ratio',
        `The zip unpacks to more than ${limits.maxRatio} times its size, as zip bombs do; do not open it, and ask the sender about it.`,
      ),
    ];
  }
  return [];
}

function isSuspicious(sizeBytes: number, packedBytes: number, limits: Limits): boolean {
  return sizeBytes > limits.ratioFloorBytes && sizeBytes > limits.maxRatio * packedBytes;
}

const tooMany = (limits: Limits): Problem =>
  fault('zip.too_many_entries', `The zip lists more than ${limits.maxEntries} files; split the bundle.`);

const truncated = (at: string): Problem =>
  fault('zip.truncated', 'The zip ends before this file does; it was cut short, so ask for it again.', at);

export const overlap = (at: string): Problem =>
  fault(
    'zip.overlap',
    'Files in the zip share the same bytes, as in zip bombs; do not open it, and ask the sender about it.',
    at,
  );

async function beginsAsZip(window: FileWindow): Promise<boolean> {
  const start = await window.readApart(0, 4);
  return start.length === 4 && start.readUInt16LE(0) === 0x4b50;
}
