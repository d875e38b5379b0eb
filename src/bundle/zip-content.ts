import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { FileWindow } from './file-window.ts';
import { fault, Refusal, unreadable } from './problems.ts';
import { overlap, type ZipFileEntry } from './zip-directory.ts';

/** Up to here an entry is unpacked in one go. */
const SMALL_BYTES = 256 * 1024;
const PIECE_BYTES = 256 * 1024;
const LOCAL_HEADER_BYTES = 30;
const SATURATED = 0xffffffff;
const DESCRIPTOR = 0x8;
const ZIP64_FIELD = 0x0001;

/**
 * Streams the bytes of one entry. Throws a `Refusal` where the local header disagrees with the central directory,
 * the bytes run into the next entry, or they are not as long or not the ones that were declared (CRC-32).
 */
export async function* readEntry(window: FileWindow, entry: ZipFileEntry): AsyncGenerator<Uint8Array> {
  const dataAt = await checkLocalHeader(window, entry);
  let crc = 0;
  let sizeBytes = 0;
  const pieces =
    entry.compressedBytes <= SMALL_BYTES && entry.sizeBytes <= 4 * SMALL_BYTES
      ? unpackWhole(window, entry, dataAt)
      : entry.method === 8
        ? unpack(window, entry, dataAt)
        : packed(window, entry, dataAt);
  for await (const piece of pieces) {
    sizeBytes += piece.length;
    if (sizeBytes > entry.sizeBytes) throw new Refusal(wrongSize(entry, 'more'));
    crc = crc32(piece, crc);
    yield piece;
  }
  if (sizeBytes < entry.sizeBytes) throw new Refusal(wrongSize(entry, 'fewer'));
  if (crc !== entry.crc32) {
    throw new Refusal(
      fault(
        'zip.crc',
        'The bytes of this file do not match its checksum; ask for the bundle again.',
        entry.path,
      ),
    );
  }
}

async function checkLocalHeader(window: FileWindow, entry: ZipFileEntry): Promise<number> {
  const fixed = await read(window, entry, entry.headerAt, LOCAL_HEADER_BYTES);
  if (fixed.length < LOCAL_HEADER_BYTES || fixed.readUInt32LE(0) !== 0x04034b50) {
    throw new Refusal(mismatch(entry, 'is missing or damaged'));
  }
  const nameBytes = fixed.readUInt16LE(26);
  const extraBytes = fixed.readUInt16LE(28);
  const dataAt = entry.headerAt + LOCAL_HEADER_BYTES + nameBytes + extraBytes;
  const rest = await read(window, entry, entry.headerAt + LOCAL_HEADER_BYTES, nameBytes + extraBytes);
  if (!rest.subarray(0, nameBytes).equals(entry.nameRaw))
    throw new Refusal(mismatch(entry, 'gives another name than the list of the zip'));
  if (dataAt + entry.compressedBytes > entry.endsBefore) throw new Refusal(overlap(entry.path));
  if (fixed.readUInt16LE(8) !== entry.method)
    throw new Refusal(mismatch(entry, 'gives another packing method than the list'));
  const flags = fixed.readUInt16LE(6);
  // Encryption and the encoding of the name change what the bytes mean.
  if (((flags ^ entry.flags) & 0x841) !== 0)
    throw new Refusal(mismatch(entry, 'gives other flags than the list of the zip'));
  const local = {
    crc32: fixed.readUInt32LE(14),
    ...localSizes(fixed.readUInt32LE(18), fixed.readUInt32LE(22), rest.subarray(nameBytes)),
  };
  const streamed = (flags & DESCRIPTOR) !== 0;
  const agrees = (here: number, there: number): boolean => here === there || (streamed && here === 0);
  if (!agrees(local.crc32, entry.crc32))
    throw new Refusal(mismatch(entry, 'gives another checksum than the list of the zip'));
  if (!agrees(local.compressedBytes, entry.compressedBytes) || !agrees(local.sizeBytes, entry.sizeBytes)) {
    throw new Refusal(mismatch(entry, 'gives another size than the list of the zip'));
  }
  return dataAt;
}

/** Sizes beyond 32 bits stand in the zip64 extra field (APPNOTE.TXT 4.5.3), the unpacked one first. */
function localSizes(
  compressedBytes: number,
  sizeBytes: number,
  extra: Buffer,
): { compressedBytes: number; sizeBytes: number } {
  if (compressedBytes !== SATURATED && sizeBytes !== SATURATED) return { compressedBytes, sizeBytes };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_FIELD) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let cursor = 0;
    const next = (): number => {
      const value = cursor + 8 <= field.length ? Number(field.readBigUInt64LE(cursor)) : Number.NaN;
      cursor += 8;
      return value;
    };
    const wide = sizeBytes === SATURATED ? next() : sizeBytes;
    return { sizeBytes: wide, compressedBytes: compressedBytes === SATURATED ? next() : compressedBytes };
  }
  return { compressedBytes, sizeBytes };
}

