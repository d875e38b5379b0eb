import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { readRecord, recordIdOf, type SignedRecord } from '../../src/ledger/record.ts';
import { AChain, keyNamed, signerNamed } from '../builders/a-chain.ts';

const [record] = new AChain().records as [SignedRecord];
const code = (bytes: Uint8Array, signature: Uint8Array) => {
  const read = readRecord(bytes, signature);
  return read.ok ? 'ok' : read.error.code;
};
/** These bytes, signed by `root` as they are. */
const signed = (text: string | Uint8Array) => {
  const bytes = Buffer.from(text);
  return code(bytes, signerNamed('root').sign(bytes));
};
const json = (): Record<string, unknown> => JSON.parse(record.bytes.toString('utf8'));

describe('a record', () => {
  it('reads back as what was signed', () => {
    expect(readRecord(record.bytes, record.signature)).toEqual({ ok: true, value: record });
  });
  it('has the SHA-256 of its canonical bytes as its id', () => {
    expect(recordIdOf(record.bytes)).toBe(record.id);
    expect(record.bytes.toString()).toBe(canonicalJson(json()));
  });
  it('is refused when any one of its bytes was changed', () => {
    for (let at = 0; at < record.bytes.length; at += 1) {
      const changed = Buffer.from(record.bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(code(changed, record.signature)).not.toBe('ok');
    }
  });
  it('is refused when any one byte of its signature was changed', () => {
    for (let at = 0; at < 64; at += 1) {
      const changed = Buffer.from(record.signature);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(code(record.bytes, changed)).toBe('record.signature_wrong');
    }
  });
  it('is refused with a signature that is too short or too long', () => {
    expect(code(record.bytes, record.signature.subarray(1))).toBe('record.signature_wrong');
    expect(code(record.bytes, Buffer.concat([record.signature, Buffer.alloc(1)]))).toBe(
      'record.signature_wrong',
    );
  });
  it('is refused in somebody else’s name', () => {
    const other = canonicalJson({ ...json(), author: keyNamed('Eve') });
    expect(signed(other)).toBe('record.signature_wrong');
  });
  it('is refused with its keys in another order, though it says the same', () => {
    expect(signed(JSON.stringify(Object.fromEntries(Object.entries(json()).reverse())))).toBe(
      'record.not_canonical',
    );
  });
  it('is refused with spaces, a second key or another spelling of a number', () => {
    const text = record.bytes.toString();
    expect(signed(text.replace('{', '{ '))).toBe('record.not_canonical');
    expect(signed(text.replace('"v":1', '"v":1,"v":1'))).toBe('record.not_canonical');
    expect(signed(text.replace('"v":1', '"v":1.0'))).toBe('record.not_canonical');
  });
  it('is refused where its bytes are not UTF-8, though their replacement would be canonical', () => {
    const [before, after] = canonicalJson({ ...json(), body: { ...Object(json().body), name: 'W?' } }).split(
      'W?',
    );
    const bytes = Buffer.concat([Buffer.from(`${before}W`), Buffer.from([0xff]), Buffer.from(`${after}`)]);
    expect(signed(bytes)).toBe('record.not_canonical');
  });
  it.each([
    ['nothing', '', 'record.not_json'],
    ['no JSON', 'hello', 'record.not_json'],
    ['a list', '[]', 'record.malformed'],
    ['null', 'null', 'record.malformed'],
    ['half a character', '{"a":"\\ud800"}', 'record.not_canonical'],
    ['nesting without end', '['.repeat(100_000) + ']'.repeat(100_000), 'record.malformed'],
  ])('that is %s is refused without a crash', (_, text, refusal) => {
    expect(signed(text)).toBe(refusal);
  });
  it('of a newer version says so', () => {
    expect(signed(canonicalJson({ ...json(), v: 2 }))).toBe('record.newer');
    expect(signed(canonicalJson({ ...json(), v: 2, more: true, type: 'pathway.completed' }))).toBe(
      'record.newer',
    );
  });
  it('of no known version is malformed', () => {
    expect(signed(canonicalJson({ ...json(), v: 0 }))).toBe('record.malformed');
    expect(signed(canonicalJson({ ...json(), v: '2' }))).toBe('record.malformed');
  });
  it('with a field more, or one less, is malformed', () => {
    const { seq: _, ...less } = json();
    expect(signed(canonicalJson({ ...json(), more: 1 }))).toBe('record.malformed');
    expect(signed(canonicalJson(less))).toBe('record.malformed');
  });
  it('with a body that does not fit its type says where', () => {
    const bytes = Buffer.from(canonicalJson({ ...json(), body: { name: 3 } }));
    const read = readRecord(bytes, signerNamed('root').sign(bytes));
    expect(read).toMatchObject({ ok: false, error: { code: 'record.body_invalid', at: 'name' } });
  });
  it('with a time that has no milliseconds, or another zone, is malformed', () => {
    expect(signed(canonicalJson({ ...json(), at: '2026-01-01T09:00:00Z' }))).toBe('record.malformed');
    expect(signed(canonicalJson({ ...json(), at: '2026-01-01T09:00:00.000+01:00' }))).toBe(
      'record.malformed',
    );
  });
});
