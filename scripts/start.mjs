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

await runMain(() => (hasDisplay() ? openWindow() : runHeadless()));

async function openWindow() {
  const runtime = await setUp();
  await ensureBuilt(runtime.node);
  // Chromium refuses its sandbox to root on Linux; only then is it started without.
  const isRoot = process.platform === 'linux' && process.getuid() === 0;
  if (isRoot) say('Running as root: Chromium starts without its sandbox. Do not do this with real evidence.');
  const args = [...(isRoot ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)];
  return become(runtime.electron.path, args, { env: runtimeEnvironment(runtime) });
}

async function runHeadless() {
  say('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.');
  const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'assay-demo-'));
  say(`Running the whole job without a window instead, in ${folder}:\n`);
  return runAssay(['demo', '--out', folder]);
}
