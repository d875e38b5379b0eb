import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMPILED, root } from './setup/places.mjs';
import { become } from './setup/run.mjs';
import { runMain } from './setup/say.mjs';
import { setUpCore } from './setup.mjs';

/** Runs the command `assay` with these arguments from its sources; resolves to its exit code. */
export async function runAssay(args) {
  const node = await setUpCore();
  // Older Node 24s warn that they strip types, on every start.
  const options = ['--disable-warning=ExperimentalWarning'];
  return become(node, [...options, join(root, 'src', 'cli', 'main.ts'), ...args], {
    env: { ...COMPILED, ...process.env },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runMain(() => runAssay(process.argv.slice(2)));
