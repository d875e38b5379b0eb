import { webcrypto } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { bech32 } from '@scure/base';
import type { PersonKey } from '../domain/ids.ts';
import { publicKeyOf } from './did-key.ts';

// RFC 8410: an X25519 key in PKCS #8 is a fixed prefix and 32 raw bytes.
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** Opens what was encrypted to a person's key. It cannot sign, and the key behind it cannot be read out. */
export type AgeIdentity = webcrypto.CryptoKey;

/**
 * The `age1…` recipient that a person's signing key stands for: its point on the twisted Edwards curve as the
 * u-coordinate of the same point on Curve25519 (RFC 7748, section 4.1). Null where the key is no point that could sign.
 */
export function ageRecipientOf(person: PersonKey): string | null {
  const publicKey = publicKeyOf(person);
  if (!publicKey || !isSound(publicKey)) return null;
  return bech32.encodeFromBytes('age', ed25519.utils.toMontgomery(publicKey));
}

/** A point of the curve, and not of small order: to such a one, anybody could open what is sealed. */
function isSound(publicKey: Uint8Array): boolean {
  try {
    return !ed25519.Point.fromBytes(publicKey).isSmallOrder();
  } catch {
    return false;
  }
}

/** What opens the files encrypted to `ageRecipientOf` the key with this 32-byte seed. The seed is not kept. */
export async function ageIdentityOf(seed: Uint8Array): Promise<AgeIdentity> {
  const scalar = ed25519.utils.toMontgomerySecret(seed);
  const der = Buffer.concat([PKCS8_PREFIX, scalar]);
  const identity = await webcrypto.subtle.importKey('pkcs8', der, { name: 'X25519' }, false, ['deriveBits']);
  scalar.fill(0);
  der.fill(0);
  return identity;
}
