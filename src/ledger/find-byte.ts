/** One byte that differs from what it was. */
export interface WrongByte {
  /** 0-based. */
  readonly offset: number;
  readonly is: number;
  readonly shouldBe: number;
}

/** How much a search may take: in bytes of SHA-256, of which a machine does a billion or so in a second. */
export interface SearchLimits {
  readonly atMost?: number;
  /** Of one try; as long as the bytes, and a little, when absent. */
  readonly eachTry?: number;
}

/** Enough for every byte of a record of 2,500 bytes, and for every bit of one of 15,000. */
const AT_MOST = 2 * 1024 * 1024 * 1024;
const AT_ONCE = 4 * 1024 * 1024;
/** What beginning a digest costs. */
const BEGINNING = 1000;

/**
 * Looks for the one changed byte with which the bytes fit again what names them: a digest, a signature. Single bits
 * first, since that is how disks forget. Yields now and then, for others to have their turn; gives null when no one byte
 * does it, or when the limit is reached.
 */
export function* findByte(
  bytes: Uint8Array,
  fits: (candidate: Uint8Array) => boolean,
  { atMost = AT_MOST, eachTry = bytes.length + BEGINNING }: SearchLimits = {},
): Generator<undefined, WrongByte | null> {
  const candidate = Uint8Array.from(bytes);
  let left = atMost;
  let untilBreath = AT_ONCE;
  for (const masks of [SINGLE_BITS, OTHER_CHANGES]) {
    for (const [offset, is] of bytes.entries()) {
      for (const mask of masks) {
        candidate[offset] = is ^ mask;
        if (fits(candidate)) return { offset, is, shouldBe: is ^ mask };
      }
      candidate[offset] = is;
      left -= masks.length * eachTry;
      untilBreath -= masks.length * eachTry;
      if (left <= 0) return null;
      if (untilBreath > 0) continue;
      untilBreath = AT_ONCE;
      yield;
    }
  }
  return null;
}

const SINGLE_BITS = [1, 2, 4, 8, 16, 32, 64, 128];
const OTHER_CHANGES = Array.from({ length: 255 }, (_, index) => index + 1).filter(
  (mask) => !SINGLE_BITS.includes(mask),
);

/** `findByte` in one go, for what is small. */
export function findByteNow(
  bytes: Uint8Array,
  fits: (candidate: Uint8Array) => boolean,
  limits: SearchLimits,
): WrongByte | null {
  const search = findByte(bytes, fits, limits);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}
