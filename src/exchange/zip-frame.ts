/**
 * The bytes of a package that are neither its parts nor its evidence: zip headers (APPNOTE.TXT 4.3.7 to 4.3.16).
 * They follow from what the package holds, with nothing left to choose: names and sizes decide, times and modes are
 * fixed. So a reader can make them again and compare, and no byte of a package goes unlooked at.
 */

export interface FramedEntry {
  /** ASCII. */
  readonly path: string;
  readonly method: 0 | 8;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly headerAt: number;
  /** Sizes after the bytes take eight bytes each; so where the size was not known, or is 4 GiB and more. */
  readonly isWide: boolean;
}

export const LIMIT_32 = 0xffffffff;
const LIMIT_16 = 0xffff;
// Sizes stand behind the bytes (bit 3), names are UTF-8 (bit 11).
const FLAGS = 0x808;
const VERSION = 45;
const MADE_ON_UNIX = (3 << 8) | VERSION;
const REGULAR_FILE = ((0o100644 << 16) >>> 0) as number;
// 1 January 1980, the first day that a zip can name.
const DATE = 0x21;
const ZIP64 = 0x0001;

/** What stands before the bytes of an entry. */
export function localHeaderOf({
  path,
  method,
  isWide,
}: Pick<FramedEntry, 'path' | 'method' | 'isWide'>): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt16LE(path.length, 26);
  const name = Buffer.from(path, 'latin1');
  if (!isWide) return Buffer.concat([header, name]);
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(ZIP64, 0);
  extra.writeUInt16LE(16, 2);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** What stands behind them. */
export function descriptorOf(
  entry: Pick<FramedEntry, 'crc32' | 'packedBytes' | 'sizeBytes' | 'isWide'>,
): Buffer {
  const { crc32, packedBytes, sizeBytes, isWide } = entry;
  const descriptor = Buffer.alloc(isWide ? 24 : 16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc32, 4);
  if (isWide) {
    descriptor.writeBigUInt64LE(BigInt(packedBytes), 8);
    descriptor.writeBigUInt64LE(BigInt(sizeBytes), 16);
  } else {
    descriptor.writeUInt32LE(packedBytes, 8);
    descriptor.writeUInt32LE(sizeBytes, 12);
  }
  return descriptor;
}

/** Where the next entry begins. */
export function endOf(entry: FramedEntry): number {
  return entry.headerAt + 30 + entry.path.length + (entry.isWide ? 20 + 24 : 16) + entry.packedBytes;
}

/** What the directory says of an entry. */
export function centralRecordOf(entry: FramedEntry): Buffer {
  const { path, method, crc32, packedBytes, sizeBytes, headerAt } = entry;
  const beyond = [sizeBytes, packedBytes, headerAt].filter((value) => value >= LIMIT_32);
  const extra = Buffer.alloc(beyond.length === 0 ? 0 : 4 + 8 * beyond.length);
  if (beyond.length > 0) {
    extra.writeUInt16LE(ZIP64, 0);
    extra.writeUInt16LE(8 * beyond.length, 2);
    for (const [index, value] of beyond.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  }
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(MADE_ON_UNIX, 4);
  record.writeUInt16LE(VERSION, 6);
  record.writeUInt16LE(FLAGS, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt16LE(DATE, 14);
  record.writeUInt32LE(crc32, 16);
  record.writeUInt32LE(Math.min(packedBytes, LIMIT_32), 20);
  record.writeUInt32LE(Math.min(sizeBytes, LIMIT_32), 24);
  record.writeUInt16LE(path.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(REGULAR_FILE, 38);
  record.writeUInt32LE(Math.min(headerAt, LIMIT_32), 42);
  return Buffer.concat([record, Buffer.from(path, 'latin1'), extra]);
}

/** What ends the file. */
export function endRecordsOf(directory: {
  readonly count: number;
  readonly at: number;
  readonly sizeBytes: number;
}): Buffer {
  const { count, at, sizeBytes } = directory;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, LIMIT_16), 8);
  end.writeUInt16LE(Math.min(count, LIMIT_16), 10);
  end.writeUInt32LE(Math.min(sizeBytes, LIMIT_32), 12);
  end.writeUInt32LE(Math.min(at, LIMIT_32), 16);
  if (count < LIMIT_16 && sizeBytes < LIMIT_32 && at < LIMIT_32) return end;
  const wide = Buffer.alloc(56);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(MADE_ON_UNIX, 12);
  wide.writeUInt16LE(VERSION, 14);
  wide.writeBigUInt64LE(BigInt(count), 24);
  wide.writeBigUInt64LE(BigInt(count), 32);
  wide.writeBigUInt64LE(BigInt(sizeBytes), 40);
  wide.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + sizeBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([wide, locator, end]);
}
