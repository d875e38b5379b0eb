import { join } from 'node:path';
import { modules } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { say } from './setup/say.mjs';

const checks = [
  {
    name: 'format and lint',
    script: '@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '.'],
  },
  { name: 'types of core and shell', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types of the screens', script: 'typescript/bin/tsc', args: ['-p', 'renderer/tsconfig.json'] },
  { name: 'types of tests in windows', script: 'typescript/bin/tsc', args: ['-p', 'test/e2e/tsconfig.json'] },
  {
    name: 'imports between rooms',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', 'src', 'electron', 'renderer'],
  },
  { name: 'dead code', script: 'knip/bin/knip.js', args: ['--no-progress'] },
];

/** Runs all static checks at once. Prints what fails; resolves to `{passed, failed}`. */
export async function runStaticChecks(node) {
  const results = await Promise.all(
    checks.map(async ({ name, script, args }) => {
      const startedMs = Date.now();
      const { code, output } = await run(node, [join(modules, script), ...args], { quiet: true });
      const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
      if (code === 0) say(`✓ ${name} (${seconds} s)`);
      else say(`✗ ${name} (${seconds} s)\n${output.trimEnd()}\n`);
      return code === 0;
    }),
  );
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}
