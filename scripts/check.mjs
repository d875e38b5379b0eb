import { runVitest } from './run-vitest.mjs';
import { runMain } from './setup/say.mjs';
import { setUpCore } from './setup.mjs';
import { runStaticChecks } from './static-checks.mjs';

/** What every commit passes: format, lint, types, layers, dead code, and the tests that need no window. */
await runMain(async () => {
  const node = await setUpCore();
  const checks = await runStaticChecks(node);
  const tests = await runVitest(node, [
    '--project',
    'unit',
    '--project',
    'property',
    ...process.argv.slice(2),
  ]);
  const failed = checks.failed + tests.failed;
  console.log(`${checks.passed + tests.passed} passed, ${failed} failed, ${tests.skipped} skipped`);
  return failed === 0 ? 0 : 1;
});
