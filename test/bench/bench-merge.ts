import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runApart } from './run-process.ts';
import {
  type CaseFigures,
  figuresOf,
  runSideBySide,
  type Side,
  spreadOf,
  type Timed,
} from './side-by-side.ts';

const Made = z.object({ workspace: z.string(), records: z.int() });
const Apart = z.object({ ms: z.number(), cpuMs: z.number(), peakBytes: z.number() });

const REFERENCE = 'raw Ed25519';
const MILLION = 1_000_000;
const SIZES = [
  { records: 10_000, rounds: 5, warmUps: 1 },
  { records: 100_000, rounds: 3, warmUps: 0 },
  // Minutes, and gigabytes of disk: only when asked for.
  ...(process.env.ASSAY_BENCH_MILLION ? [{ records: MILLION, rounds: 1, warmUps: 0 }] : []),
];

/** Merging and projecting a copy of a workspace, against verifying as many signatures on as many cores. */
export async function benchMerge(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  const cases: CaseFigures[] = [];
  for (const { records, rounds, warmUps } of SIZES) {
    const size = `${records.toLocaleString('en')} records`;
    say(`merge: ${size}, making them …`);
    const path = join(folder, 'records.jsonl');
    const made = Made.parse(
      await runApart(join(import.meta.dirname, 'make-records.ts'), [path, String(records)]),
    );
    say(`merge: ${size} …`);
    const cpu = { ours: [] as number[], reference: [] as number[] };
    const timed =
      (spent: number[], run: () => Promise<unknown>): (() => Promise<Timed>) =>
      async () => {
        const { ms, cpuMs, peakBytes } = Apart.parse(await run());
        spent.push(cpuMs);
        return { ms, peakBytes };
      };
    const database = join(folder, 'merged.sqlite');
    const sides: Side[] = [
      {
        name: 'assay',
        run: timed(cpu.ours, async () => {
          const done = await runApart(join(import.meta.dirname, 'merge-once.ts'), [
            path,
            database,
            made.workspace,
          ]);
          for (const end of ['', '-wal', '-shm']) rmSync(`${database}${end}`, { force: true });
          return done;
        }),
      },
      {
        name: REFERENCE,
        run: timed(cpu.reference, () => runApart(join(import.meta.dirname, 'verify-raw.ts'), [path])),
      },
    ];
    const figures = figuresOf(sides, await runSideBySide(sides, { warmUps, rounds }), { [REFERENCE]: 1.3 });
    const ratio = spreadOf(cpu.ours.map((ours, round) => ours / (cpu.reference[round] ?? Number.NaN)));
    cases.push({
      bench: 'merge',
      shape: 'into an empty copy',
      size,
      ...figures,
      sides: [
        ...figures.sides,
        { name: 'processor time of all threads', ms: spreadOf(cpu.ours), peakBytes: null },
      ],
      ratios: [...figures.ratios, { against: 'the same of raw Ed25519', ratio, goal: null }],
    });
    rmSync(path);
  }
  return cases;
}
