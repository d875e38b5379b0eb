import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sweepUnsealed } from '../../src/exchange/open-package.ts';
import { createHost } from '../../src/host/create-host.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aWorkspace } from '../builders/a-workspace.ts';

/** The number of a process that is no more. */
const gone = () => spawnSync(process.execPath, ['--version']).pid;

function alive(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill());
  return child.pid ?? 0;
}

async function aFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'unsealed'), 'what was to stay between two people');
  return path;
}

describe('what a kill left readable', () => {
  it('of an encrypted package is removed, and nothing of another process or program', async () => {
    const scratch = await aTempFolder();
    const left = await aFolder(join(scratch, `assay-package-${gone()}-abcdef`));
    // The number of the process that was killed came round again: nothing of this name is open here.
    const mine = await aFolder(join(scratch, `assay-package-${process.pid}-abcdef`));
    const others = [
      await aFolder(join(scratch, `assay-package-${alive()}-abcdef`)),
      await aFolder(join(scratch, `other-package-${gone()}-abcdef`)),
      await aFolder(join(scratch, 'assay-package-notes')),
    ];
    const link = join(scratch, `assay-package-${gone()}-link`);
    await symlink(others[1] ?? '', link);
    await sweepUnsealed(scratch);
    expect([left, mine].filter((path) => existsSync(path))).toEqual([]);
    expect(others.filter((path) => !existsSync(join(path, 'unsealed')))).toEqual([]);
  });

  it('is removed when the app is started next', async () => {
    const userDataDir = await aTempFolder();
    const unsealed = await aFolder(join(tmpdir(), `assay-package-${gone()}-left00`));
    const laidOut = await aFolder(join(userDataDir, 'workspaces', `northfield.building-${gone()}`));
    const whole = await aFolder(join(userDataDir, 'workspaces', 'northfield'));
    const host = await createHost({
      userDataDir,
      resourcesDir: '',
      sealer: { available: false, seal: async (bytes) => bytes, unseal: async (bytes) => bytes },
      onOpen: () => {},
    });
    await host.close();
    expect([unsealed, laidOut, whole].filter((path) => existsSync(path))).toEqual([whole]);
  });

  it('of a backup is removed when the workspace is opened next', async () => {
    const { folder, reopen } = await aWorkspace();
    const part = join(folder, 'backups', '2026-06-01T09-00-00-000Z.sqlite.part');
    await mkdir(join(folder, 'backups'));
    await writeFile(part, 'half of it');
    await reopen();
    expect(existsSync(part)).toBe(false);
  });
});
