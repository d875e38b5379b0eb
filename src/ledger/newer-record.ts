import { z } from 'zod';
import { FACTS } from '../domain/facts.ts';
import { PersonKey, RecordId, Sha256, Timestamp } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { publicKeyOf } from './did-key.ts';
import { verifyEd25519 } from './ed25519.ts';
import { parseCanonical, RECORD_VERSION, readRecord, recordIdOf, type SignedRecord } from './record.ts';

/** A record that only a newer version of this program can read. */
export interface NewerRecord {
  readonly id: RecordId;
  readonly v: number;
  readonly type: string;
  readonly workspace: string;
  /** Where it lies in a chain; null where a newer version says so in another way. */
  readonly place: {
    readonly author: PersonKey;
    readonly seq: number;
    readonly prev: RecordId | null;
    readonly at: string;
  } | null;
}

const Newer = z.object({
  v: z.int().min(RECORD_VERSION),
  type: z.string().min(1).max(100),
  workspace: Sha256,
});
const PlacedNewer = z.object({
  author: PersonKey,
  seq: z.int().min(1),
  prev: RecordId.nullable(),
  at: Timestamp,
});

/** A record as it may come from anywhere. */
export type AnyRecord =
  | { readonly kind: 'known'; readonly record: SignedRecord }
  | { readonly kind: 'newer'; readonly record: NewerRecord };

/** Reads and checks a record, as far as it can be read. Fails as `readRecord` does, but for newer ones. */
export function readAnyRecord(bytes: Uint8Array, signature: Uint8Array): Result<AnyRecord> {
  const read = readRecord(bytes, signature);
  if (read.ok) return ok({ kind: 'known', record: read.value });
  if (read.error.code !== 'record.newer') return read;
  const newer = readNewer(bytes, signature);
  return newer.ok ? ok({ kind: 'newer', record: newer.value }) : newer;
}

/** Where the author is a key that is known here, the signature must fit. */
function readNewer(bytes: Uint8Array, signature: Uint8Array): Result<NewerRecord> {
  const parsed = parseCanonical(bytes);
  if (!parsed.ok) return parsed;
  const json = parsed.value;
  const read = Newer.safeParse(json);
  const placed = PlacedNewer.safeParse(json);
  const isOurs = read.success && read.data.v === RECORD_VERSION;
  if (!read.success || (isOurs && (!placed.success || Object.hasOwn(FACTS, read.data.type)))) {
    return refused('record.malformed', 'A record does not have the shape of a record.');
  }
  const author = z.object({ author: PersonKey }).safeParse(json);
  const key = author.success ? publicKeyOf(author.data.author) : null;
  if (signature.length !== 64 || (key ? !verifyEd25519(key, bytes, signature) : isOurs)) {
    return refused(
      'record.signature_wrong',
      'A record’s signature does not fit its content: it was changed after it was signed.',
    );
  }
  return ok({ id: recordIdOf(bytes), ...read.data, place: placed.success ? placed.data : null });
}
