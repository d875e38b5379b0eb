import { ensureBuilt } from './build.mjs';
import { runVitest } from './run-vitest.mjs';
import { runMain, say } from './setup/say.mjs';
import { hasDisplay } from './setup/system-packages.mjs';
import { describeElectron, runtimeEnvironment, setUp } from './setup.mjs';
import { runStaticChecks } from './static-checks.mjs';
import { startXvfb } from './xvfb.mjs';

/** Every check and every test, in a real window too. With a pattern: the test files whose path holds it. */
await runMain(async () => {
  const patterns = process.argv.slice(2);
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const add = ({ passed, failed, skipped = 0 }) => {
    totals.passed += passed;
    totals.failed += failed;
    totals.skipped += skipped;
  };
  try {
    const runtime = await setUp();
    say(describeElectron(runtime.electron));
    if (patterns.length === 0) add(await runStaticChecks(runtime.node));
    await ensureBuilt(runtime.node);
    const env = runtimeEnvironment(runtime);
    const server = hasDisplay() ? null : await startXvfb();
    try {
      add(await runVitest(runtime.node, patterns, server ? { ...env, DISPLAY: server.display } : env));
    } finally {
      server?.stop();
    }
    say(`Ran on ${describeElectron(runtime.electron)}.`);
  } catch (error) {
    add({ passed: 0, failed: 1 });
    say(`\n✗ ${error.message}\n  ${error.whatToDo ?? error.stack}`);
  }
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  return totals.failed === 0 ? 0 : 1;
});
