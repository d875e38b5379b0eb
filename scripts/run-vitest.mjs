import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPILED, modules, root } from './setup/places.mjs';
import { become } from './setup/run.mjs';
import { say } from './setup/say.mjs';

/** Runs Vitest and shows its output; resolves to `{passed, failed, skipped}`. What ends without a verdict has failed. */
export async function runVitest(node, args, env = process.env) {
  const scratch = mkdtempSync(join(tmpdir(), 'assay-tests-'));
  const reportFile = join(scratch, 'report.json');
  try {
    const vitest = join(modules, 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    const code = await become(node, [vitest, 'run', ...reporters, ...args], {
      cwd: root,
      env: { ...COMPILED, ...env },
    });
    return verdict(reportFile, code);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function verdict(reportFile, code) {
  let report;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    say(`✗ the test run ended with code ${code} and left no report`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const count = (statuses) =>
    report.testResults
      .flatMap((file) => file.assertionResults)
      .filter((test) => statuses.includes(test.status)).length;
  const passed = count(['passed']);
  const skipped = count(['skipped', 'pending', 'todo', 'disabled']);
  // A file that does not load has no tests to fail, so it counts as one.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = count(['failed']) + unloaded;
  if (code !== 0 && failed === 0) say(`✗ no test failed, yet the test run ended with code ${code}`);
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}
