import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';

const JCS = '../shared/corpora/crypto/jcs';
const vectors = existsSync(JCS) ? readdirSync(`${JCS}/input`) : [];

describe.skipIf(vectors.length === 0)('the JCS vectors (skipped when ../shared is absent)', () => {
  it.each(vectors)('%s has its published bytes', (name) => {
    const text = canonicalJson(JSON.parse(readFileSync(`${JCS}/input/${name}`, 'utf8')));
    const hex = readFileSync(`${JCS}/outhex/${name.replace('.json', '.txt')}`, 'utf8').replace(/\s+/g, '');
    expect(Buffer.from(text, 'utf8').toString('hex')).toBe(hex);
  });
});

describe('canonical JSON', () => {
  it('is the same whatever order keys were written in', () => {
    expect(canonicalJson({ b: 1, a: [2, { d: 3, c: 4 }] })).toBe('{"a":[2,{"c":4,"d":3}],"b":1}');
  });

  it('orders keys by UTF-16 code unit', () => {
    expect(canonicalJson({ '\u{1f600}': 1, '\ufb33': 2 })).toBe('{"\u{1f600}":1,"\ufb33":2}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { a: '\udc00' }, undefined])(
    'refuses what JSON cannot hold: %j',
    (value) => {
      expect(() => canonicalJson(value)).toThrow();
    },
  );
});
