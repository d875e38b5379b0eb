import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeBundle } from './make-bundle.ts';
import { runApart, run as runProgram, timeProgram } from './run-process.ts';
import { type CaseFigures, figuresOf, runSideBySide, type Side } from './side-by-side.ts';

const Apart = z.object({ ms: z.number(), peakBytes: z.number().nullable() });

const REFERENCE = 'unzip + sha256sum';
const FLUSHED = 'the same + sync';
/** Expands, then reads every file again to hash it. */
const UNPACK = 'unzip -q "$1" -d "$2" && find "$2" -type f -print0 | xargs -0 sha256sum > "$2.sums"';

const SHAPES = [
  { shape: 'many small', size: '1,000 × 10 KiB', files: 1000, fileBytes: 10 * 1024, rounds: 5 },
  { shape: 'many small', size: '10,000 × 10 KiB', files: 10_000, fileBytes: 10 * 1024, rounds: 3 },
  { shape: 'few large', size: '10 × 5 MiB', files: 10, fileBytes: 5 * 1024 * 1024, rounds: 5 },
  { shape: 'few large', size: '10 × 50 MiB', files: 10, fileBytes: 50 * 1024 * 1024, rounds: 3 },
];

/**
 * Import of a bundle, each time in a fresh process into a fresh workspace, against the system's tools.
 * Ours is on disk when it ends; the plain reference leaves that to the system's good time, the other one does not.
 */
export async function benchImport(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  if (!['/usr/bin/unzip', '/usr/bin/sha256sum'].every(existsSync)) {
    say('import: skipped, for unzip or sha256sum is not installed here');
    return [];
  }
  const cases: CaseFigures[] = [];
  for (const { shape, size, files, fileBytes, rounds } of SHAPES) {
    say(`import: ${shape}, ${size} …`);
    const bundle = await makeBundle(folder, `bundle-${files}-${fileBytes}`, files, fileBytes);
    const sides = sidesFor(folder, bundle);
    const timed = await runSideBySide(sides, { warmUps: 1, rounds });
    cases.push({ bench: 'import', shape, size, ...figuresOf(sides, timed, { [REFERENCE]: 1 }) });
    rmSync(bundle);
  }
  return cases;
}

function sidesFor(folder: string, bundle: string): Side[] {
  /** Each run finds nothing of the run before it waiting to be written, and leaves nothing. */
  const inPlace = async <T>(run: (place: string) => Promise<T>): Promise<T> => {
    const place = join(folder, 'import');
    mkdirSync(place);
    await runProgram('sync', []);
    try {
      return await run(place);
    } finally {
      rmSync(place, { recursive: true });
    }
  };
  const unpack = (more: string) =>
    inPlace((place) => timeProgram('sh', ['-c', UNPACK + more, 'sh', bundle, join(place, 'out')]));
  const importOnce = join(import.meta.dirname, 'import-once.ts');
  return [
    {
      name: 'assay',
      run: () =>
        inPlace(async (place) => Apart.parse(await runApart(importOnce, [bundle, join(place, 'ws')]))),
    },
    { name: REFERENCE, run: () => unpack('') },
    { name: FLUSHED, run: () => unpack(' && sync -f "$2"') },
  ];
}
