import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCredential } from '../../src/results/build-credential.ts';
import { canonicalise } from '../../src/results/canonicalise.ts';
import { offlineDocumentLoader, VC_V2 } from '../../src/results/document-loader.ts';
import { credentialSigner } from '../../src/results/sign-credential.ts';
import { isJsonObject, parseStrictJson } from '../../src/results/strict-json.ts';
import { verifyPath } from '../../src/results/verify-path.ts';
import { anIssuer, aReleasedResult, idsInARow } from '../builders/a-released-result.ts';

const AT = '2026-11-23T11:00:00.000Z';
const signal = new AbortController().signal;
const now = new Date('2026-11-23T12:00:00Z');
// An honest credential takes milliseconds; what is slower than this on a busy machine would be a stall.
const PATIENCE_MS = 15_000;

let folder: string;
let credential: ReturnType<typeof JSON.parse>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-hostile-test-'));
  const built = buildCredential(aReleasedResult(), anIssuer(), AT, idsInARow());
  const signed = built.ok ? await credentialSigner(anIssuer().signer, AT)(built.value) : built;
  if (!signed.ok) throw new Error(signed.error.message);
  credential = JSON.parse(JSON.stringify(signed.value));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(content: string | Uint8Array) {
  const path = join(folder, 'hostile.json');
  await writeFile(path, content);
  const started = performance.now();
  const verification = await verifyPath(path, { signal, now });
  expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
  return verification;
}

async function refusal(content: string | Uint8Array): Promise<string> {
  const verification = await verify(content);
  expect(verification).toMatchObject({ ok: false, says: null });
  return verification.verdict;
}

