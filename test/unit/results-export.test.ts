import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { batchName } from '../../src/results/batch-manifest.ts';
import { exportBatch } from '../../src/results/export-batch.ts';
import type { ExportRequest, ReleasedResult } from '../../src/results/result-types.ts';
import { anIssuer, aReleasedResult, idsInARow } from '../builders/a-released-result.ts';

let into: string;
beforeEach(async () => {
  into = await mkdtemp(join(tmpdir(), 'assay-export-test-'));
});
afterEach(() => rm(into, { recursive: true, force: true }));

function aRequest(change: Partial<ExportRequest> = {}): ExportRequest {
  const results = [aReleasedResult(1), aReleasedResult(2, { verdict: 'not_yet' }), aReleasedResult(3)];
  return {
    label: 'Spring 2026: “Höhe”',
    version: 1,
    workspace: 'ws-1',
    issuer: anIssuer(),
    results,
    count: results.length,
    into,
    at: '2026-11-23T11:00:00.000Z',
    newId: idsInARow(),
    signal: new AbortController().signal,
    progress: () => {},
    ...change,
  };
}

async function exported(change: Partial<ExportRequest> = {}) {
  const outcome = await exportBatch(aRequest(change));
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('an exported batch', () => {
  it('holds a credential for each pass, the table of all, a manifest and a guide', async () => {
    const batch = await exported();
    expect(await filesUnder(batch.folder)).toEqual([
      'VERIFY.md',
      'credentials/00000000-0000-4000-8000-000000000001.json',
      'credentials/00000000-0000-4000-8000-000000000003.json',
      'manifest.json',
      'results.csv',
    ]);
    expect(batch.passed).toBe(2);
    const table = await readFile(join(batch.folder, 'results.csv'), 'utf8');
    expect(table).toContain('Ada Löwe 2');
    expect(table.trim().split('\r\n')).toHaveLength(1 + 9);
    expect(await readdir(into)).toEqual(['spring-2026-hohe-v1', 'spring-2026-hohe-v1.zip']);
  });

  it('lists every other file in its manifest with size and digest', async () => {
    const batch = await exported();
    const bytes = await readFile(join(batch.folder, 'manifest.json'));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(batch.manifestSha256);
    const manifest = JSON.parse(bytes.toString('utf8'));
    expect(canonicalJson(manifest)).toBe(bytes.toString('utf8'));
    for (const { path, sha256, sizeBytes } of manifest.files) {
      const file = await readFile(join(batch.folder, path));
      expect([path, createHash('sha256').update(file).digest('hex'), file.length]).toEqual([
        path,
        sha256,
        sizeBytes,
      ]);
    }
    expect([...manifest.files.map(({ path }: { path: string }) => path), 'manifest.json'].sort()).toEqual(
      await filesUnder(batch.folder),
    );
    expect(manifest.counts).toEqual({ results: 3, passed: 2, notYet: 1 });
    expect(manifest.results[1]).toMatchObject({ verdict: 'not_yet', credential: null });
  });

  it('names no learner outside the table', async () => {
    const batch = await exported();
    for (const path of await filesUnder(batch.folder)) {
      if (path === 'results.csv') continue;
      const content = path + (await readFile(join(batch.folder, path), 'utf8'));
      expect(content).not.toMatch(/Ada|L-1\b|learner1@/);
    }
  });

  it('has a zip of the same files, in one order', async () => {
    const batch = await exported();
    const zip = await openPromise(batch.zip);
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    expect(names[0]).toBe('spring-2026-hohe-v1/manifest.json');
    expect(names.map((name) => name.replace('spring-2026-hohe-v1/', '')).sort()).toEqual(
      await filesUnder(batch.folder),
    );
    expect(names.slice(1)).toEqual([...names.slice(1)].sort());
  });

  it('is never written over another', async () => {
    await exported();
    const before = await readFile(join(into, 'spring-2026-hohe-v1', 'manifest.json'));
    expect(await exportBatch(aRequest())).toMatchObject({ ok: false, error: { code: 'export.exists' } });
    expect(await readFile(join(into, 'spring-2026-hohe-v1', 'manifest.json'))).toEqual(before);
    expect((await exportBatch(aRequest({ version: 2 }))).ok).toBe(true);
  });

  it('can be empty of passes', async () => {
    const batch = await exported({ results: [aReleasedResult(1, { verdict: 'not_yet' })], count: 1 });
    expect(batch.credentials).toEqual([]);
  });

  it('is refused where there is no folder', async () => {
    const outcome = await exportBatch(aRequest({ into: join(into, 'nowhere') }));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'export.no_folder' } });
  });

  it.each([
    ['CON', 1, 'con-v1'],
    ['../../etc', 2, 'etc-v2'],
    ['', 1, 'batch-v1'],
    ['試験', 3, 'batch-v3'],
    ['a'.repeat(300), 1, `${'a'.repeat(60)}-v1`],
  ])('called %j is named safely', (label, version, name) => {
    expect(batchName(label, version)).toBe(name);
  });
});

