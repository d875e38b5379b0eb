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
  if (!header) return wrongBit(log, 0, HEADER_BYTES, 24, () => isFollowed(log));
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  let before = header;
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    if (!isFrame(log, at, frameBytes, before)) return damageAt(log, at, frameBytes, before);
    before = frameSum(log, at, frameBytes, before);
  }
  return null;
}

/** Whether the header, and the first frame under it, are whole: where a frame is of it, no other header will do. */
function isFollowed(log: Buffer): boolean {
  const sum = headerSum(log);
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  if (!sum || HEADER_BYTES + frameBytes > log.length) return false;
  return isFrame(log, HEADER_BYTES, frameBytes, sum);
}

function damageAt(log: Buffer, at: number, frameBytes: number, before: Sum): LogDamage | null {
  const next = at + frameBytes;
  const isWhole = () => isFrame(log, at, frameBytes, before);
  const isFollowedBy = () =>
    isWhole() && isFrame(log, next, frameBytes, frameSum(log, at, frameBytes, before));
  // Behind its end lies what is left of older logs, under other salts.
  if (differingBits(log.subarray(at + 8, at + 16), log.subarray(16, 24)) <= 1) {
    const hasNext = next + frameBytes <= log.length && isOfThisLog(log, next);
    const bit =
      (hasNext ? wrongBit(log, at, next, at + 16, isFollowedBy) : null) ??
      wrongBit(log, at, next, at + 16, isWhole);
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

/**
 * Tries every bit between two offsets, those of the sum itself first: a bit of the last word and one of the sum can
 * stand for each other, and what is written must not be changed where it may be right. The upper bits of words that lie
 * a certain way apart can stand for each other as well, since the sum adds up to 32 bits: where several fit, none is
 * proved. The log is as it was afterwards.
 */
function wrongBit(
  log: Buffer,
  from: number,
  to: number,
  sumAt: number,
  isRight: () => boolean,
): LogDamage | null {
  const offsets = Array.from({ length: to - from }, (_, index) => from + index);
  const isOfSum = (offset: number) => offset >= sumAt && offset < sumAt + 8;
  let fitting: LogDamage | null = null;
  for (const offset of [...offsets.filter(isOfSum), ...offsets.filter((one) => !isOfSum(one))]) {
    const is = log[offset] ?? 0;
    for (let mask = 1; mask < 256; mask <<= 1) {
      log[offset] = is ^ mask;
      const found = isRight();
      log[offset] = is;
      if (!found) continue;
      if (isOfSum(offset)) return { offset, shouldBe: is ^ mask };
      if (fitting) return { offset: from, shouldBe: null };
      fitting = { offset, shouldBe: is ^ mask };
    }
  }
  return fitting;
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

/** Whether a whole frame of this log lies there, the sum before it being this. */
const isFrame = (log: Buffer, at: number, frameBytes: number, before: Sum): boolean =>
  at + frameBytes <= log.length &&
  isOfThisLog(log, at) &&
  isSumAt(log, at + 16, frameSum(log, at, frameBytes, before));

/** Whether a frame carries the salts of this log, and not of one before it. */
const isOfThisLog = (log: Buffer, at: number): boolean =>
  log.subarray(at + 8, at + 16).equals(log.subarray(16, 24));

function differingBits(a: Buffer, b: Buffer): number {
  let bits = 0;
  for (const [index, byte] of a.entries())
    for (let rest = byte ^ (b[index] ?? 0); rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}
