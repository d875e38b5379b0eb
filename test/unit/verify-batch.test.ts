import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { withoutProof } from '../../src/results/data-integrity.ts';
import { exportBatch } from '../../src/results/export-batch.ts';
import type { ExportedBatch } from '../../src/results/result-types.ts';
import { signJson } from '../../src/results/sign-credential.ts';
import { verifyPath } from '../../src/results/verify-path.ts';
import { anIssuer, aReleasedResult, idsInARow } from '../builders/a-released-result.ts';

const AT = '2026-11-23T11:00:00.000Z';
const signal = new AbortController().signal;
const now = new Date('2026-11-23T12:00:00Z');
const verify = (path: string) => verifyPath(path, { signal, now });
const A = 'credentials/00000000-0000-4000-8000-000000000001.json';
const B = 'credentials/00000000-0000-4000-8000-000000000003.json';

let root: string;
let original: ExportedBatch;
let folder: string;
let copies = 0;
const fresh = (name: string) => {
  copies += 1;
  return join(root, `${name}-${copies}`);
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-batch-test-'));
  original = await anExport('Spring');
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  folder = fresh('copy');
  await cp(original.folder, folder, { recursive: true });
});

async function anExport(label: string, issuer = anIssuer(), firstId = 1) {
  const outcome = await exportBatch({
    label,
    version: 1,
    workspace: 'ws-1',
    issuer,
    results: [aReleasedResult(1), aReleasedResult(2, { verdict: 'not_yet' }), aReleasedResult(3)],
    count: 3,
    into: root,
    at: AT,
    newId: idsInARow(firstId),
    signal,
    progress: () => {},
  });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

async function edit(path: string, change: (bytes: Buffer) => Buffer | string) {
  await writeFile(join(folder, path), change(await readFile(join(folder, path))));
}

/** Rewrites the manifest as its issuer (or another) would have, signature and all. */
async function reissue(change: (manifest: ReturnType<typeof JSON.parse>) => void, issuer = anIssuer()) {
  await edit('manifest.json', (bytes) => {
    const manifest = JSON.parse(bytes.toString('utf8'));
    change(manifest);
    return canonicalJson(signJson(withoutProof(manifest), issuer.signer, AT));
  });
}

const failing = async (path = folder) => {
  const verification = await verify(path);
  expect(verification.ok).toBe(false);
  expect(verification.verdict).toMatch(/^(Not verified|This could not be verified)\. ./);
  return verification.checks.filter((check) => !check.ok);
};

describe('a batch', () => {
  it.each(['its folder', 'its zip', 'its manifest'])('is verified by %s', async (by) => {
    const path = { 'its folder': original.folder, 'its zip': original.zip }[by];
    const verification = await verify(path ?? join(original.folder, 'manifest.json'));
    expect(verification.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(verification).toMatchObject({ ok: true, kind: 'batch' });
    expect(verification.says).toMatchObject({ name: 'Spring, version 1', issuedAt: AT });
  });

  it('is found out, by the name of the file, when any byte of any file is flipped', async () => {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    expect(files).toHaveLength(5);
    for (const file of files) {
      const bytes = await readFile(join(folder, file));
      const places = [
        0,
        1,
        Math.floor(bytes.length / 3),
        Math.floor(bytes.length / 2),
        bytes.length - 2,
        bytes.length - 1,
      ];
      for (const place of places) {
        for (const mask of [0x01, 0x20, 0x80]) {
          const flipped = Buffer.from(bytes);
          flipped[place] = (flipped[place] ?? 0) ^ mask;
          await writeFile(join(folder, file), flipped);
          const messages = (await failing()).map(({ message }) => message).join(' ');
          expect(messages, `${file} at ${place}`).toContain(file);
        }
      }
      await writeFile(join(folder, file), bytes);
    }
    expect((await verify(folder)).ok).toBe(true);
  });

  it('is found out when blanks or the order of keys in the manifest change', async () => {
    await edit('manifest.json', (bytes) => JSON.stringify(JSON.parse(bytes.toString('utf8')), null, 2));
    expect(await failing()).toMatchObject([{ name: 'Manifest', status: 'fails' }]);
  });

  it('is found out when a file is missing, added, renamed or a link', async () => {
    await rename(join(folder, A), join(folder, 'credentials', 'renamed.json'));
    await symlink('/etc/hostname', join(folder, 'link.txt'));
    const found = await failing();
    expect(found.map(({ name }) => name)).toEqual([
      'Container',
      'Nothing missing',
      'Nothing added',
      'Results',
    ]);
    expect(found[1]?.message).toContain(A);
    expect(found[2]?.message).toContain('credentials/renamed.json');
  });

  it('is not spoilt by what file managers leave in folders', async () => {
    await writeFile(join(folder, '.DS_Store'), 'x');
    await writeFile(join(folder, 'credentials', 'Thumbs.db'), 'x');
    expect((await verify(folder)).ok).toBe(true);
  });

  it('is not saved by a manifest signed with another key', async () => {
    await reissue(() => {}, anIssuer(9));
    expect((await failing()).map(({ name }) => name)).toEqual(['Manifest signature']);
  });

  it('is not saved by an unsigned manifest', async () => {
    await edit('manifest.json', (bytes) => canonicalJson(withoutProof(JSON.parse(bytes.toString('utf8')))));
    expect((await failing()).map(({ name }) => name)).toEqual(['Manifest signature']);
  });

  it('may not hold a credential of another issuer, even if its own issuer lists it', async () => {
    const foreign = await anExport('Foreign', anIssuer(9), 100);
    const bytes = await readFile(join(foreign.folder, foreign.credentials[0]?.file ?? ''));
    await writeFile(join(folder, A), bytes);
    await reissue((manifest) => {
      const entry = manifest.files.find(({ path }: { path: string }) => path === A);
      entry.sha256 = createHash('sha256').update(bytes).digest('hex');
      entry.sizeBytes = bytes.length;
      manifest.results[0].credential = foreign.credentials[0]?.id;
    });
    const found = await failing();
    expect(found.map(({ name }) => name)).toEqual(['Credentials', 'Results']);
    expect(found[0]?.message).toContain('another than the issuer of the batch');
  });

  it('must agree with itself whoever signed it', async () => {
    await reissue((manifest) => {
      manifest.counts.passed = 3;
    });
    expect((await failing()).map(({ name }) => name)).toEqual(['Results']);
    await reissue((manifest) => {
      manifest.counts = { results: 3, passed: 3, notYet: 0 };
      manifest.results[1].verdict = 'passed';
    });
    expect((await failing()).map(({ name }) => name)).toEqual(['Results']);
    await reissue((manifest) => {
      manifest.counts = { results: 3, passed: 2, notYet: 1 };
      manifest.results[1].verdict = 'not_yet';
      manifest.files.push(manifest.files[0]);
    });
    expect((await failing()).map(({ name }) => name)).toEqual(['Results']);
  });

  it('may not list paths that lead out of it', async () => {
    await reissue((manifest) => {
      manifest.files[0].path = '../../etc/hostname';
    });
    expect((await failing()).map(({ name }) => name)).toEqual(['Manifest']);
  });

  it('names the two credentials that were swapped', async () => {
    const [a, b] = [await readFile(join(folder, A)), await readFile(join(folder, B))];
    await writeFile(join(folder, A), b);
    await writeFile(join(folder, B), a);
    const [changed] = await failing();
    expect(changed?.message).toContain(A);
    expect(changed?.message).toContain(B);
  });

  it('is nothing without a manifest', async () => {
    await rm(join(folder, 'manifest.json'));
    expect(await verify(folder)).toMatchObject({ ok: false, kind: 'unknown' });
  });

  it('stops when cancelled', async () => {
    const abort = new AbortController();
    const pending = verifyPath(original.zip, { signal: abort.signal, now });
    abort.abort();
    await expect(pending).rejects.toThrow();
  });
});

describe('a batch zip', () => {
  async function zipOf(paths: readonly string[], extra: (zip: ZipFile) => void = () => {}) {
    const zip = new ZipFile();
    for (const path of paths) zip.addFile(join(folder, path), path);
    extra(zip);
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
    const path = fresh('zip');
    await writeFile(path, Buffer.concat(chunks));
    return path;
  }
  const all = ['manifest.json', 'VERIFY.md', 'results.csv', A, B];

  it('may be packed again by anyone', async () => {
    expect((await verify(await zipOf(all.reverse()))).ok).toBe(true);
  });

  it('with a file twice, or added, or left out is found out', async () => {
    const twice = await zipOf(all, (zip) => zip.addBuffer(Buffer.from('x'), 'results.csv'));
    expect((await failing(twice)).map(({ name }) => name)).toContain('Container');
    const added = await zipOf(all, (zip) => zip.addBuffer(Buffer.from('x'), 'note.txt'));
    expect((await failing(added))[0]?.message).toContain('note.txt');
    expect((await failing(await zipOf(all.filter((path) => path !== A))))[0]?.message).toContain(A);
  });

  it('flipped anywhere never passes as another than it was', async () => {
    const bytes = await readFile(original.zip);
    const path = join(root, 'flipped.zip');
    let passed = 0;
    for (let place = 0; place < bytes.length; place += 37) {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
      await writeFile(path, flipped);
      const verification = await verify(path);
      // Dates and the like inside a zip are not the batch; names, sizes and bytes are.
      if (verification.ok) passed += 1;
    }
    expect(passed).toBeLessThan(bytes.length / 37 / 4);
  }, 60_000);

  it('cut off anywhere is not verified', async () => {
    const bytes = await readFile(original.zip);
    const path = join(root, 'cut.zip');
    for (let length = 0; length < bytes.length; length += Math.ceil(bytes.length / 20)) {
      await writeFile(path, bytes.subarray(0, length));
      expect((await verify(path)).ok).toBe(false);
    }
  });
});
