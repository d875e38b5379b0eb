import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openWorkspace } from '../../src/app/workspace.ts';
import { openBenchWorkspace } from './bench-workspace.ts';
import { fillWorkspace } from './fill-workspace.ts';
import { runApart, run as runProgram, timeProgram } from './run-process.ts';
import { type CaseFigures, figuresOf, runSideBySide, type Side } from './side-by-side.ts';

const Apart = z.object({ ms: z.number(), peakBytes: z.number().nullable() });

const ONE_FILE = 'cp of the package + sync';
const ALL_FILES = 'cp of the workspace + sync';
const COPY = 'cp -r "$1" "$2" && sync -f "$2"';
const SIZES = [1000, 10_000];

/**
 * Packing a whole workspace, and taking the package in where nothing of it is yet, each in a fresh process, against
 * copying the same bytes: as one file, and as the files they are. Both sides are on disk when they end.
 */
export async function benchExchange(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  const cases: CaseFigures[] = [];
  for (const shape of ['pack', 'merge'] as const) {
    for (const submissions of SIZES) {
      const size = `${submissions.toLocaleString('en')} submissions`;
      say(`exchange: ${shape}, ${size} …`);
      const place = join(folder, `exchange-${shape}-${submissions}`);
      const made = await makeWorkspaces(place, submissions);
      const sides = sidesFor(shape, place, made);
      const timed = await runSideBySide(sides, { warmUps: 1, rounds: 3 });
      cases.push({ bench: 'exchange', shape, size, ...figuresOf(sides, timed, { [ALL_FILES]: 1 }) });
      rmSync(place, { recursive: true });
    }
  }
  return cases;
}

interface Made {
  readonly full: string;
  /** The same workspace before there was anything in it. */
  readonly early: string;
  readonly file: string;
}

async function makeWorkspaces(place: string, submissions: number): Promise<Made> {
  mkdirSync(place);
  const [full, early, file] = [join(place, 'full'), join(place, 'early'), join(place, 'full.assay')];
  await (await openBenchWorkspace(early)).close();
  cpSync(early, full, { recursive: true });
  const opened = await openWorkspace(
    full,
    { keychain: null, passphrase: 'bench' },
    { now: () => Date.now(), newId: () => 'bench' },
  );
  if (!opened.ok) throw new Error(opened.error.message);
  await fillWorkspace(opened.value, submissions);
  await opened.value.close();
  await exchangeOnce('pack', full, file);
  return { full, early, file };
}

async function exchangeOnce(what: 'pack' | 'merge', directory: string, file: string) {
  return Apart.parse(await runApart(join(import.meta.dirname, 'exchange-once.ts'), [what, directory, file]));
}

function sidesFor(shape: 'pack' | 'merge', place: string, { full, early, file }: Made): Side[] {
  const out = join(place, 'out');
  /** Each run finds nothing of the run before it waiting to be written, and leaves nothing. */
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    await runProgram('sync', []);
    try {
      return await work();
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  };
  const copy = (from: string) => alone(() => timeProgram('sh', ['-c', COPY, 'sh', from, out]));
  return [
    {
      name: 'assay',
      run: () =>
        alone(async () => {
          if (shape === 'pack') return exchangeOnce('pack', full, out);
          cpSync(early, out, { recursive: true });
          await runProgram('sync', []);
          return exchangeOnce('merge', out, file);
        }),
    },
    { name: ONE_FILE, run: () => copy(file) },
    { name: ALL_FILES, run: () => copy(full) },
  ];
}
