import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _electron, type Page } from 'playwright';
import { z } from 'zod';
import { makePdf } from './make-pdf.ts';
import { openEvidence } from './open-evidence.ts';
import { type CaseFigures, figuresOf, runSideBySide, type Side } from './side-by-side.ts';

const PAGES = 300;
const PICTURE_BYTES = 48_000;
const BARE = 'bare pdf.js';
const FRAME = 'one display frame';
const EMPTY_PAGES = 'empty pages in a bare window';
/** Six times this is enough for all 300 pages on a quiet machine. */
const SCROLL_MS = 13_000;
/** Fast reading; what flies past faster is not drawn. */
const SCROLL_PX_PER_FRAME = 56;

/** A 300-page PDF of 20 MB: its first page against pdf.js with nothing around it, the next page, and scrolling through. */
export async function benchPdf(folder: string, say: (message: string) => void): Promise<CaseFigures[]> {
  const evidence = join(folder, 'evidence');
  mkdirSync(evidence);
  const path = join(evidence, 'long.pdf');
  await makePdf(path, PAGES, PICTURE_BYTES);
  writeFileSync(join(evidence, 'note.txt'), 'Between two openings.\n');
  const sizeBytes = statSync(path).size;
  const shape = `${PAGES} pages, ${(sizeBytes / 1e6).toFixed(0)} MB`;

  const assay = await openEvidence(evidence, folder);
  const bare = await openBare(folder, path);
  try {
    const { window } = assay;
    say('pdf: first page …');
    const opened = await open(window);
    const sides: Side[] = [
      { name: 'assay', run: async () => ({ ms: (await open(window)).ms, peakBytes: null }) },
      {
        name: BARE,
        run: async () => ({
          ms: await ask(bare.window, `firstPage(${sizeBytes}, ${opened.width})`, z.number()),
          peakBytes: null,
        }),
      },
    ];
    const timed = await runSideBySide(sides, { warmUps: 2, rounds: 9 });
    const first = {
      bench: 'pdf',
      shape: 'first page',
      size: shape,
      ...figuresOf(sides, timed, { [BARE]: 1.2 }),
    };

    say(
      `pdf: first page ${JSON.stringify(first.sides.map(({ name, ms }) => [name, Math.round(ms.median)]))}`,
    );
    say('pdf: next page …');
    const frameMs = await ask(window, FRAME_MS, z.number());
    await open(window);
    await window.locator('[data-page] canvas').nth(2).waitFor();
    const nextSides: Side[] = [
      { name: 'assay', run: async () => ({ ms: await ask(window, NEXT_PAGE, z.number()), peakBytes: null }) },
      { name: FRAME, run: () => ({ ms: frameMs, peakBytes: null }) },
    ];
    const next = {
      bench: 'pdf',
      shape: 'next page, prefetched',
      size: shape,
      ...figuresOf(nextSides, await runSideBySide(nextSides, { warmUps: 1, rounds: 9 }), { [FRAME]: 1 }),
    };

    say('pdf: scrolling through …');
    await open(window);
    const Frames = z.object({ frames: z.array(z.number()), blank: z.number() });
    let blank = 0;
    let count = 0;
    const p95 = (frames: readonly number[]) =>
      [...frames].sort((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? Number.NaN;
    const scrolling: Side[] = [
      {
        name: 'assay',
        run: async () => {
          const seen = await ask(window, SCROLL, Frames);
          blank += seen.blank;
          count += seen.frames.length;
          return { ms: p95(seen.frames), peakBytes: null };
        },
      },
      {
        name: EMPTY_PAGES,
        run: async () => {
          const script = `scrollEmpty(${PAGES}, ${SCROLL_PX_PER_FRAME}, ${SCROLL_MS})`;
          return { ms: p95(await ask(bare.window, script, z.array(z.number()))), peakBytes: null };
        },
      },
    ];
    const scrolled = {
      bench: 'pdf',
      shape: 'scrolling, frame p95',
      size: shape,
      ...figuresOf(scrolling, await runSideBySide(scrolling, { warmUps: 0, rounds: 6 }), {
        [EMPTY_PAGES]: 1.2,
      }),
    };
    say(`pdf: ${((100 * blank) / count).toFixed(1)} % of ${count} frames showed a page not yet drawn`);
    return [first, next, scrolled];
  } finally {
    await bare.app.close();
    await assay.close();
  }
}

async function openBare(folder: string, pdf: string) {
  const root = resolve(import.meta.dirname, '../..');
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    ...(process.env.ASSAY_ELECTRON ? { executablePath: process.env.ASSAY_ELECTRON } : {}),
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      `--user-data-dir=${mkdtempSync(join(folder, 'bare-'))}`,
      join(import.meta.dirname, 'bare-pdf'),
      pdf,
      join(root, 'node_modules/pdfjs-dist'),
    ],
  });
  const window = await app.firstWindow();
  await window.waitForFunction('typeof firstPage === "function"');
  return { app, window };
}

