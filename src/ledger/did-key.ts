import { base58btc } from 'multiformats/bases/base58';
import { PersonKey } from '../domain/ids.ts';

// Multicodec `ed25519-pub` as an unsigned varint (did:key method, section 3.1.2).
const ED25519_PUB = [0xed, 0x01] as const;
const KEY_BYTES = 32;

/** The `did:key` of a raw 32-byte Ed25519 public key. Throws on any other length. */
export function didKeyOf(publicKey: Uint8Array): PersonKey {
  if (publicKey.length !== KEY_BYTES) throw new RangeError('an Ed25519 public key has 32 bytes');
  return PersonKey.parse(`did:key:${base58btc.encode(Uint8Array.from([...ED25519_PUB, ...publicKey]))}`);
}

/** Keys are few and named in every record; a hostile file with millions must not grow the process. */
const REMEMBERED = 4096;
const known = new Map<string, Uint8Array>();

/** The raw 32-byte Ed25519 public key behind a `did:key`, or null when it is not one. Never throws. */
export function publicKeyOf(did: string): Uint8Array | null {
  const before = known.get(did);
  if (before) return before;
  const parsed = PersonKey.safeParse(did);
  const key = parsed.success ? publicKeyOfMultikey(parsed.data.slice('did:key:'.length)) : null;
  if (!key) return null;
  if (known.size >= REMEMBERED) known.clear();
  known.set(did, key);
  return key;
}

/** The raw Ed25519 public key in a `publicKeyMultibase` (`z6Mk…`), or null when it is not one. Never throws. */
export function publicKeyOfMultikey(multikey: string): Uint8Array | null {
  if (!/^z6Mk[1-9A-HJ-NP-Za-km-z]{40,48}$/.test(multikey)) return null;
  const bytes = base58btc.decode(multikey);
  if (bytes.length !== ED25519_PUB.length + KEY_BYTES) return null;
  if (bytes[0] !== ED25519_PUB[0] || bytes[1] !== ED25519_PUB[1]) return null;
  return bytes.slice(ED25519_PUB.length);
}
