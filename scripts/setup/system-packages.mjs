import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lastLines } from './packages.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';

/** What Electron loads on Linux, and the Debian package each comes in. */
const libraries = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libcups.so.2': 'libcups2',
  'libXss.so.1': 'libxss1',
  'libXtst.so.6': 'libxtst6',
};

export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** What a window needs: the libraries, and an X server of our own where there is no display. */
export async function ensureWindowPackages({ needsXvfb }) {
  if (process.platform !== 'linux') return;
  const wanted = await missingLibraries();
  if (needsXvfb && !isOnPath('Xvfb')) wanted.push('xvfb');
  await ensureDebianPackages(wanted, 'to open a window');
}

/** What building a native module needs. */
export async function ensureBuildTools() {
  if (process.platform !== 'linux') return;
  const tools = { make: 'make', 'g++': 'g++', python3: 'python3' };
  const wanted = Object.keys(tools).filter((program) => !isOnPath(program));
  await ensureDebianPackages(wanted, 'to build the database binding');
}

async function missingLibraries() {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find(existsSync);
  if (!ldconfig) return [];
  const { output } = await run(ldconfig, ['-p'], { quiet: true });
  return Object.entries(libraries)
    .filter(([library]) => !output.includes(`${library} `))
    .map(([, name]) => name);
}

async function ensureDebianPackages(wanted, purpose) {
  if (wanted.length === 0) return;
  if (!isOnPath('apt-get') || process.getuid?.() !== 0) {
    throw new SetupError(
      `These system packages are missing ${purpose}: ${wanted.join(' ')}`,
      `Install them, then run this command again. On Debian or Ubuntu: sudo apt-get install ${wanted.join(' ')}`,
    );
  }
  say(`Installing system packages ${purpose}: ${wanted.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { quiet: true, env, beat: (seconds) => say(`  still installing, ${seconds} s`) };
  const update = await run('apt-get', ['update', '-q'], options);
  const names = await Promise.all(wanted.map(nameInThisRelease));
  const install = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], options);
  if (install.code !== 0) {
    throw new SetupError(
      `apt-get could not install ${names.join(' ')}:\n${lastLines(update.output + install.output, 8)}`,
      `Install them by hand (apt-get install ${names.join(' ')}), then run this command again.`,
    );
  }
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries when `time_t` became 64 bits wide. */
async function nameInThisRelease(name) {
  const { code } = await run('apt-cache', ['show', '--no-all-versions', `${name}t64`], { quiet: true });
  return code === 0 ? `${name}t64` : name;
}
