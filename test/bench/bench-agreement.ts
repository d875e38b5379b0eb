import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { run, runApart } from './run-process.ts';
import { type CaseFigures, figuresOf, runSideBySide, type Side, type Timed } from './side-by-side.ts';

const Computed = z.object({
  ms: z.number(),
  peakBytes: z.number().optional(),
  values: z.record(z.string(), z.number().nullable()),
});

const REFERENCE = 'R irrCAC and irr';
const RATERS = 4;
const SIZES = [28_000, 280_000];
const CATEGORIES = 5;
/** A tenth is not rated, so that 280,000 units have about a million ratings. */
const RATED = 0.9;

/** Every statistic of the report, against what irrCAC and irr make of the same table; says whether the digits are the same. */
export async function benchAgreement(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  const hasR = await run('Rscript', ['-e', 'library(irrCAC); library(irr)']).then(
    () => true,
    () => false,
  );
  if (!hasR) say('agreement: R with the packages irrCAC and irr is not here, so it is measured alone.');
  const cases: CaseFigures[] = [];
  for (const units of SIZES) {
    const path = join(folder, 'ratings.csv');
    const ratings = writeRatings(path, units);
    const size = `${ratings.toLocaleString('en')} ratings`;
    say(`agreement: ${size} …`);
    const found: z.infer<typeof Computed>['values'][] = [];
    const timed = (compute: () => Promise<unknown>) => async (): Promise<Timed> => {
      const { ms, peakBytes = null, values } = Computed.parse(await compute());
      found.push(values);
      return { ms, peakBytes };
    };
    const ours: Side = {
      name: 'assay, the whole report',
      run: timed(() => runApart(join(import.meta.dirname, 'agreement-once.ts'), [path])),
    };
    const script = join(import.meta.dirname, 'agreement-in-r.R');
    const reference: Side = {
      name: REFERENCE,
      run: timed(async () => JSON.parse((await run('Rscript', [script, path])).stdout)),
    };
    const sides = hasR ? [ours, reference] : [ours];
    const figures = figuresOf(sides, await runSideBySide(sides, { warmUps: 0, rounds: 5 }), {
      [REFERENCE]: 1 / 20,
    });
    cases.push({ bench: 'agreement', shape: `${RATERS} raters, a tenth not rated`, size, ...figures });
    if (hasR)
      say(
        `agreement: ${size}: the largest difference is ${largestDifference(found)}, of which irrCAC rounds to five digits`,
      );
  }
  return cases;
}

function largestDifference(found: readonly z.infer<typeof Computed>['values'][]): string {
  const names = Object.keys(found[0] ?? {});
  const spread = names.map((name) => {
    const all = found.map((values) => values[name] ?? Number.NaN);
    return Math.max(...all) - Math.min(...all);
  });
  return Math.max(...spread).toExponential(1);
}

/** Raters who mostly agree, from a generator of its own so that every run has the same; gives how many ratings. */
function writeRatings(path: string, units: number): number {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const file = openSync(path, 'w');
  writeSync(file, `${Array.from({ length: RATERS }, (_, rater) => `r${rater + 1}`).join(',')}\n`);
  let ratings = 0;
  for (let unit = 0; unit < units; unit += 1) {
    const truth = 1 + Math.floor(next() * CATEGORIES);
    // irrCAC has no answer where somebody’s work was rated by nobody: the first always rates.
    const row = Array.from({ length: RATERS }, (_, rater) => {
      if (next() >= RATED && rater > 0) return '';
      ratings += 1;
      return String(next() < 0.7 ? truth : 1 + Math.floor(next() * CATEGORIES));
    });
    writeSync(file, `${row.join(',')}\n`);
  }
  closeSync(file);
  return ratings;
}
