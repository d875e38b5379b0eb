import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Page } from 'playwright';
import { z } from 'zod';
import { writeNativeBundle } from '../../src/bundle/write-bundle.ts';
import { type LaunchedAssay, launchAssay } from '../e2e/launch.ts';
import { benchUnit } from './bench-workspace.ts';
import { type CaseFigures, type Spread, spreadOf } from './side-by-side.ts';

const Answer = z.object({ ok: z.boolean(), value: z.unknown().optional(), error: z.unknown().optional() });
const Imported = z.array(z.object({ submissions: z.array(z.string()) }));

const CRITERIA = 30;
const PAGES = 20;
const WARM_UPS = 20;
const PRESSES = 200;
/** What a person takes for at once. */
const AT_ONCE_MS = 50;
const AT_ONCE = '50 ms, at p95';
const BUSY = 'processor time, at p95';

/** In the page: `lastKeyPainted()` resolves to how long the last key took from its stamp to the end of its frame. */
const WATCH_KEYS = `(() => {
  let painted = Promise.resolve(0);
  addEventListener('keydown', ({ timeStamp }) => {
    painted = new Promise((resolve) =>
      // The handlers run before this frame; a message posted from it arrives once it has been drawn.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - timeStamp);
        port2.postMessage(null);
      }),
    );
  }, { capture: true });
  globalThis.lastKeyPainted = () => painted;
})()`;

/**
 * From a key pressed to the frame that shows what it did, on a submission with 30 criteria and a PDF open, in the real
 * window. The clock starts where the browser stamped the key and stops when the frame has been drawn.
 */
export async function benchKeys(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  say(`keys: ${CRITERIA} criteria beside a PDF of ${PAGES} pages …`);
  const assay = await launchAssay();
  try {
    await openSubmission(assay, await aPortfolio(join(folder, 'keys')));
    const { window } = assay;
    await window.evaluate(WATCH_KEYS);
    const busy = await busyClock(window);
    const level = await pressMany(window, busy, (round) => (round % 2 === 0 ? '2' : '1'));
    const next = await pressMany(window, busy, (round) => ((round / (CRITERIA - 1)) % 2 < 1 ? 'j' : 'k'));
    const typed = await typeMany(window, busy);
    return [
      figures('digit to its level painted', level),
      figures('J to the next criterion painted', next),
      figures('letter to the rationale painted', typed),
    ];
  } finally {
    await assay.close();
  }
}

function figures(shape: string, pressed: readonly Pressed[]): CaseFigures {
  const ms = pressed.map((one) => one.ms);
  const busyMs = pressed.map((one) => one.busyMs);
  return {
    bench: 'keys',
    shape,
    size: `${CRITERIA} criteria`,
    rounds: ms.length,
    sides: [
      { name: 'assay', ms: spreadOf(ms), peakBytes: null },
      { name: AT_ONCE, ms: spreadOf([AT_ONCE_MS]), peakBytes: null },
      { name: BUSY, ms: spreadOf(busyMs), peakBytes: null },
    ],
    ratios: [
      { against: AT_ONCE, ratio: sharesOf(ms), goal: 1 },
      // What a machine with nothing else to do would need, told on one that is busy.
      { against: BUSY, ratio: sharesOf(busyMs), goal: null },
    ],
  };
}

/** How much of the time allowed was taken: the 95th percentile in place of the median. */
function sharesOf(ms: readonly number[]): Spread {
  const shares = ms.map((one) => one / AT_ONCE_MS).toSorted((a, b) => a - b);
  return { ...spreadOf(shares), median: shares[Math.ceil(shares.length * 0.95) - 1] ?? Number.NaN };
}

interface Pressed {
  readonly ms: number;
  /** What the window's main thread worked for it, the processor's other programs not counted. */
  readonly busyMs: number;
}

async function pressMany(
  window: Page,
  busy: BusyClock,
  keyOf: (round: number) => string,
): Promise<Pressed[]> {
  const pressed: Pressed[] = [];
  for (let round = -WARM_UPS; round < PRESSES; round += 1) {
    const before = await busy();
    await window.keyboard.press(keyOf(round + WARM_UPS));
    const ms = Number(await window.evaluate('lastKeyPainted()'));
    const busyMs = (await busy()) - before;
    if (round >= 0) pressed.push({ ms, busyMs });
  }
  return pressed;
}

type BusyClock = () => Promise<number>;

/** Milliseconds of processor time that the main thread of the window has worked. */
async function busyClock(window: Page): Promise<BusyClock> {
  const devtools = await window.context().newCDPSession(window);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}

async function typeMany(window: Page, busy: BusyClock): Promise<Pressed[]> {
  await window.keyboard.press('c');
  await window.evaluate('lastKeyPainted()');
  const ms = await pressMany(window, busy, (round) => 'hazards '.charAt(round % 8));
  await window.keyboard.press('Escape');
  return ms;
}

async function openSubmission({ window, app }: LaunchedAssay, bundle: string): Promise<void> {
  await window.getByRole('button', { name: /Look around the demo/ }).waitFor();
  const ask = async (expression: string) => Answer.parse(await window.evaluate(expression));
  const call = async (method: string, input: object) => {
    const { ok, value, error } = await ask(`assay.call[${JSON.stringify(method)}](${JSON.stringify(input)})`);
    if (!ok) throw new Error(JSON.stringify(error));
    return value;
  };
  await call('workspace.create', {
    name: 'Bench',
    provider: 'Bench College',
    person: 'B. Ench',
    passphrase: 'correct horse battery',
  });
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, bundle);
  const token = await window.evaluate("assay.chooseFiles('bundles').then(([file]) => file.token)");
  const [outcome] = Imported.parse(await call('bundles.import', { files: [token] }));
  const [submission] = outcome?.submissions ?? [];
  if (submission === undefined) throw new Error(JSON.stringify(outcome));
  await window.evaluate(`location.hash = '#/mark/${submission}'; location.reload()`);
  await window.getByText(`0 of ${CRITERIA} judged`).waitFor();
  await window.locator('[data-page="1"] canvas').waitFor();
}

async function aPortfolio(folder: string): Promise<string> {
  mkdirSync(folder);
  const pdf = join(folder, 'report.pdf');
  await writePdf(pdf);
  const out = join(folder, 'portfolio.zip');
  const unit = benchUnit(CRITERIA);
  const about = { uri: unit.id, code: unit.code, name: unit.title };
  await writeNativeBundle({
    out,
    identifier: 'pf-bench',
    title: 'Portfolio',
    description: '',
    learner: { name: 'L. Earner', identifier: '1' },
    unit: about,
    caseJson: { assay: 'unit', v: 1, unit },
    files: [{ path: 'evidence/report.pdf', source: pdf, title: 'Report', about: [about], createdAt: null }],
    at: new Date('2026-11-20T09:30:00.000Z'),
  });
  return out;
}

async function writePdf(path: string): Promise<void> {
  const document = new PDFDocument({ size: 'A4' });
  const file = createWriteStream(path);
  document.pipe(file);
  const words = 'Hazards were found, rated and controlled on the day of the visit. '.repeat(12);
  for (let page = 1; page <= PAGES; page += 1) {
    if (page > 1) document.addPage();
    document.fontSize(18).text(`Part ${page}`).fontSize(10);
    for (let paragraph = 0; paragraph < 4; paragraph += 1) document.moveDown().text(words);
  }
  document.end();
  await once(file, 'close');
}