describe('an export that does not finish', () => {
  async function* cancelling(abort: AbortController): AsyncGenerator<ReleasedResult> {
    yield aReleasedResult(1);
    abort.abort();
    yield aReleasedResult(2);
  }

  it('leaves nothing when cancelled', async () => {
    const abort = new AbortController();
    const outcome = await exportBatch(aRequest({ results: cancelling(abort), signal: abort.signal }));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'export.cancelled' } });
    expect(await readdir(into)).toEqual([]);
  });

  it('leaves nothing when cancelled while zipping', async () => {
    const abort = new AbortController();
    const progress = (_done: number, _total: number, phase: string) => {
      if (phase === 'zip') abort.abort();
    };
    const outcome = await exportBatch(aRequest({ progress, signal: abort.signal }));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'export.cancelled' } });
    expect(await readdir(into)).toEqual([]);
  });

  it('leaves nothing when reading the results fails, and lets the bug be seen', async () => {
    const results = (function* () {
      yield aReleasedResult(1);
      throw new Error('the store broke');
    })();
    await expect(exportBatch(aRequest({ results }))).rejects.toThrow('the store broke');
    expect(await readdir(into)).toEqual([]);
  });

  it('says which result cannot be signed, and leaves nothing', async () => {
    const broken = aReleasedResult(2);
    const unit = { ...broken.unit, title: 'half a character: \ud800' };
    const outcome = await exportBatch(aRequest({ results: [aReleasedResult(1), { ...broken, unit }] }));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'credential.text', at: broken.submission } });
    expect(await readdir(into)).toEqual([]);
  });

  /** An export in a process of its own, of results without end unless told how many. */
  const scriptOf = (count: number) => `
    import { exportBatch } from ${JSON.stringify(resolve('src/results/export-batch.ts'))};
    import { aReleasedResult, anIssuer, idsInARow } from ${JSON.stringify(resolve('test/builders/a-released-result.ts'))};
    async function* results() {
      for (let n = 1; n <= ${count}; n += 1) { yield aReleasedResult(n); if (n === 3) process.stdout.write('ready '); }
    }
    const outcome = await exportBatch({ label: 'Spring', version: 1, workspace: 'w', issuer: anIssuer(),
      results: results(), count: 9, into: ${JSON.stringify(into)}, at: '2026-11-23T11:00:00.000Z', newId: idsInARow(),
      signal: new AbortController().signal, progress: () => {} });
    process.stdout.write(outcome.ok ? 'done' : outcome.error.code);`;

  it('killed midway leaves one hidden folder, which the next export removes', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', scriptOf(1e9)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((ready) => child.stdout.once('data', ready));
    const dead = new Promise((exited) => child.once('exit', exited));
    child.kill('SIGKILL');
    await dead;
    const left = await readdir(into);
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(/^\.assay-export-/);
    await exported({ label: 'Autumn' });
    expect(await readdir(into)).toEqual(['autumn-v1', 'autumn-v1.zip']);
  });

  it.skipIf(process.platform === 'win32')(
    'for want of space leaves nothing, and says so (skipped where there is no ulimit)',
    async () => {
      const limited = `ulimit -f 24; exec "$0" --input-type=module -e "$1"`;
      const child = spawn('bash', ['-c', limited, process.execPath, scriptOf(40)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      expect(await text(child.stdout)).toBe('ready export.no_space');
      expect(await readdir(into)).toEqual([]);
    },
  );

  it('killed between its two renames is taken back by the next export', async () => {
    const done = await exported({ label: 'Half' });
    const own = [...(await readdir(into))];
    expect(own).toEqual(['half-v1', 'half-v1.zip']);
    const zip = await readFile(done.zip);
    await rm(done.folder, { recursive: true });
    const hidden = join(into, `.assay-export-${hostMark()}-999999999-abc`);
    await mkdir(join(hidden, 'batch'), { recursive: true });
    const zipSha256 = createHash('sha256').update(zip).digest('hex');
    await writeFile(join(hidden, 'journal.json'), JSON.stringify({ zip: 'half-v1.zip', zipSha256 }));
    await exported({ label: 'Half' });
    expect(await readdir(into)).toEqual(['half-v1', 'half-v1.zip']);
    expect(existsSync(done.folder)).toBe(true);
  });

  it('does not disturb another that is still running', async () => {
    const inner: ReturnType<typeof exportBatch>[] = [];
    const progress = (done: number, _total: number, phase: string) => {
      if (phase === 'sign' && done === 1) inner.push(exportBatch(aRequest({ label: 'Other' })));
    };
    await exported({ progress });
    expect((await Promise.all(inner)).map(({ ok }) => ok)).toEqual([true]);
    expect(await readdir(into)).toHaveLength(4);
  });
});

const hostMark = () => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
