import { performance } from 'node:perf_hooks';
import { importBundles } from '../../src/app/import-bundles.ts';
import { benchUnit, openBenchWorkspace } from './bench-workspace.ts';

// Takes one bundle into a fresh workspace and prints how long the call took, and this process's peak memory.
const [bundle = '', directory = ''] = process.argv.slice(2);
const workspace = await openBenchWorkspace(directory);
const published = await workspace.state([{ type: 'unit.published', body: { unit: benchUnit(8) } }]);
if (!published.ok) throw new Error(published.error.message);

const startMs = performance.now();
const imported = await importBundles(
  workspace,
  [bundle],
  {},
  { signal: new AbortController().signal, progress: () => undefined },
);
const ms = performance.now() - startMs;

const [outcome] = imported.ok ? imported.value : [];
if (outcome?.status !== 'imported') throw new Error(`not imported: ${JSON.stringify(imported)}`);
const peakBytes = process.resourceUsage().maxRSS * 1024;
await workspace.close();
console.log(JSON.stringify({ ms, peakBytes }));
