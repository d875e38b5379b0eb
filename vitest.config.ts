import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One project a kind of test, so that `vitest run --project unit` runs what its folder's name says. */
const inProcess = (name: string, timeoutMs: number, pool: 'forks' | 'threads' = 'forks') => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.{ts,tsx}`],
    testTimeout: timeoutMs,
    pool,
    sequence: { groupOrder: 0 },
  },
});

/** These open real windows: one Electron at a time, and nothing else beside it. */
const inElectron = (name: string, groupOrder: number) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    globalSetup: ['test/electron-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    sequence: { groupOrder },
  },
});

export default defineConfig({
  test: {
    retry: 0,
    // Left to itself it keeps a core free, which on two of them is half of the time.
    maxWorkers: availableParallelism(),
    projects: [
      inProcess('unit', 60_000, 'threads'),
      inProcess('property', 180_000, 'threads'),
      inProcess('store', 60_000),
      inProcess('cli', 180_000),
      inProcess('exchange', 180_000),
      inProcess('durability', 180_000),
      inElectron('security', 1),
      inElectron('e2e', 2),
    ],
  },
});
