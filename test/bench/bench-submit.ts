import { join } from 'node:path';
import { z } from 'zod';
import { runApart } from './run-process.ts';
import type { CaseFigures } from './side-by-side.ts';

const Spread = z.object({ median: z.number(), min: z.number(), max: z.number() });
const Figures = z.object({
  rounds: z.number(),
  sides: z.array(z.object({ name: z.string(), ms: Spread, peakBytes: z.number().nullable() })),
  ratios: z.array(z.object({ against: z.string(), ratio: Spread, goal: z.number().nullable() })),
});

const CASES = [
  { shape: '8 criteria', size: '300 submissions', submissions: 300, criteria: 8 },
  { shape: '8 criteria', size: '3,000 submissions', submissions: 3000, criteria: 8 },
  { shape: '300 submissions', size: '8 criteria', submissions: 300, criteria: 8 },
  { shape: '300 submissions', size: '80 criteria', submissions: 300, criteria: 80 },
];

/** Submitting an assessment, durable and signed, against the least that could be: one insert and one signature. */
export async function benchSubmit(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  const cases: CaseFigures[] = [];
  for (const [index, { shape, size, submissions, criteria }] of CASES.entries()) {
    say(`submit: ${shape}, ${size} …`);
    const script = join(import.meta.dirname, 'submit-many.ts');
    const directory = join(folder, `submit-${index}`);
    const args = [directory, String(submissions), String(criteria)];
    const figures = Figures.parse(await runApart(script, args));
    cases.push({ bench: 'submit', shape, size, ...figures });
  }
  return cases;
}
