import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { modules } from './setup/places.mjs';
import { become } from './setup/run.mjs';
import { runMain } from './setup/say.mjs';
import { setUpCore } from './setup.mjs';

/** Packs the application with electron-builder; arguments are its own, such as `--linux dir`. */
await runMain(async () => {
  const node = await setUpCore();
  await ensureBuilt(node);
  return become(node, [
    join(modules, 'electron-builder', 'cli.js'),
    '--publish',
    'never',
    ...process.argv.slice(2),
  ]);
});
