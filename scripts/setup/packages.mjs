import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules, root } from './places.mjs';
import { npm } from './run.mjs';
import { SetupError, say } from './say.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(modules, '.assay-lock');

export function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

/** Installs what the lock file says, unless it lies there already. No install script runs. */
export async function ensurePackages() {
  const hash = lockHash();
  if (stampedHash() === hash) return;
  if (!isInstalledAsLocked()) await install();
  writeFileSync(stampFile, hash);
}

async function install() {
  say('Installing packages from the lock file (a few minutes the first time) …');
  // Windows cannot delete the Node it runs on, which `npm ci` would try when that Node lies in node_modules.
  const runsFromModules = process.platform === 'win32' && process.execPath.startsWith(modules);
  const { code, output } = await npm(
    [
      runsFromModules ? 'install' : 'ci',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--prefer-offline',
    ],
    { quiet: true, beat: (seconds) => say(`  still installing, ${seconds} s`) },
  );
  if (code !== 0) {
    throw new SetupError(
      `npm could not install the packages:\n${lastLines(output, 12)}`,
      'Check that npm reaches its registry (npm ping), then run this command again.',
    );
  }
  say('Packages installed.');
}

function stampedHash() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
}

/** npm notes in `node_modules/.package-lock.json` what it installed; after `npm install NAME` that agrees with the lock. */
function isInstalledAsLocked() {
  const noteFile = join(modules, '.package-lock.json');
  if (!existsSync(noteFile)) return false;
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(noteFile, 'utf8')).packages;
  const isAsLocked = ([path, entry]) => {
    const found = installed[path];
    if (found) return found.version === entry.version && found.integrity === entry.integrity;
    return path === '' || entry.optional === true || entry.peer === true;
  };
  return Object.entries(locked).every(isAsLocked) && Object.keys(installed).every((path) => path in locked);
}

export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