async function ask<T>(window: Page, script: string, answer: z.ZodType<T>): Promise<T> {
  return answer.parse(await window.evaluate(script));
}

/** Leaves the PDF, then opens it again with a click in the list. */
async function open(window: Page) {
  const list = window.getByRole('navigation', { name: 'Evidence' });
  await list.getByTitle('note.txt', { exact: true }).first().click();
  await window.getByText('Between two openings.').waitFor();
  return ask(window, OPEN, z.object({ ms: z.number(), width: z.number() }));
}

/** In the page: from the click to the first page, sharp, on screen. A canvas is put there when it is finished. */
const OPEN = `new Promise((resolve) => {
  const entry = document.querySelector('nav [title="long.pdf"]').closest('button') ?? document.querySelector('nav [title="long.pdf"]');
  const start = performance.now();
  const look = () => {
    const canvas = document.querySelector('[data-page] canvas');
    if (!canvas) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve({ ms: performance.now() - start, width: canvas.width }));
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  entry.click();
})`;

const FRAME_MS = `new Promise((resolve) => {
  const times = [];
  const tick = (at) => {
    times.push(at);
    if (times.length < 62) return requestAnimationFrame(tick);
    const frames = times.slice(1).map((time, index) => time - times[index]).sort((a, b) => a - b);
    resolve(frames[frames.length >> 1]);
  };
  requestAnimationFrame(tick);
})`;

/** In the page: pages on once, from the key's moment to the first frame whose page in view is drawn. Waits until the page after it is prepared. */
const NEXT_PAGE = `(async () => {
  const scroller = document.querySelector('[data-page]').parentElement.parentElement;
  const frame = () => new Promise(requestAnimationFrame);
  const reading = () => {
    const box = scroller.getBoundingClientRect();
    const at = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 3);
    return at.find((element) => element.dataset.page);
  };
  await frame();
  const before = reading();
  const number = Number(before.dataset.page);
  const start = performance.now();
  scroller.scrollTop += before.offsetHeight + 12;
  for (;;) {
    await frame();
    const now = reading();
    if (now && Number(now.dataset.page) > number && now.querySelector('canvas')) break;
  }
  const ms = performance.now() - start;
  const ahead = number + 2;
  while (!document.querySelector('[data-page="' + ahead + '"] canvas')) await frame();
  return ms;
})()`;

/** In the page: scrolls on at one speed; the time of each frame, and how many had a blank page in the middle. */
const SCROLL = `(async () => {
  const scroller = document.querySelector('[data-page]').parentElement.parentElement;
  const frames = [];
  let blank = 0;
  const isAtEnd = () => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
  if (isAtEnd()) scroller.scrollTop = 0;
  let last = await new Promise(requestAnimationFrame);
  const until = last + ${SCROLL_MS};
  while (last < until && !isAtEnd()) {
    scroller.scrollTop += ${SCROLL_PX_PER_FRAME};
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
    const box = scroller.getBoundingClientRect();
    const page = document
      .elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      .find((element) => element.dataset.page);
    if (page && !page.querySelector('canvas')) blank += 1;
  }
  return { frames, blank };
})()`;
