import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureElectron } from './setup/electron.mjs';
import { ensurePackages, lockHash } from './setup/packages.mjs';
import { modules, node24 } from './setup/places.mjs';
import { runMain, SetupError, say } from './setup/say.mjs';
import { ensureSqliteBinding } from './setup/sqlite-binding.mjs';
import { ensureWindowPackages, hasDisplay } from './setup/system-packages.mjs';

const stampFile = join(modules, '.assay-setup.json');

/** Packages and the Node that runs the core; enough for the command `assay`. Resolves to that Node's path. */
export async function setUpCore() {
  await ensurePackages();
  const node = node24();
  if (node) return node;
  throw new SetupError(
    `Assay needs Node 22.18 or later here, and this is Node ${process.versions.node}.`,
    'Install a current Node, then run this command again.',
  );
}

/**
 * Everything a window needs. Does nothing when all of it lies there already.
 * Resolves to `{node, electron: {path, source, versions}, sqliteBinding}`.
 */
export async function setUp() {
  const node = await setUpCore();
  const needsXvfb = !hasDisplay();
  const stamp = { lock: lockHash(), needsXvfb, override: process.env.ELECTRON_OVERRIDE_DIST_PATH ?? null };
  const known = readStamp(stamp);
  if (known) return { node, ...known };
  await ensureWindowPackages({ needsXvfb });
  const electron = await ensureElectron();
  const sqliteBinding = await ensureSqliteBinding(electron);
  writeFileSync(stampFile, JSON.stringify({ stamp, result: { electron, sqliteBinding } }));
  say(describeElectron(electron));
  return { node, electron, sqliteBinding };
}

/** One line that names the Electron. */
export function describeElectron({ versions, source }) {
  const sources = {
    override: 'from ELECTRON_OVERRIDE_DIST_PATH',
    installed: 'installed',
    downloaded: 'official download',
    registry: 'development runtime from the npm registry, never shipped',
  };
  return `Electron ${versions.electron} (Node ${versions.node}, Chromium ${versions.chrome}), ${sources[source]}`;
}

/** The environment in which Electron, and tests that start it, run. */
export function runtimeEnvironment({ electron, sqliteBinding }) {
  const env = { ...process.env, ASSAY_ELECTRON: electron.path };
  if (sqliteBinding) env.ASSAY_SQLITE_BINDING = sqliteBinding;
  return env;
}

function readStamp(wanted) {
  if (!existsSync(stampFile)) return null;
  const { stamp, result } = JSON.parse(readFileSync(stampFile, 'utf8'));
  const { needsXvfb: hasXvfb, ...rest } = stamp;
  const { needsXvfb, ...wantedRest } = wanted;
  if (JSON.stringify(rest) !== JSON.stringify(wantedRest) || (needsXvfb && !hasXvfb)) return null;
  const isThere =
    existsSync(result.electron.path) && (!result.sqliteBinding || existsSync(result.sqliteBinding));
  return isThere ? result : null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const { electron } = await setUp();
    say(`Ready. ${describeElectron(electron)}.`);
  });
}
