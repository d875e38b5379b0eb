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
  let installed = await npmInstall(canReplaceModules() ? ['ci'] : ['install', '--no-save']);
  if (installed.output.includes('npm error code EUSAGE')) {
    // `npm ci` wants the lock to name the packages of every platform. Where npm could not see them all when it wrote
    // the lock, `npm install` takes from it what it does name, with the same versions and hashes.
    const isLockedPlatform = process.platform === 'linux' && process.arch === 'x64';
    if (!isLockedPlatform)
      say(`  the lock file lacks packages of ${process.platform}; taking the current ones`);
    installed = await npmInstall(['install', isLockedPlatform ? '--no-save' : '--no-package-lock']);
  }
  if (installed.code !== 0) {
    throw new SetupError(
      `npm could not install the packages:\n${lastLines(installed.output, 12)}`,
      'Check that npm reaches its registry (npm ping), then run this command again.',
    );
  }
  say('Packages installed.');
}

function npmInstall(args) {
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
  const beat = (seconds) => say(`  still installing, ${seconds} s`);
  return npm([...args, ...quietly], { quiet: true, beat });
}

/** Windows cannot delete the Node it runs on, which `npm ci` would try when that Node lies in node_modules. */
function canReplaceModules() {
  return process.platform !== 'win32' || !process.execPath.startsWith(modules);
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
