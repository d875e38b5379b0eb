import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FACTS, type Fact, type FactBody, type FactType } from '../domain/facts.ts';
import { PersonKey, RecordId, Sha256, Timestamp } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { canonicalJson, isCanonicalText } from './canonical-json.ts';
import { publicKeyOf } from './did-key.ts';
import { verifyEd25519 } from './ed25519.ts';

/** The format of records this program writes. Older ones stay readable; newer ones are kept untouched. */
export const RECORD_VERSION = 1;

const Envelope = z.strictObject({
  v: z.literal(RECORD_VERSION),
  type: z.enum(Object.keys(FACTS) as [FactType, ...FactType[]]),
  workspace: Sha256,
  author: PersonKey,
  /** 1-based position in the author's own chain. */
  seq: z.int().min(1),
  /** The id of the author's previous record; null on the first. */
  prev: RecordId.nullable(),
  at: Timestamp,
  body: z.unknown(),
});

/** A record as it is stored and exchanged: the exact canonical bytes that were hashed and signed. */
export interface SignedRecord {
  readonly id: RecordId;
  readonly workspace: string;
  readonly prev: RecordId | null;
  readonly fact: Fact;
  /** JCS (RFC 8785) of the record without its signature, UTF-8. */
  readonly bytes: Buffer;
  /** Ed25519 over `bytes`, 64 bytes. */
  readonly signature: Buffer;
}

export interface RecordToSign<T extends FactType> {
  readonly type: T;
  readonly workspace: string;
  readonly seq: number;
  readonly prev: RecordId | null;
  readonly at: string;
  readonly body: FactBody<T>;
}

export interface RecordSigner {
  readonly did: PersonKey;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** The id of a record: the SHA-256 of its canonical bytes without the signature. */
export function recordIdOf(bytes: Uint8Array): RecordId {
  return RecordId.parse(createHash('sha256').update(bytes).digest('hex'));
}

/** A signed record. The body must fit its type; a body that does not is a bug of the caller. */
export function signRecord<T extends FactType>(
  unsigned: RecordToSign<T>,
  signer: RecordSigner,
): SignedRecord {
  const { type, workspace, seq, prev, at, body } = unsigned;
  const author = signer.did;
  const bytes = Buffer.from(
    canonicalJson({ v: RECORD_VERSION, type, workspace, author, seq, prev, at, body }),
  );
  const id = recordIdOf(bytes);
  const fact = { id, type, author, seq, at, body } as Fact;
  return { id, workspace, prev, fact, bytes, signature: Buffer.from(signer.sign(bytes)) };
}

/**
 * Reads and checks a record from anywhere: canonical form, shape, and signature.
 * What comes back has proved itself except for its place in the chain and its author's standing.
 */
export function readRecord(bytes: Uint8Array, signature: Uint8Array): Result<SignedRecord> {
  const parsed = parseCanonical(bytes);
  if (!parsed.ok) return parsed;
  const json = parsed.value;
  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return refusedShape(json, envelope.error);
  const { type, author, seq, at, prev, workspace } = envelope.data;
  if ((seq === 1) !== (prev === null))
    return refused('record.malformed', 'A record names no place in a chain that there can be.', {
      at: 'prev',
    });
  const body = FACTS[type].safeParse(envelope.data.body);
  if (!body.success)
    return refused('record.body_invalid', `A record of type ${type} has a body this program cannot read.`, {
      at: body.error.issues[0]?.path.join('.'),
    });
  const publicKey = publicKeyOf(author);
  if (!publicKey || !verifyEd25519(publicKey, bytes, signature)) {
    return refused(
      'record.signature_wrong',
      'A record’s signature does not fit its content: it was changed after it was signed.',
    );
  }
  const id = recordIdOf(bytes);
  const fact = { id, type, author, seq, at, body: body.data } as Fact;
  return ok({ id, workspace, prev, fact, bytes: viewOf(bytes), signature: viewOf(signature) });
}

const viewOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The JSON value whose canonical form these bytes are. Fails with `record.not_json` or `record.not_canonical`. */
export function parseCanonical(bytes: Uint8Array): Result<unknown> {
  const text = viewOf(bytes).toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused('record.not_json', 'A record is damaged: it is not JSON any more.');
  }
  // Text would hide what is no UTF-8.
  if (isUtf8(bytes) && isCanonicalText(json, text)) return ok(json);
  return refused(
    'record.not_canonical',
    'A record is not in canonical form, so what was signed is not what is read.',
  );
}

function refusedShape(json: unknown, error: z.ZodError): Result<never> {
  const said = z.object({ v: z.int().min(RECORD_VERSION), type: z.string() }).safeParse(json);
  if (said.success && (said.data.v > RECORD_VERSION || !Object.hasOwn(FACTS, said.data.type))) {
    return refused('record.newer', 'This record was made by a newer version of Assay. Update to read it.');
  }
  return refused('record.malformed', 'A record does not have the shape of a record.', {
    at: error.issues[0]?.path.join('.'),
  });
}

/** A stored record cannot be read any more: its bytes were damaged on the disk or by hand. */
export class DamagedRecord extends Error {}

/** Facts from bytes that were checked when they were stored. Throws `DamagedRecord` where they are no record now. */
export function factOfStored(id: RecordId, bytes: Uint8Array): Fact {
  let stored: Fact | null;
  try {
    stored = JSON.parse(Buffer.from(bytes).toString('utf8')) as Fact | null;
  } catch {
    stored = null;
  }
  if (!stored?.body || !Object.hasOwn(FACTS, stored.type)) throw new DamagedRecord(`record ${id} is damaged`);
  const { type, author, seq, at, body } = stored;
  return { id, type, author, seq, at, body } as Fact;
}
