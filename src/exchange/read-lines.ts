import { createHash } from 'node:crypto';
import { ok, type Result } from '../domain/result.ts';
import { publicKeyOf } from '../ledger/did-key.ts';
import { verifyEd25519 } from '../ledger/ed25519.ts';
import { MAX_LINE_BYTES } from './package-format.ts';
import { damaged, tooLarge } from './package-refusals.ts';

const NEW_LINE = 0x0a;
const SPACE = 0x20;

export interface Line {
  readonly bytes: Buffer;
  /** Counted from 1. */
  readonly line: number;
}

/** Splits a part into its lines, each without its end. The last one must end too. */
export async function* splitLines(
  part: string,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Result<Line>> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let line = 1;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(NEW_LINE, from);
      const stop = end < 0 ? bytes.length : end;
      if (heldBytes + stop - from > MAX_LINE_BYTES) {
        yield tooLarge(`${part}:${line}`, 'a line of it is longer than any record');
        return;
      }
      if (end < 0) break;
      const whole = bytes.subarray(from, end);
      yield ok({ bytes: heldBytes === 0 ? whole : Buffer.concat([...held, whole]), line });
      held = [];
      heldBytes = 0;
      line += 1;
      from = end + 1;
    }
    if (from < bytes.length) {
      held.push(bytes.subarray(from));
      heldBytes += bytes.length - from;
    }
  }
  if (heldBytes > 0) yield damaged(`${part}:${line}`, 'its last line has no end');
}

export interface PackedRecord {
  /** Canonical JSON of the record, if it is one: nothing of it has been read. */
  readonly bytes: Buffer;
  readonly signature: Buffer;
  readonly line: number;
}

/** `<signature as base64url> <record>`, or null. */
export function recordIn({ bytes, line }: Line): PackedRecord | null {
  const [proof, rest] = halves(bytes);
  const signature = signatureIn(proof);
  return signature && rest.length > 0 ? { bytes: rest, signature, line } : null;
}

/** The 64 bytes of a signature in the one way to write them as base64url, or null. */
export function signatureIn(text: string): Buffer | null {
  const signature = Buffer.from(text, 'base64url');
  return signature.length === 64 && signature.toString('base64url') === text ? signature : null;
}

export interface PackedJson {
  readonly hash: string;
  readonly json: string;
  readonly line: number;
}

/** `<SHA-256 as hex> <JSON>`, or null where the JSON is not what the hash names. */
export function namedJsonIn({ bytes, line }: Line): PackedJson | null {
  const [hash, json] = halves(bytes);
  return createHash('sha256').update(json).digest('hex') === hash
    ? { hash, json: json.toString('utf8'), line }
    : null;
}

function halves(bytes: Buffer): [string, Buffer] {
  const at = bytes.subarray(0, 100).indexOf(SPACE);
  return at < 0 ? ['', bytes] : [bytes.subarray(0, at).toString('latin1'), bytes.subarray(at + 1)];
}

/** Whether the line bears the signature of the author it names: what it is besides is for the ledger to say. */
export function provesItself(record: PackedRecord): boolean {
  try {
    const json: unknown = JSON.parse(record.bytes.toString('utf8'));
    if (typeof json !== 'object' || json === null || !('author' in json)) return false;
    const key = typeof json.author === 'string' ? publicKeyOf(json.author) : null;
    return key !== null && verifyEd25519(key, record.bytes, record.signature);
  } catch {
    return false;
  }
}
