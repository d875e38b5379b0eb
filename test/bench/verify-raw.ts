import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { recordIn } from '../../src/exchange/read-lines.ts';
import { publicKeyOf } from '../../src/ledger/did-key.ts';
import { verifyEd25519 } from '../../src/ledger/ed25519.ts';

// Verifies the signatures of a file of records and nothing else, spread over as many threads as there are cores. Reading
// the file and finding the key are not timed: what is printed is the longest that a thread spent verifying.
const PIECE_BYTES = 4 * 1024 * 1024;

interface Share {
  readonly path: string;
  readonly thread: number;
  readonly threads: number;
}
interface Verified {
  readonly ms: number;
  readonly cpuMs: number;
  readonly count: number;
}

if (isMainThread) {
  const [path = ''] = process.argv.slice(2);
  const threads = availableParallelism();
  const shares = Array.from({ length: threads }, (_, thread) => verifyApart({ path, thread, threads }));
  const done = await Promise.all(shares);
  const ms = Math.max(...done.map((one) => one.ms));
  const cpuMs = done.reduce((sum, one) => sum + one.cpuMs, 0);
  const count = done.reduce((sum, one) => sum + one.count, 0);
  console.log(JSON.stringify({ ms, cpuMs, peakBytes: process.resourceUsage().maxRSS * 1024, count }));
} else {
  parentPort?.postMessage(verifyShare(workerData as Share));
}

function verifyApart(share: Share): Promise<Verified> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.once('message', resolve).once('error', reject);
  });
}

function verifyShare({ path, thread, threads }: Share): Verified {
  let ms = 0;
  let cpuMs = 0;
  let count = 0;
  for (const [number, lines] of pieces(path)) {
    if (number % threads !== thread) continue;
    const signed = lines.flatMap((bytes) => {
      const record = recordIn({ bytes, line: 0 });
      const author = /"author":"(did:key:[^"]+)"/.exec(record?.bytes.toString('latin1') ?? '')?.[1];
      const key = author && publicKeyOf(author);
      return record && key ? [{ ...record, key }] : [];
    });
    const startMs = performance.now();
    const startCpu = process.threadCpuUsage();
    for (const { key, bytes, signature } of signed)
      if (!verifyEd25519(key, bytes, signature)) throw new Error('a signature does not fit');
    ms += performance.now() - startMs;
    const { user, system } = process.threadCpuUsage(startCpu);
    cpuMs += (user + system) / 1000;
    count += signed.length;
  }
  return { ms, cpuMs, count };
}

/** The file’s lines, a few thousand at a time, numbered alike in every thread. */
function* pieces(path: string): Generator<[number, Buffer[]]> {
  const file = openSync(path, 'r');
  const size = statSync(path).size;
  let number = 0;
  let rest = Buffer.alloc(0);
  for (let at = 0; at < size; at += PIECE_BYTES) {
    const piece = Buffer.alloc(Math.min(PIECE_BYTES, size - at));
    readSync(file, piece, 0, piece.length, at);
    const bytes = Buffer.concat([rest, piece]);
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      lines.push(bytes.subarray(from, end));
      from = end + 1;
    }
    rest = bytes.subarray(from);
    yield [number, lines];
    number += 1;
  }
  closeSync(file);
}