async function* unpackWhole(
  window: FileWindow,
  entry: ZipFileEntry,
  dataAt: number,
): AsyncGenerator<Uint8Array> {
  const bytes = await read(window, entry, dataAt, entry.compressedBytes);
  if (bytes.length < entry.compressedBytes) throw new Refusal(wrongSize(entry, 'fewer'));
  if (entry.method === 0) {
    yield bytes;
    return;
  }
  try {
    // Node types the answer as a buffer, though `info` adds the engine beside it.
    const answer: unknown = inflateRawSync(bytes, { maxOutputLength: entry.sizeBytes + 1, info: true });
    const { buffer, consumed } = readInflated(answer);
    if (consumed !== entry.compressedBytes) throw new Refusal(leftOver(entry));
    yield buffer;
  } catch (error) {
    throw explain(error, entry);
  }
}

function readInflated(answer: unknown): { buffer: Uint8Array; consumed: number } {
  if (typeof answer === 'object' && answer !== null && 'buffer' in answer && 'engine' in answer) {
    const { buffer, engine } = answer;
    if (
      buffer instanceof Uint8Array &&
      typeof engine === 'object' &&
      engine !== null &&
      'bytesWritten' in engine &&
      typeof engine.bytesWritten === 'number'
    ) {
      return { buffer, consumed: engine.bytesWritten };
    }
  }
  throw new Error('zlib no longer answers with its engine');
}

async function* unpack(window: FileWindow, entry: ZipFileEntry, dataAt: number): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES });
  // Failures reach the loop below, which reads the last stream.
  pipeline(Readable.from(packed(window, entry, dataAt), { highWaterMark: 1 }), inflate, () => undefined);
  try {
    for await (const piece of inflate) {
      const bytes: Uint8Array = piece;
      yield bytes;
    }
  } catch (error) {
    throw explain(error, entry);
  }
  if (inflate.bytesWritten !== entry.compressedBytes) throw new Refusal(leftOver(entry));
}

/** The stored or packed bytes, the next piece being read while this one is used. */
async function* packed(window: FileWindow, entry: ZipFileEntry, dataAt: number): AsyncGenerator<Uint8Array> {
  const end = dataAt + entry.compressedBytes;
  const readFrom = (at: number): Promise<Buffer> => {
    const piece = window.readApart(at, Math.min(PIECE_BYTES, end - at));
    piece.catch(() => undefined);
    return piece;
  };
  let at = dataAt;
  let ahead = at < end ? readFrom(at) : null;
  while (ahead !== null) {
    let piece: Buffer;
    try {
      piece = await ahead;
    } catch (error) {
      throw new Refusal(unreadable(error, entry.path));
    }
    at += piece.length;
    if (piece.length === 0) throw new Refusal(wrongSize(entry, 'fewer'));
    ahead = at < end ? readFrom(at) : null;
    yield piece;
  }
}

async function read(window: FileWindow, entry: ZipFileEntry, at: number, length: number): Promise<Buffer> {
  try {
    return await window.read(at, length);
  } catch (error) {
    throw new Refusal(unreadable(error, entry.path));
  }
}

function explain(error: unknown, entry: ZipFileEntry): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ERR_BUFFER_TOO_LARGE') return new Refusal(wrongSize(entry, 'more'));
  if (error.code === 'Z_BUF_ERROR') return new Refusal(wrongSize(entry, 'fewer'));
  if (typeof error.code === 'string' && error.code.startsWith('Z_')) {
    return new Refusal(
      fault(
        'zip.damaged',
        'The packed bytes of this file are damaged; ask for the bundle again.',
        entry.path,
      ),
    );
  }
  return error;
}

const wrongSize = (entry: ZipFileEntry, how: 'more' | 'fewer') =>
  fault(
    'zip.size_mismatch',
    `This file unpacks to ${how} bytes than the zip declares; it is damaged or forged, so ask for it again.`,
    entry.path,
  );

const leftOver = (entry: ZipFileEntry) =>
  fault(
    'zip.size_mismatch',
    'Bytes are left over after this file was unpacked; the zip is damaged or forged, so ask for it again.',
    entry.path,
  );

const mismatch = (entry: ZipFileEntry, how: string) =>
  fault(
    'zip.header_mismatch',
    `The header before this file ${how}, so programs would read different things; ask for the bundle again.`,
    entry.path,
  );
