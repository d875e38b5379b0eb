import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runApart } from './run-process.ts';
import { type CaseFigures, spreadOf } from './side-by-side.ts';

const Asked = z.object({
  peakBytes: z.number(),
  calls: z.array(z.object({ name: z.string(), ms: z.array(z.number()) })),
});

const SIZES = [10_000, 100_000];
const FRAME_MS = 16;

/** Every kind of question to the queue against one display frame: the ratio is of the 95th percentile. */
export async function benchQueue(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  const cases: CaseFigures[] = [];
  for (const submissions of SIZES) {
    const size = `${submissions.toLocaleString('en')} submissions`;
    say(`queue: ${size} …`);
    const directory = join(folder, `queue-${submissions}`);
    mkdirSync(directory);
    const script = join(import.meta.dirname, 'ask-queue.ts');
    const asked = Asked.parse(await runApart(script, [directory, String(submissions)]));
    for (const { name, ms } of asked.calls) {
      const frames = percentile(ms, 0.95) / FRAME_MS;
      cases.push({
        bench: 'queue',
        shape: name,
        size,
        rounds: ms.length,
        sides: [
          { name: 'assay', ms: spreadOf(ms), peakBytes: asked.peakBytes },
          { name: 'one frame, at p95', ms: spreadOf([FRAME_MS]), peakBytes: null },
        ],
        ratios: [
          {
            against: 'one frame, at p95',
            ratio: { ...spreadOf(ms.map((one) => one / FRAME_MS)), median: frames },
            goal: ms.length > 10 ? 1 : null,
          },
        ],
      });
    }
  }
  // The sizes of one question side by side, so that its growth is told.
  return cases.toSorted((a, b) => (a.shape === b.shape ? 0 : a.shape < b.shape ? -1 : 1));
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}
