import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readBundle } from '../../src/bundle/read-bundle.ts';
import { openVault } from '../../src/evidence/open-vault.ts';
import type { Staging } from '../../src/evidence/vault-types.ts';
import { aNativeBundle } from '../builders/a-native-bundle.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';

/** Everything below the vault, by name. */
const contents = async (vault: string): Promise<string[]> =>
  existsSync(vault)
    ? (await readdir(vault, { recursive: true })).filter((name) => name !== '.staging').sort()
    : [];

async function aLargeBundle(folder: string): Promise<string> {
  const source = join(folder, 'large.bin');
  await writeFile(source, Buffer.alloc(20 * 1024 * 1024, 'not zeros, and not of one kind. '));
  const files = ['a', 'b', 'c'].map((name) => ({
    path: `${name}.bin`,
    source,
    title: name,
    about: [],
    createdAt: null,
  }));
  const other = { path: 'd.txt', source: Buffer.from('d'), title: 'd', about: [], createdAt: null };
  return aNativeBundle(folder, { files: [...files, other] });
}

describe('importing a bundle', () => {
  it('twice changes nothing', async () => {
    const folder = await aTempFolder();
    const bundle = await aNativeBundle(folder);
    const vault = openVault(join(folder, 'vault'));
    const take = async () => {
      const staging = await vault.stage();
      const outcome = await readBundle(bundle, staging);
      if (!outcome.ok) throw new Error('refused');
      await staging.commit(outcome.bundle.artifacts.map((artifact) => artifact.hash));
      return contents(vault.directory);
    };
    const first = await take();
    expect(first).toHaveLength(4);
    expect(await take()).toEqual(first);
  });

  it('that is cancelled throws the reason and leaves nothing behind', async () => {
    const folder = await aTempFolder();
    const bundle = await aLargeBundle(folder);
    const vault = openVault(join(folder, 'vault'));
    const staging = await vault.stage();
    const cancel = new AbortController();
    const reading = readBundle(bundle, staging, {
      signal: cancel.signal,
      limits: { maxRatio: 1e6 },
      progress: ({ done }) => {
        if (done > 0) cancel.abort(new Error('cancelled by the assessor'));
      },
    });
    await expect(reading).rejects.toThrow('cancelled by the assessor');
    await staging.discard();
    expect(await contents(vault.directory)).toEqual([]);
  });

  it('onto a full disk throws what the disk said', async () => {
    const folder = await aTempFolder();
    const bundle = await aNativeBundle(folder);
    const full: Staging = {
      add: async (source) => {
        for await (const _chunk of source) break;
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
      commit: async () => undefined,
      discard: async () => undefined,
    };
    await expect(readBundle(bundle, full)).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('that is killed at any moment leaves only what a sweep removes', async () => {
    const folder = await aTempFolder();
    const bundle = await aLargeBundle(folder);
    const directory = join(folder, 'vault');
    const at = (file: string): string => JSON.stringify(join(import.meta.dirname, '../../src', file));
    const script = `
      import { openVault } from ${at('evidence/open-vault.ts')};
      import { readBundle } from ${at('bundle/read-bundle.ts')};
      const staging = await openVault(${JSON.stringify(directory)}).stage();
      console.log('started');
      await readBundle(${JSON.stringify(bundle)}, staging, { limits: { maxRatio: 1e6 } });
      setInterval(() => {}, 1000);`;
    for (const waitMs of [5, 60, 200]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      await once(child.stdout, 'data');
      await setTimeout(waitMs);
      child.kill('SIGKILL');
      await exited;
    }
    expect((await contents(directory)).length).toBeGreaterThan(0);
    await openVault(directory).sweep();
    expect(await contents(directory)).toEqual([]);
  });
});
