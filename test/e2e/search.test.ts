import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskAt } from './desk.ts';
import { type LaunchedAssay, launchAssay } from './launch.ts';

/** Reading the demo's evidence takes a few seconds in the background, more on a busy machine. */
const READ_MS = 90_000;

describe('searching', { timeout: 180_000 }, () => {
  let assay: LaunchedAssay;
  let desk: Desk;
  const box = () => assay.window.getByRole('searchbox', { name: 'Search submissions' });

  beforeAll(async () => {
    assay = await launchAssay();
    desk = deskAt(assay);
    await desk.isWelcomed();
    await desk.openDemo();
  }, 180_000);
  afterAll(() => assay.close());

  it('finds a word inside a PDF from the queue, and opens it at its page with the word marked', async () => {
    const { window } = assay;
    // “backfilling” stands on page 2 of one report and in no name.
    await box().fill('backfill');
    await desk.row('Rashid').waitFor({ timeout: READ_MS });
    await expect.poll(() => desk.row('Rashid').getByText('p. 2').count(), { timeout: READ_MS }).toBe(1);
    await desk.row('Rashid').click();
    const found = window.getByRole('region', { name: 'Found in' });
    await found.getByRole('button', { name: /p\. 2.*backfilling/ }).click();
    await window.getByRole('region', { name: 'Rubric' }).waitFor();
    await window.locator('[data-found-here]').waitFor();
    expect(await window.getByRole('textbox', { name: 'Page' }).inputValue()).toBe('2');
  });

  it('goes through all evidence of a submission from the keyboard alone', async () => {
    const { window } = assay;
    await window.keyboard.press('Escape');
    await window.keyboard.press('Control+Shift+F');
    const panel = window.getByRole('search', { name: 'Search the evidence' });
    await panel.getByRole('combobox').waitFor();
    await window.keyboard.type('trench');
    const places = panel.getByRole('option');
    await places.first().waitFor();
    expect(await places.count()).toBeGreaterThan(1);
    await window.keyboard.press('Enter');
    await window.locator('[data-found-here]').waitFor();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    // One stays in the panel, so the next key goes on from there.
    expect(await panel.getByRole('combobox').evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
    await window.keyboard.press('Escape');
    await window.getByRole('navigation', { name: 'Evidence' }).waitFor();
  });

  it('shows each word as typed, whatever is typed', async () => {
    const { window } = assay;
    await desk.room('Queue');
    for (const typed of ['"', '*', 'NEAR(a b)', "x' OR 1=1 --", '“', 'AND']) {
      await box().fill(typed);
      await window.getByRole('grid', { name: 'Queue' }).waitFor();
      expect(await window.getByRole('alert').count()).toBe(0);
    }
    await box().fill('');
    await window.getByText('15 submissions').waitFor();
  });

  it('stands on the submission that was pressed, though other rows arrive at that moment', async () => {
    const { window } = assay;
    const rows = window.getByRole('grid', { name: 'Queue' }).getByRole('row');
    await rows.filter({ hasText: 'Elias Koskela' }).waitFor();
    const order = async () => (await rows.allTextContents()).join();
    const before = await order();
    // In one breath: nothing can come from the core in between.
    await window.evaluate(() => {
      const find = (selector: string, words: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.textContent?.includes(words));
      find('[role=columnheader] button', 'Submission')?.click();
      const row = find('[role=row]', 'Elias Koskela');
      row?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
      row?.click();
    });
    await expect.poll(order).not.toBe(before);
    await window.getByRole('region', { name: 'About Elias Koskela’s submission' }).waitFor();
  });

  it('groups the queue with headings that fold, from the keyboard', async () => {
    const { window } = assay;
    const grid = window.getByRole('grid', { name: 'Queue' });
    await grid.focus();
    await window.keyboard.press('g');
    await window.keyboard.press('g');
    // Rows that fold are a tree's.
    await window.getByRole('treegrid', { name: 'Queue' }).waitFor();
    const heading = window.getByRole('row', { name: /DIG-417/ }).first();
    await expect.poll(() => heading.getAttribute('aria-expanded')).toBe('true');
    const rows = await window.getByRole('row').count();
    await window.keyboard.press('Home');
    await window.keyboard.press('ArrowLeft');
    await expect.poll(() => heading.getAttribute('aria-expanded')).toBe('false');
    expect(await window.getByRole('row').count()).toBeLessThan(rows);
    await window.getByText('15 submissions').waitFor();
    await window.keyboard.press('ArrowRight');
    await expect.poll(() => window.getByRole('row').count()).toBe(rows);
  });

  it('keeps a filter under a name, counts it, and finds it from the palette', async () => {
    const { window } = assay;
    await window.getByRole('treegrid', { name: 'Queue' }).focus();
    await window.keyboard.press('s');
    await window.getByRole('textbox', { name: 'Name' }).fill('Unit by unit');
    await window.keyboard.press('Enter');
    const saved = window.getByRole('region', { name: 'Saved filters' });
    await saved.getByRole('button', { name: /Unit by unit 15/ }).waitFor();
    await window.keyboard.press('g');
    await expect.poll(() => saved.locator('[aria-pressed="true"]').count()).toBe(0);
    await window.keyboard.press('Control+k');
    await window.keyboard.type('unit by unit');
    await window.getByRole('option', { name: 'Filter: Unit by unit' }).waitFor();
    await window.keyboard.press('Enter');
    await saved.locator('[aria-pressed="true"]').waitFor();
    await saved.getByRole('button', { name: 'More for the filter Unit by unit' }).click();
    await window.getByRole('menuitem', { name: 'Delete' }).click();
    await saved.getByRole('button', { name: /Unit by unit 15/ }).waitFor({ state: 'detached' });
  });
});
