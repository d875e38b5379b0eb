import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { ok, type Result, refused } from '../domain/result.ts';

// OWASP's recommendation for scrypt: N = 2^17, r = 8, p = 1 (128 MiB).
const COST = 2 ** 17;
const BLOCK = 8;
const MAX_MEMORY = 256 * 1024 * 1024;

const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const base64Of = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes);

const SealedByPassphrase = z.object({
  kind: z.literal('scrypt-aes-256-gcm'),
  cost: z
    .int()
    .min(1024)
    .max(COST)
    .refine((cost) => Number.isInteger(Math.log2(cost))),
  salt: base64Of(SALT_BYTES),
  nonce: base64Of(NONCE_BYTES),
  tag: base64Of(TAG_BYTES),
  sealed: z.base64(),
});

function stretch(passphrase: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFKC'),
      salt,
      32,
      { N: cost, r: BLOCK, p: 1, maxmem: MAX_MEMORY },
      (error, key) => (error ? reject(error) : resolve(key)),
    );
  });
}

/** A key that seals several secrets under one passphrase, stretched once. */
export interface PassphraseKey {
  seal(secret: Uint8Array): Buffer;
}

/** Stretches a passphrase (scrypt) into a key that seals with AES-256-GCM. */
export async function passphraseKey(passphrase: string, cost = COST): Promise<PassphraseKey> {
  const salt = randomBytes(SALT_BYTES);
  const key = await stretch(passphrase, salt, cost);
  return {
    seal(secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
      const box: z.infer<typeof SealedByPassphrase> = {
        kind: 'scrypt-aes-256-gcm',
        cost,
        salt: salt.toString('base64'),
        nonce: nonce.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        sealed: sealed.toString('base64'),
      };
      return Buffer.from(JSON.stringify(box));
    },
  };
}

/** What was sealed with {@link passphraseKey}. Fails with `key.passphrase_wrong` or `key.damaged`. */
export async function unsealWithPassphrase(sealed: Uint8Array, passphrase: string): Promise<Result<Buffer>> {
  const damaged = refused(
    'key.damaged',
    'A private key in this workspace is damaged. Restore it from a backup.',
  );
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(sealed).toString('utf8'));
  } catch {
    return damaged;
  }
  const box = SealedByPassphrase.safeParse(json);
  if (!box.success) return damaged;
  const key = await stretch(passphrase, Buffer.from(box.data.salt, 'base64'), box.data.cost);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.data.nonce, 'base64'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(Buffer.from(box.data.tag, 'base64'));
    return ok(Buffer.concat([decipher.update(Buffer.from(box.data.sealed, 'base64')), decipher.final()]));
  } catch {
    return refused(
      'key.passphrase_wrong',
      'That passphrase does not open the keys of this workspace. Try again.',
    );
  }
}
