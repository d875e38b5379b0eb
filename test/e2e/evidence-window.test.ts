import axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { type LaunchedAssay, launchAssay } from './launch.ts';

/** Waits for the evidence window, which `open` opens. */
async function evidenceWindow(assay: LaunchedAssay, open: () => Promise<unknown>): Promise<Page> {
  const opened = assay.app.waitForEvent('window');
  await open();
  const page = await opened;
  await page.getByRole('main', { name: 'Evidence' }).waitFor();
  return page;
}

/** Selects a line of the open PDF with the mouse; all else is done by keys. */
async function selectWords(page: Page): Promise<string> {
  const words = page.locator('span[role="presentation"]').filter({ hasText: /\S.{24,}/ });
  const box = await words.first().boundingBox();
  if (!box) throw new Error('there are no words to select');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + 1, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, middle, { steps: 4 });
  await page.mouse.move(box.x + box.width - 1, middle, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
  return ((await words.first().textContent()) ?? '').trim();
}

const other = (assay: LaunchedAssay): Page => {
  const page = assay.app.windows().find((one) => one !== assay.window);
  if (!page) throw new Error('the evidence window is not open');
  return page;
};

describe('evidence in its own window', () => {
  let assay: LaunchedAssay;
  let desk: Desk;
  let bench: Bench;

  beforeAll(async () => {
    assay = await launchAssay();
    desk = deskAt(assay);
    bench = benchAt(desk);
    await desk.openDemo();
    await desk.openSubmission('Rashid al-Tamimi');
  });
  afterAll(() => assay?.close());

  it('opens by a key beside the bench, which gives its place to the rubric', async () => {
    const { window } = assay;
    const title = await window.locator('[aria-current="true"]').first().textContent();
    const evidence = await evidenceWindow(assay, () => window.keyboard.press('Shift+O'));
    await evidence.getByRole('toolbar', { name: 'View' }).waitFor();
    expect(title).toContain(await evidence.getByRole('heading', { level: 1 }).textContent());
    await window.getByText('Evidence is in its own window.').waitFor();
    expect(await window.getByRole('toolbar', { name: 'View' }).count()).toBe(0);
    // Asked for again there is still one.
    await window.evaluate(() => Reflect.get(globalThis, 'assay').openEvidenceWindow());
    expect(assay.app.windows()).toHaveLength(2);
  });

  it('takes a place chosen there to the criterion that is open here, by the key, pressed there', async () => {
    const { window } = assay;
    const evidence = other(assay);
    const before = await bench.anchorCount();
    const words = await selectWords(evidence);
    await evidence.keyboard.press('a');
    await expect.poll(() => bench.anchorCount()).toBe(before + 1);
    await bench.anchor(words.slice(0, 20)).waitFor();
    await bench.isSaved();
    expect(await window.evaluate(() => document.getSelection()?.toString() ?? '')).toBe('');
  });

  it('judges, moves on and undoes by keys pressed there', async () => {
    const evidence = other(assay);
    const open = () =>
      assay.window
        .getByRole('region', { name: 'Rubric' })
        .getByRole('heading', { level: 3 })
        .getByRole('button', { expanded: true })
        .textContent();
    const first = await open();
    const judged = (n: number) => assay.window.getByText(`${n} of 8 judged`).waitFor();
    await judged(0);
    await evidence.keyboard.press('2');
    await judged(1);
    await evidence.keyboard.press('Control+z');
    await judged(0);
    await evidence.keyboard.press('j');
    await expect.poll(open).not.toBe(first);
    await evidence.keyboard.press('k');
    await expect.poll(open).toBe(first);
    const status = evidence.getByRole('status').filter({ hasText: 'Marking' });
    const before = await status.textContent();
    await evidence.keyboard.press('j');
    await expect.poll(() => status.textContent()).not.toBe(before);
    await evidence.keyboard.press('k');
  });

  it('shows what is opened here, and draws a box there that is asked for here', async () => {
    const { window } = assay;
    const evidence = other(assay);
    const before = await evidence.getByRole('heading', { level: 1 }).textContent();
    await window.bringToFront();
    await window.keyboard.press('e');
    await expect.poll(() => evidence.getByRole('heading', { level: 1 }).textContent()).not.toBe(before);
    await evidence.keyboard.press('Shift+E');
    await expect.poll(() => evidence.getByRole('heading', { level: 1 }).textContent()).toBe(before);
    await evidence.getByRole('toolbar', { name: 'View' }).waitFor();
    await window.keyboard.press('r');
    await evidence.getByRole('application', { name: 'Draw a box' }).first().waitFor();
    await evidence.keyboard.press('r');
    await evidence.getByRole('application', { name: 'Draw a box' }).first().waitFor({ state: 'detached' });
  });

  it('a key that opens a field brings the main window to the front, with what is typed in it', async () => {
    const { window } = assay;
    await other(assay).keyboard.press('c');
    const rationale = window.getByRole('textbox', { name: 'Rationale' });
    await expect.poll(() => rationale.evaluate((field) => field === document.activeElement)).toBe(true);
    await window.keyboard.type('Seen beside it. ');
    await bench.isSaved();
    await window.keyboard.press('Escape');
  });

  it.each(['Light', 'Dark'] as const)('leaves nothing for axe to find: %s', async (theme) => {
    await assay.window.bringToFront();
    await desk.theme(theme);
    const evidence = other(assay);
    await expect
      .poll(() => evidence.evaluate(() => document.documentElement.dataset.theme))
      .toBe(theme.toLowerCase());
    if (process.env.SHOTS) {
      await evidence.screenshot({ path: `${process.env.SHOTS}/evidence-${theme}.png` });
      await assay.window.screenshot({ path: `${process.env.SHOTS}/apart-${theme}.png` });
    }
    for (const page of [evidence, assay.window]) {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => Reflect.get(window, 'axe').run());
      expect(
        violations.map((one: { id: string; nodes: unknown }) => [one.id, JSON.stringify(one.nodes)]),
      ).toEqual([]);
    }
  });

  it('shows nothing once the submission is left, and the next one when it is opened', async () => {
    const evidence = other(assay);
    await desk.room('Queue');
    await evidence.getByText('No evidence is open').waitFor();
    await desk.openSubmission('Elias Koskela');
    await evidence.getByText('No evidence is open').waitFor({ state: 'detached' });
  });

  it('closes by itself, and the pane returns; opened again it is where it was', async () => {
    const { window, app } = assay;
    const place = () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((one) => one.webContents.getURL().endsWith('#/evidence'))
          ?.getBounds(),
      );
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().endsWith('#/evidence'))
        ?.setBounds({ x: 40, y: 50, width: 700, height: 560 }),
    );
    const before = await place();
    await other(assay).getByRole('button', { name: 'Back to the main window' }).click();
    await window.getByText('Evidence is in its own window.').waitFor({ state: 'detached' });
    await expect.poll(() => app.windows().length).toBe(1);
    await evidenceWindow(assay, () => window.keyboard.press('Shift+O'));
    expect(await place()).toEqual(before);
  });

  it('closes with the main window', async () => {
    const closed = assay.app.waitForEvent('close');
    await assay.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => !one.webContents.getURL().endsWith('#/evidence'))
        ?.close(),
    );
    await closed;
  });
});
