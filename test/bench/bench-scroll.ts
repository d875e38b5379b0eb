import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { z } from 'zod';
import { SubmissionId } from '../../src/domain/ids.ts';
import { OutcomeState } from '../../src/domain/states.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { queueWriter } from '../builders/a-queue.ts';
import { launchAssay } from '../e2e/launch.ts';
import { type CaseFigures, type Spread, spreadOf } from './side-by-side.ts';

const SUBMISSIONS = 100_000;
const UNITS = 200;
const ROUNDS = 100;
const PASSPHRASE = 'correct horse battery';
const AT_ONCE_MS = 50;
const AT_ONCE = '50 ms, at p95';
const FRAME_MS = 1000 / 60;
const FRAME = 'one frame, at p95';

const Answer = z.object({ ok: z.boolean(), value: z.unknown().optional(), error: z.unknown().optional() });
const Info = z.object({ id: z.string() });

/**
 * In the page: `shownAfterKey()` resolves to how long it took from the last key's stamp until the row one stands on
 * had its words and that frame was drawn; `framesFor(ms)` to the times between frames while that long.
 */
const WATCH = `(() => {
  let shown = Promise.resolve(0);
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  }));
  const rowShown = async (stampMs) => {
    for (let frame = 0; frame < 300; frame += 1) {
      const at = await drawn();
      const id = document.querySelector('[role=grid]')?.getAttribute('aria-activedescendant');
      if (id && document.getElementById(id)?.textContent !== '') return at - stampMs;
    }
    return 5000;
  };
  // Begun with the key itself: the driver's own way to the page is not counted.
  addEventListener('keydown', ({ timeStamp }) => { shown = rowShown(timeStamp); }, { capture: true });
  globalThis.shownAfterKey = () => shown;
  globalThis.framesFor = (ms) => new Promise((resolve) => {
    const between = [];
    const startMs = performance.now();
    let lastMs = startMs;
    const frame = () => {
      const now = performance.now();
      between.push(now - lastMs);
      lastMs = now;
      if (now - startMs < ms) requestAnimationFrame(frame);
      else resolve(between.slice(1));
    };
    requestAnimationFrame(frame);
  });
})()`;

/** Keys and the wheel over a queue of 100,000 rows, in the real window. */
export async function benchScroll(_folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  say(`scroll: ${SUBMISSIONS.toLocaleString('en')} rows on screen …`);
  const assay = await launchAssay();
  const { window, userData } = assay;
  const call = async (method: string, input: object): Promise<unknown> => {
    const expression = `assay.call[${JSON.stringify(method)}](${JSON.stringify(input)})`;
    const { ok, value, error } = Answer.parse(await window.evaluate(expression));
    if (!ok) throw new Error(JSON.stringify(error));
    return value;
  };
  try {
    await window.getByRole('button', { name: /Look around the demo/ }).waitFor();
    const made = { name: 'Bench', provider: 'Bench College', person: 'B. Ench', passphrase: PASSPHRASE };
    const { id } = Info.parse(await call('workspace.create', made));
    await call('workspace.close', {});
    const workspaces = join(userData, 'workspaces');
    fill(join(workspaces, readdirSync(workspaces)[0] ?? '', 'workspace.sqlite'));
    await call('workspace.open', { recent: id, passphrase: PASSPHRASE });
    say('scroll: the queue …');
    await window.evaluate("location.hash = '#/queue'; location.reload()");
    await window.getByText('100,000 submissions').waitFor({ timeout: 120_000 });
    await window.evaluate(WATCH);
    await window.getByRole('grid', { name: 'Queue' }).focus();
    say('scroll: keys …');
    const cases = [
      figures('arrow to the row painted', await press(window, 'ArrowDown'), AT_ONCE, AT_ONCE_MS),
      figures('page down to the row painted', await press(window, 'PageDown'), AT_ONCE, AT_ONCE_MS),
      figures(
        'between the ends, to the row painted',
        await press(window, 'Home', 'End'),
        AT_ONCE,
        AT_ONCE_MS,
      ),
    ];
    say('scroll: wheel …');
    cases.push(figures('frames while the wheel turns', await turnWheel(window), FRAME, FRAME_MS));
    say('scroll: in groups …');
    await window.keyboard.press('g');
    await window.getByRole('row', { expanded: true }).first().waitFor();
    await window.getByRole('treegrid', { name: 'Queue' }).focus();
    const grouped = figures(
      'in groups, page down to the row painted',
      await press(window, 'PageDown'),
      AT_ONCE,
      AT_ONCE_MS,
    );
    return [...cases, grouped];
  } finally {
    await assay.close();
  }
}

function fill(path: string): void {
  const opened = openDatabase(path, { create: false });
  if (!opened.ok) throw new Error(opened.error.message);
  const writer = queueWriter(opened.value);
  const states = OutcomeState.options;
  opened.value.transaction(() => {
    for (let index = 0; index < SUBMISSIONS; index += 1) {
      writer.put({
        submission: SubmissionId.parse(index.toString(16).padStart(64, '0')),
        unit: `urn:bench:unit-${index % UNITS}`,
        unitCode: `BENCH-${index % UNITS}`,
        criteria: 12,
        learnerName: `Learner ${(index * 7919) % SUBMISSIONS}`,
        title: `Portfolio of work at the bench, part ${index}`,
        attempt: 1 + (index % 3),
        state: states[index % states.length] ?? 'awaiting',
        receivedAt: new Date(Date.UTC(2026, 0, 1) + index * 61_007).toISOString(),
        pleaseCheck: index % 31 === 0,
        isStale: index % 47 === 0,
        hasGaps: index % 5 === 0,
      });
    }
  })();
  opened.value.close();
}

async function press(window: Page, ...keys: readonly [string, ...string[]]): Promise<number[]> {
  const ms: number[] = [];
  for (let round = -10; round < ROUNDS; round += 1) {
    await window.keyboard.press(keys[(round + 10) % keys.length] ?? keys[0]);
    const took = Number(await window.evaluate('shownAfterKey()'));
    if (round >= 0) ms.push(took);
  }
  return ms;
}

async function turnWheel(window: Page): Promise<number[]> {
  const box = await window.getByRole('grid', { name: 'Queue' }).boundingBox();
  if (!box) throw new Error('there is no grid');
  await window.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const frames = window.evaluate('framesFor(3000)');
  for (let turn = 0; turn < 120; turn += 1) await window.mouse.wheel(0, 240);
  return z.array(z.number()).parse(await frames);
}

function figures(shape: string, ms: readonly number[], against: string, limitMs: number): CaseFigures {
  const shares = ms.map((one) => one / limitMs).toSorted((a, b) => a - b);
  const p95 = shares[Math.ceil(shares.length * 0.95) - 1] ?? Number.NaN;
  const ratio: Spread = { ...spreadOf(shares), median: p95 };
  return {
    bench: 'scroll',
    shape,
    size: `${SUBMISSIONS.toLocaleString('en')} rows`,
    rounds: ms.length,
    sides: [
      { name: 'assay', ms: spreadOf(ms), peakBytes: null },
      { name: against, ms: spreadOf([limitMs]), peakBytes: null },
    ],
    ratios: [{ against, ratio, goal: against === AT_ONCE ? 1 : null }],
  };
}
