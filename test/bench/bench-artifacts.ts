import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { z } from 'zod';
import { aPhotograph, makePdf, sequence } from './make-pdf.ts';
import { openEvidence } from './open-evidence.ts';
import type { CaseFigures } from './side-by-side.ts';

const ARTIFACTS = 200;
const EARLY = 20;
const GOAL = 1.2;
/** Memory is given back when somebody has time for it: the least of so many looks, so far apart, counts. */
const LOOKS = 6;
const LOOK_EVERY_MS = 500;

/** What the window holds after 200 artifacts of three kinds were opened one after the other, against after 20. */
export async function benchArtifacts(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  const evidence = join(folder, 'artifacts');
  mkdirSync(evidence);
  const names: string[] = [];
  for (let at = 0; at < ARTIFACTS; at += 1) names.push(await makeArtifact(evidence, at));
  const assay = await openEvidence(evidence, folder);
  try {
    const { window, app } = assay;
    await keepNoAnswers(window);
    say(`artifacts: opening ${ARTIFACTS} in turn …`);
    let early = 0;
    for (const [at, name] of names.entries()) {
      await open(window, name);
      const opened = at + 1;
      if (opened % EARLY !== 0 || opened === ARTIFACTS) continue;
      const bytes = await settledBytes(app, window);
      if (opened === EARLY) early = bytes;
      say(`artifacts: ${(bytes / 1024 / 1024).toFixed(0)} MiB after ${opened}`);
    }
    const late = await settledBytes(app, window);
    const pressed = await bytesUnderPressure(app, window);
    const spread = (bytes: number) => ({ median: bytes, min: bytes, max: bytes });
    const ratio = late / early;
    return [
      {
        bench: 'artifacts',
        shape: 'memory of window, GPU and host',
        size: 'opened in turn',
        rounds: 1,
        unit: 'bytes',
        sides: [
          { name: `after ${ARTIFACTS}`, ms: spread(late), peakBytes: null },
          { name: `after ${EARLY}`, ms: spread(early), peakBytes: null },
          { name: `after ${ARTIFACTS}, memory short`, ms: spread(pressed), peakBytes: null },
        ],
        ratios: [{ against: `after ${EARLY}`, ratio: spread(ratio), goal: GOAL }],
      },
    ];
  } finally {
    await assay.close();
  }
}

/** A PDF, a picture or a text, each unlike all others. */
async function makeArtifact(folder: string, at: number): Promise<string> {
  const next = sequence(at + 1);
  const stem = `artifact-${String(at).padStart(3, '0')}`;
  switch (at % 3) {
    case 0: {
      await makePdf(join(folder, `${stem}.pdf`), 8, 60_000, at + 1);
      return `${stem}.pdf`;
    }
    case 1: {
      writeFileSync(join(folder, `${stem}.png`), aPhotograph(900_000, next));
      return `${stem}.png`;
    }
    default: {
      const lines = Array.from({ length: 3000 }, () => `${next()} readings, ${next()} of them in range`);
      writeFileSync(join(folder, `${stem}.txt`), `${stem}\n${lines.join('\n')}\n`);
      return `${stem}.txt`;
    }
  }
}

async function open(window: Page, name: string): Promise<void> {
  const list = window.getByRole('navigation', { name: 'Evidence' });
  await list.getByTitle(name, { exact: true }).first().click();
  const pane = window.locator('#artifact');
  if (name.endsWith('.pdf')) await pane.locator('[data-page="1"] canvas').waitFor();
  else if (name.endsWith('.png')) await pane.getByRole('img').first().waitFor();
  else await pane.getByText(name.replace('.txt', ''), { exact: true }).first().waitFor();
}

/** What Chromium cannot give back when the system is short of memory. */
async function bytesUnderPressure(app: ElectronApplication, window: Page): Promise<number> {
  const devtools = await window.context().newCDPSession(window);
  await devtools.send('Memory.simulatePressureNotification', { level: 'critical' });
  await devtools.detach();
  return settledBytes(app, window);
}

const CanSend = z.custom<{ send(method: string): Promise<unknown> }>(
  (value) => typeof value === 'object' && value !== null && 'send' in value,
);
const Inside = z.object({ delegate: z.object({ _mainFrameSession: z.object({ _client: CanSend }) }) });
const Outside = z.object({
  _connection: z.custom<{ toImpl(page: unknown): unknown }>(
    (value) => typeof value === 'object' && value !== null && 'toImpl' in value,
  ),
});

/**
 * Playwright asks the window to keep a copy of every answer it gets, up to 100 MB, which would be taken for Assay's; only
 * from inside can it be told not to.
 */
async function keepNoAnswers(window: Page): Promise<void> {
  const inside = Inside.parse(Outside.parse(window)._connection.toImpl(window));
  await inside.delegate._mainFrameSession._client.send('Network.disable');
}

async function settledBytes(app: ElectronApplication, window: Page): Promise<number> {
  const devtools = await window.context().newCDPSession(window);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.detach();
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < LOOKS; look += 1) {
    await window.waitForTimeout(LOOK_EVERY_MS);
    const kilobytes = await app.evaluate(({ app: running }) =>
      running
        .getAppMetrics()
        .filter(({ type }) => type !== 'Browser' && type !== 'Zygote')
        .reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
    );
    least = Math.min(least, kilobytes * 1024);
  }
  return least;
}