describe('hostile JSON', () => {
  const text = () => JSON.stringify(credential);

  it('is the test of a credential that does verify', async () => {
    expect((await verify(text())).ok).toBe(true);
  });

  it('with a key twice is refused, though parsers would take one or the other', async () => {
    const twice = text().replace('"name":"Site', '"name":"Distinction","name":"Site');
    expect(await refusal(twice)).toContain('stands twice');
    expect(
      await refusal(text().replace('"name":"Site', '"n\\u0061me":"Distinction","name":"Site')),
    ).toContain('twice');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('with the key %s is refused', async (key) => {
    expect(await refusal(text().replace('{', `{"${key}":{"ok":true},`))).toContain(key);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('in other bytes than UTF-8, or after a byte order mark, is refused', async () => {
    expect(await refusal(Buffer.from(text(), 'utf16le'))).toMatch(/UTF-8|JSON/);
    expect(await refusal(Buffer.concat([Buffer.from(text()), Buffer.from([0xff])]))).toContain('UTF-8');
    expect(await refusal(`\ufeff${text()}`)).toContain('byte order mark');
    expect(await refusal(text().replace('Site', '\\ud800'))).toContain('half of a character');
  });

  it.each(['1e400', '-1e999', '9007199254740993', '0.1234567890123456789', '1e-999'])(
    'with the number %s is refused',
    async (number) => {
      expect(await refusal(text().replace('"creditsEarned":2.5', `"creditsEarned":${number}`))).toContain(
        number,
      );
    },
  );

  it('nested a million deep is refused at once', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const nested = open.repeat(1_000_000) + '1'.padStart(1) + close.repeat(1_000_000);
      expect(await refusal(nested)).toContain('levels deep');
    }
  });

  it('larger than any credential is refused without being read', async () => {
    expect(await refusal(Buffer.alloc(64 * 1024 * 1024 + 1, 0x20))).toContain('MiB');
  });

  it('of many megabytes is refused before the slow part', async () => {
    const many = JSON.stringify({
      ...credential,
      evidence: Array(200_000).fill({ type: ['Evidence'], name: 'x' }),
    });
    expect(await refusal(many)).toContain('too large');
    expect(await refusal(JSON.stringify({ ...credential, name: 'x'.repeat(20_000_000) }))).toContain(
      'signature',
    );
    expect(await refusal(`"${'\\n'.repeat(5_000_000)}`)).toContain('JSON');
  });

  it.each([
    '',
    ' ',
    'null',
    '0',
    '"x"',
    '[]',
    '{}',
    '{"@context":null}',
    '{"type":"AssayBatch"}',
    '{"a"',
    'PK\x03\x04',
  ])('%j has a verdict', async (content) => {
    await refusal(content);
  });

  it('of any kind never crashes the reader', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (content) => {
        const read = parseStrictJson(Buffer.from(content));
        if (read.ok) expect(read.value).toEqual(JSON.parse(Buffer.from(content).toString('utf8')));
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile graphs', () => {
  const link = 'https://p.example/knows';

  /** Blank nodes that all know each other: the order of n nodes can be tried in n! ways. */
  const clique = (size: number) => ({
    '@context': [VC_V2],
    id: '_:n0',
    [link]: Array.from({ length: size }, (_, a) => ({
      id: `_:n${a}`,
      [link]: Array.from({ length: size }, (_, b) => ({ id: `_:n${b}` })).filter(
        ({ id }) => id !== `_:n${a}`,
      ),
    })),
  });

  it.each([4, 9, 12, 40, 150])(
    'a clique of %i ends in time',
    async (size) => {
      const started = performance.now();
      const form = await canonicalise(clique(size), offlineDocumentLoader());
      expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
      if (size > 9) expect(form).toMatchObject({ ok: false, error: { code: 'credential.too_complex' } });
    },
    20_000,
  );

  const ring = (size: number) =>
    Array.from({ length: size }, (_, n) => ({ id: `_:n${n}`, [link]: { id: `_:n${(n + 1) % size}` } }));
  const own = { '@context': [VC_V2], type: ['VerifiableCredential'] };

  it.each([
    ['a ring, which no abort signal stops', ring(1_500)],
    ['look-alikes by the thousand', Array(60_000).fill({ type: ['VerifiableCredential'] })],
    [
      'one property of one node, in many places',
      Array(1_000).fill(Array(30).fill({ id: 'urn:a', [link]: 'x' })),
    ],
    ['contexts in every node', Array(1_900).fill(own)],
    ['a tree of look-alikes', Array(100).fill({ [link]: Array(140).fill({ [link]: 'x' }) })],
  ])(
    '%s ends in time',
    async (_name, value) => {
      const started = performance.now();
      const document = { '@context': [VC_V2], id: 'urn:x:1', [link]: value };
      const form = await canonicalise(document, offlineDocumentLoader());
      expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
      expect(form).toMatchObject({ ok: false, error: { code: 'credential.too_complex' } });
    },
    30_000,
  );

  it('inside a signed credential gives a no, in time', async () => {
    expect(await refusal(JSON.stringify({ ...credential, [link]: clique(12)[link] }))).toContain(
      'short word',
    );
  }, 20_000);
});

describe('hostile claims', () => {
  it('any one value changed under the signature is never verified', async () => {
    const places = pathsIn({ ...credential, proof: undefined });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async (place, value) => {
        const changed = structuredClone(credential);
        if (!replaceAt(changed, place, value)) return;
        const verification = await verify(JSON.stringify(changed));
        expect(verification.ok, `${place.join('.')} = ${JSON.stringify(value)}`).toBe(false);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('any one value taken away is never verified', async () => {
    for (const place of pathsIn({ ...credential, proof: undefined })) {
      const changed = structuredClone(credential);
      if (!replaceAt(changed, place, undefined)) continue;
      expect((await verify(JSON.stringify(changed))).ok, place.join('.')).toBe(false);
    }
  }, 60_000);

  it.each([null, 7, 'x', [], [null], [[]], {}, [{}], [{ type: 'DataIntegrityProof' }]])(
    'the proof %j is never enough',
    async (proof) => {
      await refusal(JSON.stringify({ ...credential, proof }));
    },
  );

  it('cannot turn the verdict’s sentence round or break it', async () => {
    const verdict = await refusal(
      JSON.stringify({ ...credential, '@context': [VC_V2, 'https://x/\u202e\n\u0007'] }),
    );
    expect(verdict).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

type Place = readonly string[];

function pathsIn(value: unknown, at: Place = []): Place[] {
  if (Array.isArray(value)) return value.flatMap((member, index) => pathsIn(member, [...at, String(index)]));
  if (!isJsonObject(value)) return value === undefined ? [] : [at];
  return Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...at, key]));
}

/** False where that would change nothing. */
function replaceAt(root: unknown, place: Place, value: unknown): boolean {
  const last = place.at(-1) ?? '';
  let parent: ReturnType<typeof JSON.parse> = root;
  for (const step of place.slice(0, -1)) parent = parent[step];
  if (JSON.stringify(parent[last]) === JSON.stringify(value)) return false;
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (value === undefined) delete parent[last];
  else parent[last] = value;
  return true;
}
