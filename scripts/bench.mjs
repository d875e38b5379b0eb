import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root } from './setup/places.mjs';
import { become } from './setup/run.mjs';
import { runMain, say } from './setup/say.mjs';
import { hasDisplay } from './setup/system-packages.mjs';
import { describeElectron, runtimeEnvironment, setUp, setUpCore } from './setup.mjs';
import { startXvfb } from './xvfb.mjs';

/** These open windows. */
const IN_A_WINDOW = ['start', 'keys', 'scroll', 'pdf', 'artifacts'];

/** Measures Assay beside what it is held against. Arguments: names of benchmarks (all when none), `--json`. */
await runMain(async () => {
  const args = process.argv.slice(2);
  const names = args.filter((argument) => !argument.startsWith('-'));
  const node = await setUpCore();
  const bench = (env) =>
    become(node, ['--disable-warning=ExperimentalWarning', join(root, 'test', 'bench', 'main.ts'), ...args], {
      env,
    });
  if (names.length > 0 && !names.some((name) => IN_A_WINDOW.includes(name))) return bench(process.env);
  const runtime = await setUp();
  say(describeElectron(runtime.electron));
  await ensureBuilt(node);
  const env = runtimeEnvironment(runtime);
  const server = hasDisplay() ? null : await startXvfb();
  try {
    return await bench(server ? { ...env, DISPLAY: server.display } : env);
  } finally {
    server?.stop();
  }
});
