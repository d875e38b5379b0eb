import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { ageIdentityOf, ageRecipientOf } from '../../src/ledger/age-keys.ts';
import { didKeyOf } from '../../src/ledger/did-key.ts';
import { generateKeyPair, signerOf } from '../../src/ledger/ed25519.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

describe('the age recipient of a signing key', () => {
  it('is the key that libsodium converts it to', () => {
    // libsodium, test/default/ed25519_convert.c and .exp.
    const { did } = signerOf(hex('421151a459faeade3d247115f94aedae42318124095afabe4d1451a559faedee'));
    const { bytes } = bech32.decodeToBytes(ageRecipientOf(did) ?? '');
    expect(Buffer.from(bytes).toString('hex')).toBe(
      'f1814f0e8ff1043d8a44d25babff3cedcae6c22c3edaa48f857ae70de2baae50',
    );
  });

  it('belongs to the identity of the same key', async () => {
    const { publicKey, privateKey } = generateKeyPair();
    const recipient = ageRecipientOf(didKeyOf(publicKey)) ?? '';
    const identity = await ageIdentityOf(privateKey);
    expect(await identityToRecipient(identity)).toBe(recipient);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(await decrypter.decrypt(await encrypter.encrypt('told to one'), 'text')).toBe('told to one');
  });

  it('does not exist where the key is no point of the curve, or one of small order', () => {
    expect(ageRecipientOf(didKeyOf(hex(`02${'00'.repeat(31)}`)))).toBeNull();
    expect(ageRecipientOf(didKeyOf(hex(`01${'00'.repeat(31)}`)))).toBeNull();
  });
});

it('what opens files cannot be read out', async () => {
  const { privateKey } = generateKeyPair();
  expect(await ageIdentityOf(privateKey)).toMatchObject({ extractable: false, usages: ['deriveBits'] });
});
