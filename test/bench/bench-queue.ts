import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runApart } from './run-process.ts';
import { type CaseFigures, type Spread, spreadOf } from './side-by-side.ts';

const Asked = z.object({
  peakBytes: z.number(),
  calls: z.array(
    z.object({ name: z.string(), calls: z.array(z.object({ ms: z.number(), cpuMs: z.number() })) }),
  ),
});

const SIZES = [10_000, 100_000];
const FRAME_MS = 16;
/** What is done once, in each order of the queue or to make it ready, nobody waits for again and again. */
const ONCE = 10;

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
    for (const { name, calls } of asked.calls) {
      const ms = calls.map((call) => call.ms);
      const cpuMs = calls.map((call) => call.cpuMs);
      const isOften = ms.length > ONCE;
      cases.push({
        bench: 'queue',
        shape: name,
        size,
        rounds: ms.length,
        sides: [
          { name: 'assay', ms: spreadOf(ms), peakBytes: asked.peakBytes },
          { name: 'one frame, at p95', ms: spreadOf([FRAME_MS]), peakBytes: null },
          { name: 'processor time, at p95', ms: spreadOf(cpuMs), peakBytes: null },
        ],
        ratios: [
          { against: 'one frame, at p95', ratio: framesOf(ms), goal: isOften ? 1 : null },
          // What a machine with nothing else to do would need, told on one that is busy.
          { against: 'processor time, at p95', ratio: framesOf(cpuMs), goal: null },
        ],
      });
    }
  }
  // The sizes of one question side by side, so that its growth is told.
  return cases.toSorted((a, b) => (a.shape === b.shape ? 0 : a.shape < b.shape ? -1 : 1));
}

/** How many frames the calls took: the 95th percentile in place of the median. */
function framesOf(ms: readonly number[]): Spread {
  const frames = ms.map((one) => one / FRAME_MS);
  return { ...spreadOf(frames), median: percentile(frames, 0.95) };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}
