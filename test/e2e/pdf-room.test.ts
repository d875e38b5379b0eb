import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bench, benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { aFilledForm, aLongPdf, anEndlessPdf, aRichPdf, aStrangelyEncryptedPdf } from './pdf-files.ts';
import { pictureFailures } from './picture-failures.ts';
import { type Watch, watchActivity } from './watch-activity.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpora/pdf');
const FROM_CORPUS = [
  'pdfjs-active/autoprint.pdf',
  'pdfjs-active/attachment.pdf',
  'pdfjs-active/annotation-fileattachment.pdf',
  'pdfjs-active/js-colors.pdf',
  'pdfjs-active/xfa_issue14315.pdf',
  'pdfjs-content/labelled_pages.pdf',
  'pdfjs-content/TAMReview.pdf',
  'pdfjs-malformed/bomb_giant.pdf',
  'pypdf-samples/024-annotations/annotated_pdf.pdf',
];

const Findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

describe('the room for PDFs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-pdf-room-'));
  let desk: Desk;
  let bench: Bench;
  let watch: Watch;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    const handedIn = join(folder, 'handed-in');
    mkdirSync(handedIn);
    writeFileSync(join(handedIn, 'rich.pdf'), aRichPdf());
    writeFileSync(join(handedIn, 'form.pdf'), aFilledForm());
    writeFileSync(join(handedIn, 'long.pdf'), aLongPdf(50_000));
    writeFileSync(join(handedIn, 'endless.pdf'), anEndlessPdf());
    writeFileSync(join(handedIn, 'locked.pdf'), aStrangelyEncryptedPdf());
    if (existsSync(corpus)) {
      for (const path of FROM_CORPUS) cpSync(join(corpus, path), join(handedIn, path), { recursive: true });
    }
    desk = deskAt(await launchAssay());
    bench = benchAt(desk);
    const { window } = desk.assay;
    await desk.isWelcomed();
    await desk.openDemo();
    await desk.drop(handedIn);
    const preview = desk.dialog('Import');
    await preview.getByRole('button', { name: /Unit/ }).click();
    await window.getByRole('option').first().click();
    await preview.getByLabel('Learner').fill('Nobody Inparticular');
    await preview.getByRole('button', { name: 'Import', exact: true }).click();
    await desk.dialog('Imported').getByRole('button', { name: 'Start marking' }).click({ timeout: 60_000 });
    await window.getByRole('heading', { level: 1, name: 'Nobody Inparticular' }).waitFor();
    watch = await watchActivity(desk.assay);
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const pane = () => desk.assay.window.locator('#artifact');
  const pages = () => pane().getByRole('region', { name: /^Pages of / });
  const page = (number: number) => pane().locator(`[data-page="${number}"]`);
  const pageField = () => pane().getByRole('textbox', { name: 'Page', exact: true });
  const notice = () => pane().getByRole('note', { name: 'About this PDF' });
  const isDrawn = (number: number) => page(number).locator('canvas').waitFor({ timeout: 30_000 });
  const open = async (path: string) => {
    const list = desk.assay.window.getByRole('navigation', { name: 'Evidence' });
    await list.getByTitle(path, { exact: true }).first().click();
  };
  const settings = () => {
    const path = join(desk.assay.userData, 'settings.json');
    return existsSync(path) ? readFileSync(path, 'utf8').replaceAll(/\s/g, '') : '';
  };
  const goTo = async (name: string) => {
    await pageField().fill(name);
    await pageField().press('Enter');
  };
  const shape = async (number: number) => {
    const box = await page(number).boundingBox();
    if (!box) throw new Error(`page ${number} is not there`);
    return box;
  };
  const panelTab = (name: string) =>
    pane().getByRole('radiogroup', { name: 'Outline, pages and comments' }).getByRole('radio', { name });

  it('shows pages of every size and rotation as they are, and calls them what the document calls them', async () => {
    await open('rich.pdf');
    await isDrawn(1);
    await expect.poll(() => pageField().inputValue()).toBe('i');
    await pane().getByText('/ 12', { exact: true }).waitFor();
    const upright = await shape(1);
    await expect.poll(async () => (await shape(2)).width / (await shape(2)).height).toBeCloseTo(842 / 595, 1);
    expect(upright.height / upright.width).toBeCloseTo(842 / 595, 1);
    await goTo('iii');
    await isDrawn(3);
    // It asks to be shown lying on its side.
    await expect.poll(async () => (await shape(3)).width / (await shape(3)).height).toBeCloseTo(842 / 595, 1);
    await goTo('3');
    await expect.poll(() => pageField().inputValue()).toBe('3');
    expect(await page(7).count()).toBe(1);
  });

  it('keeps an anchor on its words at every rotation and with two pages side by side', async () => {
    const { window } = desk.assay;
    await open('form.pdf');
    await isDrawn(1);
    await open('rich.pdf');
    await goTo('i');
    await isDrawn(1);
    const line = page(1).locator('span[role="presentation"]').filter({ hasText: 'line 3' });
    const shareOf = async () => {
      const [words, paper] = [await line.boundingBox(), await shape(1)];
      if (!words) throw new Error('no words');
      return { x: (words.x - paper.x) / paper.width, y: (words.y - paper.y) / paper.height };
    };
    await line.waitFor();
    const before = await shareOf();
    for (const turn of [90, 180, 270]) {
      await pages().focus();
      await window.keyboard.press('Shift+R');
      await expect.poll(() => page(1).getAttribute('data-rotation')).toBe(String(turn));
      await isDrawn(1);
      await line.waitFor();
    }
    await window.keyboard.press('d');
    await expect.poll(async () => (await shape(2)).x > (await shape(1)).x + 50).toBe(true);
    await rests(line);
    // Words chosen on the turned page are found again on the upright one.
    const words = (await line.textContent()) ?? '';
    await selectLine(line);
    await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
    await window.keyboard.press('a');
    const made = bench.anchor('line 3');
    await made.waitFor();
    const isOver = async () => {
      const mark = await page(1).locator('[class*="mine"] [class*="rect"]').first().boundingBox();
      const box = await line.boundingBox();
      if (!mark || !box) return false;
      const near = (a: number, b: number) => Math.abs(a - b) < 6;
      return (
        near(mark.x, box.x) &&
        near(mark.y, box.y) &&
        near(mark.width, box.width) &&
        near(mark.height, box.height)
      );
    };
    await expect.poll(isOver).toBe(true);
    await pages().focus();
    await window.keyboard.press('Shift+R');
    await expect.poll(() => page(1).getAttribute('data-rotation')).toBe('0');
    await isDrawn(1);
    await line.waitFor();
    await expect.poll(isOver).toBe(true);
    expect(words).toContain('Page 1, line 3');
    const [left, right] = [await shape(1), await shape(2)];
    expect(right.x).toBeGreaterThan(left.x + left.width);
    const after = await shareOf();
    expect(after.x).toBeCloseTo(before.x, 1);
    expect(after.y).toBeCloseTo(before.y, 1);
    await window.keyboard.press('d');
    await expect.poll(async () => (await shape(2)).x < (await shape(1)).x).toBe(true);
    await window.keyboard.press('d');
    await expect.poll(async () => (await shape(2)).y > (await shape(1)).y + 100).toBe(true);

    async function rests(words: ReturnType<typeof page>) {
      const place = async () => JSON.stringify(await words.boundingBox());
      await expect
        .poll(async () => {
          const before = await place();
          await window.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 150))),
          );
          return before === (await place());
        })
        .toBe(true);
    }
    async function selectLine(words: ReturnType<typeof page>) {
      const box = await words.boundingBox();
      if (!box) throw new Error('no words');
      const isTall = box.height > box.width;
      const middle = isTall ? box.x + box.width / 2 : box.y + box.height / 2;
      const [from, to] = isTall
        ? [
            { x: middle, y: box.y + box.height - 1 },
            { x: middle, y: box.y + 1 },
          ]
        : [
            { x: box.x + 1, y: middle },
            { x: box.x + box.width - 1, y: middle },
          ];
      await window.mouse.move(from.x, from.y);
      await window.mouse.down();
      await window.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
      await window.mouse.move(to.x, to.y, { steps: 4 });
      await window.mouse.up();
    }
  });

  it('fits the width, the window or nothing, and remembers which for the next document', async () => {
    const { window } = desk.assay;
    await open('form.pdf');
    await isDrawn(1);
    await pages().focus();
    await window.keyboard.press('=');
    await pane().getByRole('button', { name: 'Zoom, now 100%' }).waitFor();
    await window.keyboard.press('0');
    await window.keyboard.press('0');
    await pane()
      .getByRole('button', { name: /^Zoom, now/ })
      .click();
    await window.getByRole('menuitem', { name: /Fit to window/ }).click();
    const fits = async () => {
      const [paper, view] = [await shape(1), await pages().boundingBox()];
      return view !== null && paper.height <= view.height && paper.height > view.height * 0.85;
    };
    await expect.poll(fits).toBe(true);
    // The choice is kept once it rests.
    await expect.poll(settings).toContain('"zoom":"page"');
    await open('rich.pdf');
    await isDrawn(1);
    await expect.poll(fits).toBe(true);
    await pages().focus();
    await window.keyboard.press('PageDown');
    await expect.poll(() => pageField().inputValue()).toBe('ii');
    await window.keyboard.press('End');
    await expect.poll(() => pageField().inputValue()).toBe('8');
    await window.keyboard.press('Home');
    await expect.poll(() => pageField().inputValue()).toBe('i');
    await window.keyboard.press('0');
    await expect.poll(settings).toContain('"zoom":"width"');
  });

  it('leads through outline, small pages and comments beside the pages, and remembers that they are open', async () => {
    const { window } = desk.assay;
    await pages().focus();
    await window.keyboard.press('t');
    await panelTab('Outline').click();
    await pane().getByRole('button', { name: 'Second part' }).click();
    await expect.poll(() => pageField().inputValue()).toBe('3');
    await pane().getByText('https://example.org/outline').waitFor();
    await panelTab('Pages').click();
    const small = pane().getByRole('navigation', { name: 'Pages' });
    await small.getByRole('button', { name: 'Go to page 3' }).locator('canvas').waitFor();
    await expect
      .poll(() => small.getByRole('button', { name: 'Go to page 3' }).getAttribute('aria-current'))
      .toBe('page');
    await small.getByRole('button', { name: 'Go to page 3' }).focus();
    await window.keyboard.press('ArrowDown');
    await expect.poll(() => pageField().inputValue()).toBe('4');
    await window.keyboard.press('Home');
    await expect.poll(() => pageField().inputValue()).toBe('i');
    await panelTab('Comments').click();
    await pane()
      .getByRole('navigation', { name: 'Comments' })
      .getByRole('button', { name: /Sam Carter.*Which guard was it\?/ })
      .click();
    const card = pane().getByRole('dialog', { name: 'Comment on the page' });
    await card.getByText('Which guard was it?').waitFor();
    await window.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await open('form.pdf');
    await pane().getByText('Nothing is written upon these pages.').waitFor();
    await pane().getByRole('button', { name: 'Outline, pages and comments' }).click();
    await pane().getByRole('complementary').waitFor({ state: 'detached' });
  });

  it('is clean to axe with each of its panels open and a comment on its card, in light and dark', async () => {
    const { window } = desk.assay;
    await open('rich.pdf');
    await goTo('i');
    await isDrawn(1);
    await pages().focus();
    await window.keyboard.press('t');
    await window.evaluate(axe.source);
    const found: string[] = [];
    for (const tab of ['Outline', 'Pages', 'Comments']) {
      await panelTab(tab).click();
      if (tab === 'Comments')
        await pane()
          .getByRole('navigation', { name: 'Comments' })
          .getByRole('button', { name: /A tick by hand/ })
          .click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await window.evaluate(() =>
          Reflect.get(window, 'axe').run('#artifact', { resultTypes: ['violations'] }),
        );
        for (const { id, nodes } of Findings.parse(violations)) {
          found.push(
            `${tab}, ${colorScheme}: ${id} ${nodes.map(({ html }) => html.slice(0, 160)).join('\n')}`,
          );
        }
      }
    }
    await window.emulateMedia({ colorScheme: 'light' });
    await pane().getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await pane().getByRole('button', { name: 'Outline, pages and comments' }).click();
    expect(found).toEqual([]);
  });

  it('follows links within the document; those out of it say where they point and go nowhere', async () => {
    await open('rich.pdf');
    await goTo('i');
    await isDrawn(1);
    const inside = page(1).getByRole('button', { name: /^Link within this document/ });
    await inside.waitFor();
    await inside.focus();
    await desk.assay.window.keyboard.press('Enter');
    await expect.poll(() => pageField().inputValue()).toBe('3');
    await goTo('i');
    const outside = page(1).getByRole('button', {
      name: /^Link, not opened: https:\/\/example\.org\/tracker/,
    });
    const box = await outside.boundingBox();
    if (!box) throw new Error('there is no link');
    await desk.assay.window.mouse.move(box.x + 5, box.y + 5);
    await pane().getByText('Link, not opened: https://example.org/tracker?learner=7').waitFor();
    await desk.assay.window.mouse.click(box.x + 5, box.y + 5);
    const card = pane().getByRole('dialog', { name: 'Where this link points' });
    await card.getByText('https://example.org/tracker?learner=7').waitFor();
    await card.getByRole('button', { name: 'Close' }).click();
  });

  it('says what a document holds that would act, and shows the names of attached files alone', async () => {
    await notice().getByText('an auto-print action and 1 attached file: not run, not opened.').waitFor();
    await notice()
      .getByText(/JavaScript \(\d+\)/)
      .waitFor();
    await notice().getByText('Names of the files').click();
    await notice().getByText('answers.txt').waitFor();
    await open('form.pdf');
    await isDrawn(1);
    await notice().waitFor({ state: 'detached' });
  });

  it('shows a form as it was filled in, and lets nobody fill it in further', async () => {
    await open('form.pdf');
    await isDrawn(1);
    await pane().getByText('Robin Ashe').waitFor({ state: 'attached' });
    await pane().getByText('Workshop 3').waitFor({ state: 'attached' });
    expect(await page(1).locator('input, textarea, select').count()).toBe(0);
    // Without an appearance of its own the value is drawn all the same.
    const ink = await page(1)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const [x, y, width, height] = [62 / 595, (842 - 668) / 842, 100 / 595, 26 / 842];
        const picture = canvas
          .getContext('2d')
          ?.getImageData(x * canvas.width, y * canvas.height, width * canvas.width, height * canvas.height);
        return picture?.data.some((value, index) => index % 4 !== 3 && value < 120);
      });
    expect(ink).toBe(true);
  });

  it('opens 50,000 pages, reaches every one of them, and keeps few of them in hand', async () => {
    const { window } = desk.assay;
    await open('long.pdf');
    await isDrawn(1);
    await pane().getByText('/ 50,000', { exact: true }).waitFor();
    for (const number of [25_000, 49_999, 2]) {
      await goTo(String(number));
      await isDrawn(number);
      await page(number).getByText(`This is page ${number}`, { exact: true }).waitFor({ state: 'attached' });
      expect(await pane().locator('[data-page]').count()).toBeLessThan(9);
    }
    await goTo('25000');
    await isDrawn(25_000);
    const box = await pages().boundingBox();
    if (!box) throw new Error('there are no pages');
    await window.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let turn = 0; turn < 20; turn += 1) await window.mouse.wheel(0, 400);
    await expect.poll(async () => Number(await pageField().inputValue())).toBeGreaterThan(25_003);
    expect(Number(await pageField().inputValue())).toBeLessThan(25_030);
    await pages().focus();
    await window.keyboard.press('End');
    await isDrawn(50_000);
    await window.keyboard.press('Home');
    await isDrawn(1);
  });

  it('gives up a page that is never finished, says so, and goes on with the others', async () => {
    await open('endless.pdf');
    await isDrawn(1);
    await goTo('2');
    await page(2).getByText('Page 2 took too long to draw and was given up.').waitFor({ timeout: 60_000 });
    await goTo('3');
    await isDrawn(3);
    await page(3).getByText('After', { exact: true }).waitFor({ state: 'attached' });
    await goTo('2');
    await page(2).getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('says plainly that it does not know an encryption', async () => {
    await open('locked.pdf');
    await pane().getByText('This PDF is encrypted in a way Assay does not know.').waitFor();
  });

  it.skipIf(!existsSync(corpus))(
    'says what was blocked in files no one here made (needs ../shared/corpora)',
    async () => {
      const says: readonly [path: string, words: string][] = [
        [
          'pdfjs-active/autoprint.pdf',
          'This PDF holds JavaScript (1) and an auto-print action: not run, not opened.',
        ],
        ['pdfjs-active/attachment.pdf', 'This PDF holds 1 attached file: not run, not opened.'],
        [
          'pdfjs-active/annotation-fileattachment.pdf',
          'This PDF holds 1 attached file: not run, not opened.',
        ],
        ['pdfjs-active/js-colors.pdf', 'This PDF holds JavaScript (4): not run, not opened.'],
        ['pdfjs-active/xfa_issue14315.pdf', 'Its form builds itself when it is opened (XFA)'],
      ];
      for (const [path, words] of says) {
        await open(path);
        await notice().getByText(words).waitFor();
      }
      await open('pypdf-samples/024-annotations/annotated_pdf.pdf');
      await pane().getByRole('button', { name: 'Comment: This is a text annotation.' }).waitFor();
      await open('pdfjs-content/labelled_pages.pdf');
      await expect.poll(() => pageField().inputValue()).toBe('i');
      await open('pdfjs-malformed/bomb_giant.pdf');
      await isDrawn(1);
    },
  );

  it('runs, opens, asks and holds up nothing in all of this', async () => {
    const seen = await watch.end();
    expect(seen).toEqual({ requests: [], navigations: [], windows: 1, dialogs: [], errors: [], stalls: [] });
  });
});
