import { Inflate } from 'fflate';

/** How much a file may hold once unpacked. */
export interface UnzipLimits {
  readonly entries: number;
  /** Bytes of one part, unpacked. */
  readonly partBytes: number;
  /** Bytes of all parts, unpacked. */
  readonly totalBytes: number;
  /** Unpacked over packed bytes of all parts, asked once `ratioFromBytes` are unpacked. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
}

export const OFFICE_LIMITS: UnzipLimits = {
  entries: 10_000,
  partBytes: 256 * 1024 * 1024,
  totalBytes: 512 * 1024 * 1024,
  // Sheets of repeated values reach about 60; nothing that people write reaches this.
  ratio: 250,
  ratioFromBytes: 32 * 1024 * 1024,
};

export type UnzipFailure =
  | 'not_a_zip'
  | 'damaged'
  | 'encrypted'
  | 'too_many_parts'
  | 'too_large'
  | 'same_name_twice';

export type Unzipped =
  | { readonly ok: true; readonly parts: Map<string, Uint8Array> }
  | { readonly ok: false; readonly code: UnzipFailure; readonly part?: string };

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly headerOffset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** Packed bytes given to the inflater at once, so that what one step can yield stays near 16 MB. */
const STEP_BYTES = 16 * 1024;

class Refused extends Error {
  readonly code: UnzipFailure;
  readonly part: string | undefined;
  constructor(code: UnzipFailure, part?: string) {
    super(code);
    this.code = code;
    this.part = part;
  }
}

/**
 * The parts of an Office file, by name without a leading slash.
 * Sizes are counted while unpacking, since those that a zip states about itself may lie; it stops at the first byte
 * over a limit. Two parts of one name are refused: two readers would show two documents.
 * Needs no DOM. Zip format: APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function unzipParts(bytes: Uint8Array, limits: UnzipLimits = OFFICE_LIMITS): Unzipped {
  try {
    return { ok: true, parts: unpackAll(bytes, limits) };
  } catch (error) {
    if (error instanceof Refused) {
      return { ok: false, code: error.code, ...(error.part === undefined ? {} : { part: error.part }) };
    }
    // A read past the end, and what the inflater says about bits that are no deflate stream.
    return { ok: false, code: 'damaged' };
  }
}

function unpackAll(bytes: Uint8Array, limits: UnzipLimits): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  let unpacked = 0;
  let packed = 0;
  for (const entry of directory(bytes, limits)) {
    if (entry.name.endsWith('/')) continue;
    // Part names are compared without case (ECMA-376 part 2, 6.2.2.3).
    const key = entry.name.toLowerCase();
    if (seen.has(key)) throw new Refused('same_name_twice', entry.name);
    seen.add(key);
    packed += entry.packedBytes;
    const content = unpack(bytes, entry, (grownBy, partBytes) => {
      unpacked += grownBy;
      if (partBytes > limits.partBytes || unpacked > limits.totalBytes) {
        throw new Refused('too_large', entry.name);
      }
      if (unpacked > limits.ratioFromBytes && unpacked / Math.max(1, packed) > limits.ratio) {
        throw new Refused('too_large', entry.name);
      }
    });
    parts.set(entry.name, content);
  }
  return parts;
}

function directory(bytes: Uint8Array, limits: UnzipLimits): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) throw new Refused('not_a_zip');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > limits.entries) throw new Refused('too_many_parts');
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new Refused('damaged');
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = partName(bytes.subarray(at + 46, at + 46 + nameLength));
    if ((flags & 1) !== 0) throw new Refused('encrypted', name);
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      headerOffset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number | null {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return null;
}

function partName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\\', '/').replace(/^\/+/, '');
}

function unpack(
  bytes: Uint8Array,
  entry: Entry,
  grow: (grownBy: number, partBytes: number) => void,
): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = entry.headerOffset;
  if (view.getUint32(header, true) !== LOCAL_HEADER) throw new Refused('damaged', entry.name);
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  const end = start + entry.packedBytes;
  if (end > bytes.length) throw new Refused('damaged', entry.name);
  const packed = bytes.subarray(start, end);
  if (entry.method === STORED) {
    grow(packed.length, packed.length);
    return packed.slice();
  }
  if (entry.method !== DEFLATED) throw new Refused('damaged', entry.name);
  return inflate(packed, grow);
}

function inflate(packed: Uint8Array, grow: (grownBy: number, partBytes: number) => void): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const inflater = new Inflate((chunk) => {
    size += chunk.length;
    grow(chunk.length, size);
    chunks.push(chunk);
  });
  for (let at = 0; at < packed.length; at += STEP_BYTES) {
    inflater.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
