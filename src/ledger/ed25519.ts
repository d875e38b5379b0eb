import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { PersonKey } from '../domain/ids.ts';
import { didKeyOf } from './did-key.ts';

// RFC 8410: an Ed25519 key in SPKI and PKCS #8 is a fixed prefix and 32 raw bytes.
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SIGNATURE_BYTES = 64;
const CACHED_KEYS = 4096;

// Points of small order: under such a key one signature fits many messages, so a signature binds nothing.
const SMALL_ORDER = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
]);

const keys = new Map<string, KeyObject>();

/** Whether the signature (64 bytes) is this key's over exactly these bytes (RFC 8032). Never throws. */
export function verifyEd25519(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const key = keyObjectOf(publicKey);
  return key !== null && verify(null, bytes, key, signature);
}

function keyObjectOf(publicKey: Uint8Array): KeyObject | null {
  const hex = Buffer.from(publicKey).toString('hex');
  const known = keys.get(hex);
  if (known) return known;
  if (publicKey.length !== 32 || SMALL_ORDER.has(hex)) return null;
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
  // A verifier meets few keys; a hostile file with millions must not grow the process.
  if (keys.size >= CACHED_KEYS) keys.clear();
  keys.set(hex, key);
  return key;
}

/** A new key pair: the raw public key and the 32-byte seed of the private key. */
export function generateKeyPair(): { publicKey: Uint8Array; privateKey: Uint8Array } {
  const pair = generateKeyPairSync('ed25519');
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  return {
    publicKey: Uint8Array.from(spki.subarray(SPKI_PREFIX.length)),
    privateKey: Uint8Array.from(pkcs8.subarray(PKCS8_PREFIX.length)),
  };
}

/** A signer for the private key with this 32-byte seed. The seed is not kept; the caller may wipe it. */
export function signerOf(seed: Uint8Array): { did: PersonKey; sign: (bytes: Uint8Array) => Uint8Array } {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed has 32 bytes');
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const did = didKeyOf(Uint8Array.from(spki.subarray(SPKI_PREFIX.length)));
  return { did, sign: (bytes) => Uint8Array.from(sign(null, bytes, key)) };
}
