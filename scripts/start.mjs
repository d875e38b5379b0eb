import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAssay } from './assay.mjs';
import { ensureBuilt } from './build.mjs';
import { root } from './setup/places.mjs';
import { become } from './setup/run.mjs';
import { runMain, say } from './setup/say.mjs';
import { hasDisplay } from './setup/system-packages.mjs';
import { runtimeEnvironment, setUp } from './setup.mjs';

const USAGE = `npm start [-- FILE …]   opens the window, with these bundles, credentials or folders to look at
npm start [-- FOLDER]   where there is no display: runs the whole job without a window, in that folder`;

await runMain(() => {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return say(USAGE);
  return hasDisplay() ? openWindow(args) : runHeadless(args);
});

async function openWindow(given) {
  const runtime = await setUp();
  await ensureBuilt(runtime.node);
  // Chromium refuses its sandbox to root on Linux; only then is it started without.
  const isRoot = process.platform === 'linux' && process.getuid() === 0;
  if (isRoot) say('Running as root: Chromium starts without its sandbox. Do not do this with real evidence.');
  const args = [...(isRoot ? ['--no-sandbox'] : []), root, ...given];
  return become(runtime.electron.path, args, { env: runtimeEnvironment(runtime) });
}

async function runHeadless(given) {
  const option = given.find((argument) => argument.startsWith('-'));
  if (option !== undefined || given.length > 1) {
    say(`${option === undefined ? 'There is one folder to run in.' : `${option} is no folder.`}\n\n${USAGE}`);
    return 2;
  }
  say('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.');
  const folder = given[0] ?? mkdtempSync(join(tmpdir(), 'assay-demo-'));
  say(`Running the whole job without a window instead, in ${folder}:\n`);
  return runAssay(['demo', '--out', folder]);
}
