import { createReadStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { inTurn } from '../../src/app/in-turn.ts';
import { mergeRecords } from '../../src/app/merge-records.ts';
import { recordIn, splitLines } from '../../src/exchange/read-lines.ts';
import type { RawRecord } from '../../src/ledger/file-record.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { storeOf } from '../../src/store/store.ts';

// Merges a file of records into an empty copy of the workspace and prints how long that took, the processor time of all
// threads, and this process's peak memory.
const [path = '', database = '', id = ''] = process.argv.slice(2);
const opened = openDatabase(database, { create: true });
if (!opened.ok) throw new Error(opened.error.message);
const store = storeOf(opened.value);
store.append({ records: [], local: { workspace: id } });
const copy = {
  id,
  store,
  environment: { now: () => Date.now(), newId: () => 'bench' },
  oneMergeAtATime: inTurn(),
  observe: () => {},
};

async function* records(): AsyncGenerator<RawRecord> {
  for await (const line of splitLines('records.jsonl', createReadStream(path, { highWaterMark: 1 << 18 }))) {
    const record = line.ok ? recordIn(line.value) : null;
    if (!record) throw new Error('a line is no record');
    yield record;
  }
}

const startMs = performance.now();
const before = process.cpuUsage();
const phases = new Map<string, number>();
const call = {
  signal: new AbortController().signal,
  progress: ({ phase }: { phase: string }) => {
    if (!phases.has(phase)) phases.set(phase, performance.now() - startMs);
  },
};
const merged = await mergeRecords(copy, { records: records() }, call);
const ms = performance.now() - startMs;
const { user, system } = process.cpuUsage(before);
if (!merged.ok || merged.value.refused > 0) throw new Error(`not merged: ${JSON.stringify(merged)}`);
const peakBytes = process.resourceUsage().maxRSS * 1024;
store.close();
const shownAfterMs = phases.get('Showing what came') ?? ms;
console.log(
  JSON.stringify({ ms, cpuMs: (user + system) / 1000, peakBytes, added: merged.value.added, shownAfterMs }),
);
