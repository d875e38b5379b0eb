import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { TransformStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import type { PersonKey } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { type AgeIdentity, ageRecipientOf } from '../ledger/age-keys.ts';
import { openFileSink, type Sink } from './file-sink.ts';
import { damaged, forSomebodyElse, passphraseNeeded, passphraseWrong } from './package-refusals.ts';

/** The first line of a file in the age format, version 1. */
export const AGE_MAGIC = 'age-encryption.org/v1\n';
/** Room for some two hundred recipients. The library reads a header to its end, however far that is. */
const MAX_HEADER_BYTES = 32 * 1024;
const NO_IDENTITY = "no identity matched any of the file's recipients";

/** Who can open what is encrypted: any one of these people with their key, or whoever knows the passphrase. */
export type Lock =
  | { readonly kind: 'keys'; readonly people: readonly PersonKey[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string };

/** Encrypts what is written to it (age, C2SP). Null where a key is no sound key. */
export async function encryptingSink(sink: Sink, lock: Lock): Promise<Sink | null> {
  const encrypter = new Encrypter();
  if (lock.kind === 'passphrase') encrypter.setPassphrase(lock.passphrase.normalize('NFKC'));
  else {
    // Without any recipient there would be nothing to encrypt for, which is not the same as for everybody.
    if (lock.people.length === 0) return null;
    for (const person of lock.people) {
      const recipient = ageRecipientOf(person);
      if (recipient === null) return null;
      encrypter.addRecipient(recipient);
    }
  }
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const encrypted = await encrypter.encrypt(readable);
  const pumped = (async () => {
    for await (const piece of encrypted) await sink.write(piece);
  })();
  // Awaited when it is closed; a failure before that also fails the next write.
  pumped.catch(() => undefined);
  const writer = writable.getWriter();
  writer.closed.catch(() => undefined);
  return {
    write: (piece) => writer.write(piece),
    async close() {
      await writer.close();
      await pumped;
      await sink.close();
    },
    async abandon() {
      await writer.abort().catch(() => undefined);
      await pumped.catch(() => undefined);
      await sink.abandon();
    },
  };
}

/** What may open an encrypted file. */
export interface Openers {
  readonly identities: readonly AgeIdentity[];
  readonly passphrase: string | null;
}

/**
 * Decrypts the file at `path` into `out`, piece by piece; what is there when it is refused is of no use. Fails with
 * `package.for_somebody_else`, `.passphrase_needed`, `.passphrase_wrong` or `.damaged`; throws what the disk says.
 */
export async function decryptFile(
  path: string,
  out: string,
  { identities, passphrase }: Openers,
  context: { readonly signal: AbortSignal; readonly progress: (doneBytes: number) => void },
): Promise<Result<void>> {
  const header = await soundHeader(path);
  if (header === null) return damaged('its encryption', 'its first lines are not whole');
  const isByPassphrase = header.startsWith(`${AGE_MAGIC}-> scrypt `);
  if (isByPassphrase && passphrase === null) return passphraseNeeded();
  const decrypter = new Decrypter();
  // Stretching it takes seconds: not for what no passphrase opens.
  if (isByPassphrase && passphrase !== null) decrypter.addPassphrase(passphrase.normalize('NFKC'));
  for (const identity of identities) decrypter.addIdentity(identity);
  const source = createReadStream(path, { highWaterMark: 256 * 1024, signal: context.signal });
  const sink = await openFileSink(out);
  try {
    const decrypted = await decrypter.decrypt(Readable.toWeb(source));
    for await (const piece of decrypted) {
      await sink.write(piece);
      context.progress(source.bytesRead);
    }
    await sink.close();
    return ok(undefined);
  } catch (error) {
    await sink.abandon();
    context.signal.throwIfAborted();
    // What the disk or the system refuses has a code; what the library finds in a file has none.
    if (!(error instanceof Error) || 'code' in error) throw error;
    if (error.message === NO_IDENTITY) return isByPassphrase ? passphraseWrong() : forSomebodyElse();
    return damaged('its encryption', 'it was changed or cut short after it was encrypted');
  } finally {
    source.destroy();
  }
}

async function soundHeader(path: string): Promise<string | null> {
  const start = createReadStream(path, { end: MAX_HEADER_BYTES - 1, highWaterMark: MAX_HEADER_BYTES });
  let head = '';
  for await (const piece of start) head += piece.toString('latin1');
  return head.startsWith(AGE_MAGIC) && /\n--- [A-Za-z0-9+/]{43}\n/.test(head) ? head : null;
}
