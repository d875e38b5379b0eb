const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const BIG_ENDIAN_SUMS = 0x377f0683;
const LITTLE_ENDIAN_SUMS = 0x377f0682;

/** A byte of the log that is not what was written: where it lies in the file, and what it was, where that is proved. */
export interface LogDamage {
  readonly offset: number;
  readonly shouldBe: number | null;
}

/**
 * Where a write-ahead log (SQLite file format, section 4) was damaged after it was on disk; null where it is whole, or
 * only ends in what a power cut left unfinished. SQLite takes either for the end of the log, and what was recorded
 * behind it would be gone without a word. Damage it was where one bit, put right, makes the sums fit again, or where the
 * log goes on behind that transaction: the next is not begun before the one before it is on disk.
 */
export function logDamage(log: Buffer): LogDamage | null {
  if (log.length < HEADER_BYTES) return null;
  const header = headerSum(log);
  if (!header) return wrongBit(log, 0, HEADER_BYTES, () => headerSum(log) !== null);
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  const lastFrame = log.length - frameBytes;
  let sum = header;
  for (let at = HEADER_BYTES; at <= lastFrame; at += frameBytes) {
    const before = sum;
    const isWhole = () =>
      isOfThisLog(log, at) && isSumAt(log, at + 16, frameSum(log, at, frameBytes, before));
    if (!isWhole()) return damageAt(log, at, frameBytes, isWhole);
    sum = frameSum(log, at, frameBytes, before);
  }
  return null;
}

function damageAt(log: Buffer, at: number, frameBytes: number, isWhole: () => boolean): LogDamage | null {
  // Behind its end lies what is left of older logs, under other salts.
  if (differingBits(log.subarray(at + 8, at + 16), log.subarray(16, 24)) <= 1) {
    const bit = wrongBit(log, at, at + frameBytes, isWhole);
    if (bit) return bit;
  }
  let isCommitted = false;
  for (let later = at; later + frameBytes <= log.length; later += frameBytes) {
    if (!isOfThisLog(log, later)) continue;
    if (isCommitted) return { offset: at, shouldBe: null };
    isCommitted = log.readUInt32BE(later + 4) !== 0;
  }
  return null;
}

/** Tries every bit between two offsets; the log is as it was afterwards. */
function wrongBit(log: Buffer, from: number, to: number, isRight: () => boolean): LogDamage | null {
  for (let offset = from; offset < to; offset += 1) {
    const is = log[offset] ?? 0;
    for (let mask = 1; mask < 256; mask <<= 1) {
      log[offset] = is ^ mask;
      const found = isRight();
      log[offset] = is;
      if (found) return { offset, shouldBe: is ^ mask };
    }
  }
  return null;
}

type Sum = readonly [number, number];

/** The sum over the header, with which all others begin; null where it is no header. */
function headerSum(log: Buffer): Sum | null {
  const magic = log.readUInt32BE(0);
  if (magic !== BIG_ENDIAN_SUMS && magic !== LITTLE_ENDIAN_SUMS) return null;
  const sum = summed(log, 0, 24, [0, 0]);
  return isSumAt(log, 24, sum) ? sum : null;
}

const frameSum = (log: Buffer, at: number, frameBytes: number, before: Sum): Sum =>
  summed(log, at + FRAME_HEADER_BYTES, at + frameBytes, summed(log, at, at + 8, before));

function summed(log: Buffer, from: number, to: number, before: Sum): Sum {
  const isBigEndian = log[3] === (BIG_ENDIAN_SUMS & 0xff);
  let [s0, s1] = before;
  for (let at = from; at < to; at += 8) {
    s0 = (s0 + (isBigEndian ? log.readUInt32BE(at) : log.readUInt32LE(at)) + s1) >>> 0;
    s1 = (s1 + (isBigEndian ? log.readUInt32BE(at + 4) : log.readUInt32LE(at + 4)) + s0) >>> 0;
  }
  return [s0, s1];
}

const isSumAt = (log: Buffer, at: number, [s0, s1]: Sum): boolean =>
  log.readUInt32BE(at) === s0 && log.readUInt32BE(at + 4) === s1;

/** Whether a frame carries the salts of this log, and not of one before it. */
const isOfThisLog = (log: Buffer, at: number): boolean =>
  log.subarray(at + 8, at + 16).equals(log.subarray(16, 24));

function differingBits(a: Buffer, b: Buffer): number {
  let bits = 0;
  for (const [index, byte] of a.entries())
    for (let rest = byte ^ (b[index] ?? 0); rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}
