import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ArtifactHash } from '../../src/domain/ids.ts';
import { openVault } from '../../src/evidence/open-vault.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';

const digest = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');
const chunks = (...parts: Uint8Array[]): Readable => Readable.from(parts);
const stagings = async (vault: string): Promise<string[]> => readdir(join(vault, '.staging')).catch(() => []);

describe('the vault', () => {
  it.each([
    ['nothing', 0],
    ['a small file', 1000],
    ['a file that does not fit in memory pieces', 3_000_000],
  ])('keeps %s under its SHA-256, with the other digests asked for', async (_what, size) => {
    const vault = openVault(join(await aTempFolder(), 'vault'));
    const bytes = Buffer.alloc(size, 'evidence ');
    const staging = await vault.stage();
    const pieces = [bytes.subarray(0, size / 3), bytes.subarray(size / 3)];
    const file = await staging.add(chunks(...pieces), { algorithms: ['sha512', 'md5'] });
    expect(file).toMatchObject({
      hash: digest('sha256', bytes),
      sizeBytes: size,
      digests: { sha512: digest('sha512', bytes), md5: digest('md5', bytes) },
    });
    expect(Buffer.from(file.head)).toEqual(bytes.subarray(0, 8192));
    expect(vault.has(file.hash)).toBe(false);
    await staging.commit([file.hash]);
    expect(await readFile(vault.pathOf(file.hash))).toEqual(bytes);
    expect(vault.pathOf(file.hash)).toBe(join(vault.directory, file.hash.slice(0, 2), file.hash));
    expect(await vault.sizeBytes(file.hash)).toBe(size);
    expect(await stagings(vault.directory)).toEqual([]);
  });

  it('reads a range with both ends included', async () => {
    const vault = openVault(await aTempFolder());
    const staging = await vault.stage();
    const { hash } = await staging.add(chunks(Buffer.from('0123456789')));
    await staging.commit([hash]);
    expect(Buffer.concat(await vault.read(hash, { start: 2, end: 4 }).toArray()).toString()).toBe('234');
  });

  it('drops what a commit does not name, and keeps equal files once', async () => {
    const vault = openVault(await aTempFolder());
    const staging = await vault.stage();
    const large = Buffer.alloc(600_000, 1);
    const [a, b, dropped] = await Promise.all([
      staging.add(chunks(large)),
      staging.add(chunks(large)),
      staging.add(chunks(Buffer.from('not wanted'))),
    ]);
    expect(a.hash).toBe(b.hash);
    await staging.commit([a.hash, b.hash]);
    expect(vault.has(a.hash)).toBe(true);
    expect(vault.has(dropped.hash)).toBe(false);
  });

  it('takes in the same bytes again without touching what is there', async () => {
    const vault = openVault(await aTempFolder());
    const take = async () => {
      const staging = await vault.stage();
      const { hash } = await staging.add(chunks(Buffer.from('again')));
      await staging.commit([hash]);
      return hash;
    };
    const hash = await take();
    expect(await take()).toBe(hash);
    expect(await readFile(vault.pathOf(hash), 'utf8')).toBe('again');
  });

  it('commits many files at once', async () => {
    const vault = openVault(await aTempFolder());
    const staging = await vault.stage();
    const hashes = [];
    for (let index = 0; index < 300; index += 1) {
      hashes.push((await staging.add(chunks(Buffer.from(`file ${index}`)))).hash);
    }
    await staging.commit(hashes);
    expect(hashes.every((hash) => vault.has(hash))).toBe(true);
  });

  it('leaves nothing when discarded', async () => {
    const vault = openVault(await aTempFolder());
    const staging = await vault.stage();
    await staging.add(chunks(Buffer.from('x')));
    await staging.discard();
    expect(await stagings(vault.directory)).toEqual([]);
  });

  it('refuses a source past its limit, and leaves nothing of it', async () => {
    const vault = openVault(await aTempFolder());
    const staging = await vault.stage();
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(100_000);
    })();
    await expect(staging.add(endless, { maxBytes: 1_000_000 })).rejects.toMatchObject({
      code: 'evidence.too_large',
    });
    const [name] = await stagings(vault.directory);
    expect(await readdir(join(vault.directory, '.staging', name ?? ''))).toEqual([]);
    await staging.discard();
  });

  it('passes on what the source throws, and stops when cancelled', async () => {
    const vault = openVault(await aTempFolder());
    const staging = await vault.stage();
    const broken = (async function* () {
      yield Buffer.alloc(600_000);
      throw new Error('the disk was pulled out');
    })();
    await expect(staging.add(broken)).rejects.toThrow('the disk was pulled out');
    const cancel = new AbortController();
    const slow = (async function* () {
      yield Buffer.alloc(600_000);
      cancel.abort();
      yield Buffer.alloc(600_000);
    })();
    await expect(staging.add(slow, { signal: cancel.signal })).rejects.toMatchObject({ name: 'AbortError' });
    await staging.discard();
    expect(await stagings(vault.directory)).toEqual([]);
  });

  it('refuses to commit what was never staged', async () => {
    const vault = openVault(await aTempFolder());
    const staging = await vault.stage();
    await expect(staging.commit([ArtifactHash.parse('a'.repeat(64))])).rejects.toThrow('nothing staged');
    await staging.discard();
  });

  it('sweeps what a killed import left behind, and spares one under way', async () => {
    const directory = await aTempFolder();
    const vault = openVault(directory);
    const script = `
      import { openVault } from ${JSON.stringify(join(import.meta.dirname, '../../src/evidence/open-vault.ts'))};
      const staging = await openVault(${JSON.stringify(directory)}).stage();
      await staging.add((async function* () { yield Buffer.alloc(900000); })());
      console.log('staged');
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await vault.sweep();
    expect(await stagings(directory)).toHaveLength(1);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    const mine = await vault.stage();
    await mine.add(chunks(Buffer.from('mine')));
    expect(await stagings(directory)).toHaveLength(2);
    await vault.sweep();
    expect(await stagings(directory)).toHaveLength(1);
    await mine.discard();
    expect(await stagings(directory)).toEqual([]);
    expect((await readdir(directory)).filter((name) => name !== '.staging')).toEqual([]);
  });

  it('sweeps a folder whose name it does not know', async () => {
    const directory = await aTempFolder();
    await mkdir(join(directory, '.staging', 'odd'), { recursive: true });
    await writeFile(join(directory, '.staging', 'odd', '1'), 'x');
    await openVault(directory).sweep();
    expect(existsSync(join(directory, '.staging', 'odd'))).toBe(false);
  });
});
