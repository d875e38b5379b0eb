import { existsSync, readFileSync } from 'node:fs';
import { base58btc } from 'multiformats/bases/base58';
import { describe, expect, it } from 'vitest';
import { didKeyOf, publicKeyOf } from '../../src/ledger/did-key.ts';
import { generateKeyPair, signerOf, verifyEd25519 } from '../../src/ledger/ed25519.ts';

const VECTORS = '../shared/corpora/crypto/vc-di-eddsa';
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

// RFC 8032, section 7.1, test 3.
const RFC8032 = {
  seed: hex('c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7'),
  publicKey: hex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025'),
  message: hex('af82'),
  signature: hex(
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ),
};

describe('Ed25519', () => {
  it('signs and verifies as RFC 8032 publishes', () => {
    const signer = signerOf(RFC8032.seed);
    expect(signer.did).toBe(didKeyOf(RFC8032.publicKey));
    expect(signer.sign(RFC8032.message)).toEqual(RFC8032.signature);
    expect(verifyEd25519(RFC8032.publicKey, RFC8032.message, RFC8032.signature)).toBe(true);
  });

  it('refuses a signature with any bit flipped, or of another length', () => {
    for (let bit = 0; bit < 512; bit += 1) {
      const flipped = Uint8Array.from(RFC8032.signature);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyEd25519(RFC8032.publicKey, RFC8032.message, flipped)).toBe(false);
    }
    expect(verifyEd25519(RFC8032.publicKey, RFC8032.message, RFC8032.signature.slice(1))).toBe(false);
    expect(verifyEd25519(RFC8032.publicKey.slice(1), RFC8032.message, RFC8032.signature)).toBe(false);
  });

  it('trusts no key of small order, under which one signature fits every message', () => {
    const identity = hex(`01${'00'.repeat(31)}`);
    const forged = hex(`01${'00'.repeat(63)}`);
    expect(verifyEd25519(identity, RFC8032.message, forged)).toBe(false);
  });

  it('makes key pairs whose seed signs for their did', () => {
    const pair = generateKeyPair();
    const signer = signerOf(pair.privateKey);
    expect(signer.did).toBe(didKeyOf(pair.publicKey));
    const bytes = new TextEncoder().encode('a judgment');
    expect(verifyEd25519(pair.publicKey, bytes, signer.sign(bytes))).toBe(true);
  });
});

describe('did:key', () => {
  it('carries the key there and back', () => {
    const { publicKey } = generateKeyPair();
    expect(publicKeyOf(didKeyOf(publicKey))).toEqual(publicKey);
  });

  it.skipIf(!existsSync(VECTORS))('reads the W3C key (skipped when ../shared is absent)', () => {
    const { publicKeyMultibase } = JSON.parse(readFileSync(`${VECTORS}/keyPair.json`, 'utf8'));
    expect(didKeyOf(publicKeyOf(`did:key:${publicKeyMultibase}`) ?? new Uint8Array())).toBe(
      `did:key:${publicKeyMultibase}`,
    );
  });

  it('is null for other methods, other key types and broken text', () => {
    const p256 = base58btc.encode(Uint8Array.from([0x80, 0x24, ...new Uint8Array(33)]));
    for (const did of [
      '',
      'did:web:example.org',
      `did:key:${p256}`,
      'did:key:z6Mk',
      'did:key:z6MkO0Il'.padEnd(56, '1'),
    ]) {
      expect(publicKeyOf(did)).toBeNull();
    }
    expect(publicKeyOf(`${didKeyOf(generateKeyPair().publicKey)}1`)).toBeNull();
  });
});
