import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchAt } from './bench.ts';
import { type HandedIn, handIn } from './hand-in.ts';
import { pictureFailures } from './picture-failures.ts';
import { type Watch, watchActivity } from './watch-activity.ts';

const LONG = Array.from({ length: 120 }, (_, index) => `<p>Paragraph ${index + 1} of a long page.</p>`).join(
  '\n',
);

/** Elements that ask of each other what comes after them: minutes of work in one short style. */
const JAM = `<style>${Array.from({ length: 40 }, (_, n) => `i:has(~ i ~ i ~ i.n${n}) ~ i:has(~ b) { color: red }`).join('\n')}</style><p>Busy words</p>${'<i>x</i>'.repeat(60_000)}`;

/** Evidence that is more than text, read in its isolated frame by a person with mouse and keys. */
describe('evidence in the reading frame', () => {
  let bench: HandedIn;
  let watch: Watch;

  pictureFailures(() => bench.desk.assay);
  beforeAll(async () => {
    bench = await handIn({
      'page.html': `<!doctype html><style>p { font-family: Georgia }</style><h1>Site notes</h1><p>Two guards were missing at the saw.</p>${LONG}<h2>The end</h2><p>The guards were put back.</p>`,
      'plan.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="200"><rect width="500" height="90" fill="#cfe3e1"/><text x="20" y="60" font-size="30">Isolate the supply first</text></svg>`,
      'letter.eml': [
        'From: J. Brandt <joerg@site.example>',
        'To: The assessor <a@college.example>',
        'Subject: What I saw',
        'Date: Mon, 16 Nov 2026 08:14:00 +0100',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'He tested before touch, twice.',
        '> Did he lock the board?',
        '--b',
        'Content-Type: application/pdf',
        'Content-Disposition: attachment; filename="method.pdf"',
        '',
        'x',
        '--b--',
        '',
      ].join('\r\n'),
      'book.ipynb': JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: [
          { cell_type: 'markdown', metadata: {}, source: ['# Readings\n', 'Taken every hour.'] },
          {
            cell_type: 'code',
            metadata: {},
            execution_count: 3,
            source: 'mean(readings)',
            outputs: [{ output_type: 'stream', name: 'stdout', text: 'The mean is 4.2 degrees\n' }],
          },
        ],
      }),
      'notes.md': `# Own notes\n\nThe first probe drifted by *half a degree*.\n\n- [x] replaced\n\n## Later\n\n${'More words.\n\n'.repeat(80)}The last line.\n`,
      'bomb.html': `<p>Bomb</p>${'<b>'.repeat(5_000_000)}`,
      'copies.svg': `<svg xmlns="http://www.w3.org/2000/svg"><g id="a0"><path d="M0 0"/></g>${Array.from({ length: 12 }, (_, n) => `<g id="a${n + 1}">${`<use href="#a${n}"/>`.repeat(10)}</g>`).join('')}</svg>`,
      'jam.html': JAM,
      'broken.ipynb': '{"cells": 3}',
    });
    watch = await watchActivity(bench.desk.assay);
  });
  afterAll(() => bench?.close());

  /** Drags over the words of an element in the frame. */
  const select = async (element: Locator) => {
    const { window } = bench.desk.assay;
    await element.waitFor();
    const box = await element.boundingBox();
    if (!box) throw new Error('there are no words to select');
    const y = box.y + box.height / 2;
    await window.mouse.move(box.x + 1, y);
    await window.mouse.down();
    await window.mouse.move(box.x + box.width / 2, y, { steps: 4 });
    await window.mouse.move(box.x + box.width - 1, y, { steps: 4 });
    await window.mouse.up();
    await window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
  };
  const framed = () => {
    const frame = bench.desk.assay.window.frames().find((one) => one.url().startsWith('inert://'));
    if (!frame) throw new Error('no frame is open');
    return frame;
  };
  const marked = () =>
    framed().evaluate(() => [...(CSS.highlights.get('mine') ?? [])].map((range) => String(range)));
  const readerProcesses = () =>
    bench.desk.assay.app.evaluate(({ BrowserWindow }) =>
      (BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.framesInSubtree ?? [])
        .filter((frame) => frame.url.startsWith('inert://'))
        .map((frame) => frame.osProcessId),
    );
  const running = (pid: number | undefined) =>
    bench.desk.assay.app.evaluate(
      ({ app }, wanted) => app.getAppMetrics().some((one) => one.pid === wanted),
      pid,
    );

  const PLACES = [
    ['page.html', 'Two guards were missing at the saw.', 'text'],
    ['plan.svg', 'Isolate the supply first', 'text'],
    ['letter.eml', 'He tested before touch, twice.', 'body'],
    ['book.ipynb', 'The mean is 4.2 degrees', 'cell 2'],
    ['notes.md', 'The first probe drifted by half a degree.', 'text'],
  ] as const;

  it.each(PLACES)(
    'words of %s are selected, anchored with A from inside the frame, and marked',
    async (name, words, place) => {
      await bench.open(name);
      await select(bench.frame.getByText(words.slice(0, 12)).first());
      await bench.desk.assay.window.keyboard.press('a');
      await benchAt(bench.desk).anchor(words.slice(0, 20)).first().waitFor();
      const chip = (await benchAt(bench.desk).anchor(words.slice(0, 20)).first().textContent()) ?? '';
      expect(chip).toContain(place);
      await expect.poll(async () => (await marked()).join(' ')).toContain(words.slice(0, 12));
      await benchAt(bench.desk).isSaved();
    },
  );

  it('the marks are there again after the window was loaded anew', async () => {
    const { window } = bench.desk.assay;
    await window.reload();
    await window.getByRole('heading', { level: 1, name: 'Nobody Inparticular' }).waitFor();
    watch = await watchActivity(bench.desk.assay);
    for (const [name, words] of PLACES) {
      await bench.open(name);
      await expect
        .poll(async () => (await marked().catch(() => [])).join(' '), { timeout: 15_000 })
        .toContain(words.slice(0, 12));
    }
  });

  it('going to an anchor scrolls to it and draws the eye there', async () => {
    await bench.open('page.html');
    const goal = bench.frame.getByText('Two guards were missing');
    await goal.waitFor();
    await bench.frame.getByText('The guards were put back.').scrollIntoViewIfNeeded();
    await expect.poll(() => framed().evaluate(() => scrollY > 400)).toBe(true);
    await benchAt(bench.desk).anchor('Two guards').first().click();
    await bench.frame.locator('.flash').first().waitFor();
    await expect.poll(() => framed().evaluate(() => scrollY)).toBeLessThan(400);
    await bench.frame.locator('.flash').first().waitFor({ state: 'detached' });
  });

  it('keys pressed inside reach the application: levels, search, zoom; what scrolls stays inside', async () => {
    const { window } = bench.desk.assay;
    await bench.open('page.html');
    await bench.frame.getByText('Two guards were missing').click();
    await window.keyboard.press('2');
    const pass = window.getByRole('region', { name: 'Rubric' }).getByRole('button', { name: /^2 Pass/ });
    await expect.poll(() => pass.getAttribute('aria-pressed')).toBe('true');
    await window.keyboard.press('PageDown');
    await expect.poll(() => framed().evaluate(() => scrollY)).toBeGreaterThan(0);
    await window.keyboard.press('+');
    await bench.pane.getByRole('button', { name: 'Zoom, now 110%' }).waitFor();
    await window.keyboard.press('0');
    await window.keyboard.press('Control+f');
    const search = bench.pane.getByRole('searchbox', { name: 'Search in this document' });
    await search.fill('guards were');
    await bench.pane.getByText('1 of 2').waitFor();
    await search.press('Enter');
    await bench.pane.getByText('2 of 2').waitFor();
    await expect.poll(() => framed().evaluate(() => scrollY)).toBeGreaterThan(400);
    await search.press('Escape');
  });

  it('a key that hands in is not taken from the frame, which gives the keyboard back instead', async () => {
    const { window } = bench.desk.assay;
    await bench.frame.getByText('The guards were put back.').click();
    await expect.poll(() => window.evaluate(() => document.activeElement?.localName)).toBe('iframe');
    await window.keyboard.press('Control+Enter');
    await expect.poll(() => window.evaluate(() => document.activeElement?.localName)).not.toBe('iframe');
    expect(await window.getByRole('dialog').count()).toBe(0);
    await window.getByText('of 7 judged').first().waitFor();
  });

  it('the label of a mark opens the criterion that rests on it', async () => {
    const { window } = bench.desk.assay;
    await bench.open('page.html');
    const rubric = window.getByRole('region', { name: 'Rubric' });
    const open = () => rubric.getByRole('heading', { level: 3 }).getByRole('button', { expanded: true });
    const before = (await open().textContent()) ?? '';
    await window.getByRole('heading', { level: 1, name: 'Nobody Inparticular' }).click();
    await window.keyboard.press('j');
    await expect.poll(() => open().textContent()).not.toBe(before);
    await bench.frame.getByText('Two guards were missing').scrollIntoViewIfNeeded();
    await bench.frame.locator('.label.mine').first().click();
    await expect.poll(() => open().textContent()).toBe(before);
  });

  it('headings are an outline, and the source is a press away with its lines', async () => {
    await bench.open('notes.md');
    await bench.pane.getByRole('button', { name: 'Outline' }).click();
    await bench.pane
      .getByRole('navigation', { name: 'Outline' })
      .getByRole('button', { name: 'Later' })
      .click();
    await expect.poll(() => framed().evaluate(() => scrollY)).toBeGreaterThan(50);
    await bench.pane.getByRole('button', { name: 'Show source' }).click();
    await bench.pane.getByText('- [x] replaced').waitFor();
    await bench.pane.getByRole('button', { name: 'Show as a document' }).click();
    await bench.frame.getByText('☑ replaced').waitFor();
  });

  it('lines anchored in the source of Markdown are marked at the blocks they became', async () => {
    await bench.open('page.html');
    await bench.open('notes.md');
    await bench.pane.getByRole('button', { name: 'Show source' }).click();
    await benchAt(bench.desk).chooseLines(5, 5);
    await bench.desk.assay.window.keyboard.press('a');
    await benchAt(bench.desk).anchor('- [x] replaced').first().waitFor();
    await bench.pane.getByRole('button', { name: 'Show as a document' }).click();
    await bench.frame.locator('.box.mine').first().waitFor();
  });

  it('a letter shows who wrote it, when, and what was attached', async () => {
    await bench.open('letter.eml');
    await bench.frame.getByText('J. Brandt <joerg@site.example>').first().waitFor();
    await bench.frame.getByText('Mon, 16 Nov 2026 08:14:00 +0100').first().waitFor();
    await bench.frame.getByText('method.pdf').waitFor();
  });

  it.each(['bomb.html', 'copies.svg'])('%s, made to burst, is refused before it is built', async (name) => {
    await bench.open(name);
    await bench.pane.getByText('This document is too large to show here.').waitFor();
    await bench.pane.getByRole('button', { name: 'Save a copy' }).waitFor();
  });

  it('a damaged notebook says so', async () => {
    await bench.open('broken.ipynb');
    await bench.pane.getByText('This document is damaged or not of the kind it claims.').waitFor();
  });

  it('a document that keeps its frame busy loses its pane only; the rest goes on meanwhile', async () => {
    await bench.open('jam.html');
    await expect.poll(async () => (await readerProcesses()).length).toBe(1);
    const [pid] = await readerProcesses();
    await bench.pane.getByText('kept its viewer busy for too long').waitFor({ timeout: 60_000 });
    await expect.poll(() => running(pid), { timeout: 15_000 }).toBe(false);
    await bench.open('page.html');
    await bench.frame.getByText('Two guards were missing').waitFor();
  });

  it('a frame that stops answering is stopped, and can be tried again', async () => {
    const [pid] = await readerProcesses();
    void framed()
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined);
    await bench.pane.getByText('kept its viewer busy for too long').waitFor({ timeout: 30_000 });
    await expect.poll(() => running(pid), { timeout: 15_000 }).toBe(false);
    await bench.pane.getByRole('button', { name: 'Try again' }).click();
    await bench.frame.getByText('Two guards were missing').waitFor();
  });

  it('the window was never held up', async () => {
    expect(await watch.end()).toMatchObject({
      requests: [],
      navigations: [],
      windows: 1,
      dialogs: [],
      stalls: [],
    });
  });

  it('in a window of its own it takes keys, shows the marks and follows the theme', async () => {
    const { app, window } = bench.desk.assay;
    const opening = app.waitForEvent('window');
    await window.getByRole('heading', { level: 1, name: 'Nobody Inparticular' }).click();
    await window.keyboard.press('Shift+O');
    const other = await opening;
    const frame = other.frameLocator('iframe');
    await frame.getByText('Two guards were missing').waitFor();
    const inFrame = () => other.frames().find((one) => one.url().startsWith('inert://'));
    const isMarked = () =>
      inFrame()?.evaluate(() => [...(CSS.highlights.get('mine') ?? [])].map(String).join(' '));
    await expect.poll(isMarked).toContain('Two guards');
    const before = await benchAt(bench.desk).anchorCount();
    await frame.getByText('Paragraph 2 of a long page.').click({ clickCount: 3 });
    await other.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
    await other.keyboard.press('a');
    await expect.poll(() => benchAt(bench.desk).anchorCount()).toBe(before + 1);
    await expect.poll(isMarked).toContain('Paragraph 2');
    const open = () =>
      window
        .getByRole('region', { name: 'Rubric' })
        .getByRole('heading', { level: 3 })
        .getByRole('button', { expanded: true })
        .textContent();
    const criterion = await open();
    await frame.getByText('Paragraph 2 of a long page.').click();
    await other.keyboard.press('j');
    await expect.poll(open).not.toBe(criterion);
    await frame.locator('.label.mine').first().click();
    await expect.poll(open).toBe(criterion);
    await other.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => frame.locator('html').getAttribute('data-theme')).toBe('dark');
    await other.emulateMedia({ colorScheme: null });
    await other.getByRole('button', { name: 'Back to the main window' }).click();
    await bench.frame.getByText('Two guards were missing').waitFor();
  });

  it('a crash takes the pane and nothing else', async () => {
    const { app } = bench.desk.assay;
    const [pid] = await readerProcesses();
    if (pid === undefined) throw new Error('no reader runs');
    process.kill(pid, 'SIGKILL');
    // Playwright takes the end of a frame for the end of its page, so the page is asked by the application from here on.
    const inPage = (code: string): Promise<unknown> =>
      app.evaluate(
        ({ BrowserWindow }, wanted) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(wanted),
        code,
      );
    const paneSays = () => inPage("document.querySelector('#artifact').textContent");
    await expect.poll(paneSays, { timeout: 15_000 }).toContain('The viewer of this document crashed.');
    await inPage(
      "[...document.querySelectorAll('#artifact button')].find((one) => one.textContent === 'Try again').click()",
    );
    await expect.poll(async () => (await readerProcesses()).length, { timeout: 15_000 }).toBe(1);
    await expect.poll(paneSays, { timeout: 15_000 }).not.toContain('crashed');
    expect(await readerProcesses()).not.toContain(pid);
  });
});
