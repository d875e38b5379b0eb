import { performance } from 'node:perf_hooks';
import { packPackage } from '../../src/app/pack.ts';
import { takeInPackages } from '../../src/app/take-in.ts';
import { openWorkspace } from '../../src/app/workspace.ts';

// Packs the workspace in a folder into a file, or takes the file in, and prints how long the call took and the peak memory.
const [what = '', directory = '', file = ''] = process.argv.slice(2);
const opened = await openWorkspace(
  directory,
  { keychain: null, passphrase: 'bench' },
  { now: () => Date.now(), newId: () => 'bench' },
);
if (!opened.ok) throw new Error(opened.error.message);
const workspace = opened.value;
const call = { signal: new AbortController().signal, progress: () => undefined };

const startMs = performance.now();
const done =
  what === 'pack'
    ? await packPackage(workspace, { kind: 'workspace', to: null, encrypt: false, into: file }, call)
    : await takeInPackages(workspace, [file], call);
const ms = performance.now() - startMs;

if (!done.ok || (Array.isArray(done.value) && done.value[0]?.status !== 'taken_in'))
  throw new Error(JSON.stringify(done));
const peakBytes = process.resourceUsage().maxRSS * 1024;
await workspace.close();
console.log(JSON.stringify({ ms, peakBytes }));
