import { createHash } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { describe, expect, it } from 'vitest';
import { keyWords } from '../../src/ledger/key-words.ts';
import { passphraseKey, unsealWithPassphrase } from '../../src/ledger/sealed-key.ts';
import { keyNamed } from '../builders/a-chain.ts';

const secret = Uint8Array.from({ length: 32 }, (_, index) => index);
const COST = 1024;
const sealed = async (passphrase = 'correct horse') => (await passphraseKey(passphrase, COST)).seal(secret);
const codeOf = async (box: Uint8Array, passphrase = 'correct horse') => {
  const opened = await unsealWithPassphrase(box, passphrase);
  return opened.ok ? 'ok' : opened.error.code;
};
const changed = (box: Buffer, change: Record<string, unknown>) =>
  Buffer.from(JSON.stringify({ ...JSON.parse(box.toString()), ...change }));
const zeros = (count: number) => Buffer.alloc(count).toString('base64');

describe('a private key sealed with a passphrase', () => {
  it('opens with it', async () => {
    expect(await unsealWithPassphrase(await sealed(), 'correct horse')).toEqual({
      ok: true,
      value: Buffer.from(secret),
    });
  });
  it('opens with it typed on another system, where letters are composed otherwise', async () => {
    expect(await codeOf(await sealed('gr\u00fcn und lang'), 'gru\u0308n und lang')).toBe('ok');
  });
  it('does not open with another', async () => {
    expect(await codeOf(await sealed(), 'correct horsf')).toBe('key.passphrase_wrong');
  });
  it('never lies there in clear, and never twice the same', async () => {
    const [one, two] = [await sealed(), await sealed()];
    expect(one.includes(Buffer.from(secret))).toBe(false);
    expect(one.equals(two)).toBe(false);
  });
  it('says that it is damaged when it cannot be read', async () => {
    const box = await sealed();
    const damaged = [
      Buffer.alloc(0),
      box.subarray(0, 40),
      Buffer.from('[]'),
      changed(box, { cost: 1025 }),
      changed(box, { cost: 2 ** 20 }),
      changed(box, { cost: 2 ** 40 }),
      changed(box, { nonce: '' }),
      changed(box, { salt: '!' }),
      changed(box, { kind: 'rot13' }),
      // A short tag would be taken by many openers, and proves little.
      changed(box, { tag: JSON.parse(box.toString()).tag.slice(0, 8) }),
    ];
    expect(await Promise.all(damaged.map((one) => codeOf(one)))).toEqual(damaged.map(() => 'key.damaged'));
  });
  it('does not open when what was sealed was changed', async () => {
    const box = await sealed();
    expect(await codeOf(changed(box, { sealed: zeros(32) }))).toBe('key.passphrase_wrong');
    expect(await codeOf(changed(box, { tag: zeros(16) }))).toBe('key.passphrase_wrong');
  });
});

describe('the six words of a key', () => {
  it('are the same wherever they are read', () => {
    expect(keyWords(keyNamed('Ann'))).toBe('purse envelope much hospital blush occur');
  });
  it('are the first 66 bits of the key’s SHA-256, eleven to a word', () => {
    const digest = createHash('sha256').update(keyNamed('Bob')).digest();
    const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const words = (bits.slice(0, 66).match(/.{11}/g) ?? []).map(
      (group) => wordlist[Number.parseInt(group, 2)],
    );
    expect(keyWords(keyNamed('Bob')).split(' ')).toEqual(words);
  });
  it('differ from another key’s', () => {
    expect(keyWords(keyNamed('Ann'))).not.toBe(keyWords(keyNamed('Bob')));
    expect(keyWords(keyNamed('Ann')).split(' ')).toHaveLength(6);
  });
});
