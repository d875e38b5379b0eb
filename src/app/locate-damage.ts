import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { publicKeyOf } from '../ledger/did-key.ts';
import { verifyEd25519 } from '../ledger/ed25519.ts';
import { findByte, type WrongByte } from '../ledger/find-byte.ts';
import { jsonBreak } from '../ledger/json-break.ts';
import { readRecord } from '../ledger/record.ts';
import type { StoredRecord } from '../store/records.ts';
import { isOneByteOff, placeInRow, summedBytes, sumOf, type UnprovedRow } from '../store/sums.ts';

export interface Search {
  readonly signal: AbortSignal;
  /** Lets others have their turn. */
  readonly breathe: () => Promise<void>;
  /** What a backup holds at this position of the ledger, or null. */
  readonly inBackup: (position: number) => StoredRecord | null;
}

/** Trying a signature takes as long as the digest of 100,000 bytes. */
const SIGNATURE = { eachTry: 100_000 };

/** Says in a sentence which byte of a stored record is wrong, and what it was, as exactly as can be proved. */
export async function locateInRecord(row: StoredRecord, search: Search): Promise<string> {
  const { id, bytes, signature } = row;
  const read = readRecord(bytes, signature);
  if (read.ok) {
    const offset = [...read.value.id].findIndex((character, index) => character !== id[index]);
    return `Its id is not the SHA-256 of its bytes: byte ${offset} of the id is wrong and should be “${read.value.id[offset] ?? ''}”.`;
  }
  if (sha256(bytes) === id) {
    const author = publicKeyOf(authorIn(bytes));
    const wrong =
      author &&
      (await found(
        findByte(signature, (one) => verifyEd25519(author, bytes, one), SIGNATURE),
        search,
      ));
    if (wrong) return said(wrong, 'of its signature');
  } else {
    const wrong = await found(
      findByte(bytes, (one) => sha256(one) === id),
      search,
    );
    if (wrong) return said(wrong);
  }
  return besideBackup(row, search) ?? `${whereItBreaks(bytes)} More than one byte of it is wrong.`;
}

function besideBackup(row: StoredRecord, { inBackup }: Search): string | null {
  const kept = inBackup(row.position);
  if (!kept || !readRecord(kept.bytes, kept.signature).ok || kept.id !== row.id) return null;
  for (const [part, name] of [
    ['bytes', ''],
    ['signature', 'of its signature'],
  ] as const) {
    const offset = firstDifference(row[part], kept[part]);
    const shouldBe = kept[part][offset];
    const is = row[part][offset];
    if (offset < 0) continue;
    if (is === undefined || shouldBe === undefined)
      return `It is ${row[part].length} bytes long and should be ${kept[part].length}, as the newest backup holds it.`;
    return `${said({ offset, is, shouldBe }, name)} It is the first that differs from the newest backup.`;
  }
  return null;
}

/** Where JSON or its canonical form breaks: the wrong byte is there or before. */
function whereItBreaks(bytes: Buffer): string {
  const end = jsonBreak(bytes);
  if (end !== null) return `It stops being JSON at byte ${end}.`;
  try {
    const offset = firstDifference(bytes, Buffer.from(canonicalJson(JSON.parse(bytes.toString('utf8')))));
    if (offset >= 0) return `It stops being in canonical form at byte ${offset}.`;
  } catch {
    // A lone surrogate has no canonical form.
  }
  return 'Which byte is wrong cannot be known from what is here.';
}

/** Says in a sentence which byte of a local row is wrong. */
export async function locateInRow(row: UnprovedRow, search: Omit<Search, 'inBackup'>): Promise<string> {
  const { bytes, fits } = summedBytes(row);
  if (isOneByteOff(row.sum, sumOf(row.values))) return 'Only its sum is damaged; what it holds is whole.';
  const wrong = await found(findByte(bytes, fits), search);
  const place = wrong && placeInRow(row, wrong.offset);
  if (!wrong || !place) return 'Which byte is wrong cannot be known: more than one is.';
  return said({ ...wrong, offset: place.offset }, `of “${place.column}”`);
}

/** Says which byte of a file is wrong, where it is one and the file small enough to try them all; else null. */
export async function locateInFile(bytes: Buffer, hash: string, signal: AbortSignal): Promise<string | null> {
  const wrong = await found(
    findByte(bytes, (one) => sha256(one) === hash),
    { signal, breathe: setImmediate },
  );
  return wrong && said(wrong);
}

async function found(
  search: Generator<undefined, WrongByte | null>,
  { signal, breathe }: Omit<Search, 'inBackup'>,
): Promise<WrongByte | null> {
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    await breathe();
    signal.throwIfAborted();
  }
}

const hex = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`;

const said = ({ offset, is, shouldBe }: WrongByte, of = '') =>
  `Byte ${offset}${of && ` ${of}`} is ${hex(is)} and should be ${hex(shouldBe)}.`;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** -1 where they are equal; the shorter length where one is the beginning of the other. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return at;
  return -1;
}

const Authored = z.object({ author: z.string() });
const authorIn = (bytes: Buffer): string =>
  Authored.safeParse(JSON.parse(bytes.toString('utf8'))).data?.author ?? '';
