import type { Locator } from 'playwright';
import { expect } from 'vitest';
import type { Desk } from './desk.ts';

/** What an assessor does on the workbench. */
export interface Bench {
  /** The criterion whose title holds these words is the open one. */
  isAt(title: string): Promise<void>;
  openCriterion(title: string): Promise<void>;
  /** The header says that everything is on disk. */
  isSaved(): Promise<void>;
  /** Selects a line of text on that page of the open PDF with the mouse; resolves to its words. */
  selectWordsOnPage(page: number): Promise<string>;
  /** Draws a box on the open picture or page with the mouse. */
  drawBox(): Promise<void>;
  /** Drags over the numbers of lines in the open text. */
  chooseLines(from: number, to: number): Promise<void>;
  /** The chip of an anchor of the open criterion whose place and quote hold these words. */
  anchor(words: string): Locator;
  /** How many anchors the open criterion has. */
  anchorCount(): Promise<number>;
}

export function benchAt({ assay: { window } }: Desk): Bench {
  const rubric = window.getByRole('region', { name: 'Rubric' });
  const open = () => rubric.getByRole('heading', { level: 3 }).getByRole('button', { expanded: true });
  const anchors = rubric.getByRole('list', { name: 'Your anchors' });
  const offered = () => window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
  const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    await window.mouse.move(from.x, from.y);
    await window.mouse.down();
    await window.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await window.mouse.move(to.x, to.y, { steps: 4 });
    await window.mouse.up();
  };
  return {
    async isAt(title) {
      await expect.poll(() => open().textContent(), { timeout: 15_000 }).toContain(title);
    },
    async openCriterion(title) {
      const line = rubric.getByRole('heading', { level: 3 }).getByRole('button', { name: title });
      await line.click();
      await expect.poll(() => line.getAttribute('aria-expanded'), { timeout: 15_000 }).toBe('true');
    },
    async isSaved() {
      await window.getByRole('banner').getByRole('status').getByText('Saved', { exact: true }).waitFor();
    },
    async selectWordsOnPage(page) {
      const field = window.getByRole('textbox', { name: 'Page', exact: true });
      await field.fill(String(page));
      await field.press('Enter');
      const shown = window.getByRole('region', { name: `Page ${page}`, exact: true });
      await shown.locator('canvas').waitFor();
      const line = shown
        .locator('span[role="presentation"]')
        .filter({ hasText: /\S.{24,}/ })
        .first();
      const box = await line.boundingBox();
      if (!box) throw new Error(`page ${page} has no words to select`);
      const middle = box.y + box.height / 2;
      await drag({ x: box.x + 1, y: middle }, { x: box.x + box.width - 1, y: middle });
      await offered();
      return ((await line.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
    },
    async drawBox() {
      await window.getByRole('toolbar', { name: 'View' }).waitFor();
      await window.keyboard.press('r');
      const layer = window.getByRole('application', { name: 'Draw a box' }).first();
      const box = await layer.boundingBox();
      if (!box) throw new Error('there is nothing to draw a box on');
      const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y });
      await drag(at(0.3, 0.3), at(0.6, 0.5));
      await offered();
    },
    async chooseLines(from, to) {
      const text = window.getByRole('region', { name: /^Text: / });
      const number = (line: number) =>
        text.locator(`[data-index="${line - 1}"]`).getByText(String(line), { exact: true });
      const [first, last] = [await number(from).boundingBox(), await number(to).boundingBox()];
      if (!first || !last) throw new Error(`lines ${from} to ${to} are not in view`);
      await drag({ x: first.x + 5, y: first.y + 8 }, { x: last.x + 5, y: last.y + 8 });
      await offered();
    },
    anchor: (words) => anchors.getByRole('button').filter({ hasText: words }),
    anchorCount: () => anchors.getByRole('listitem').count(),
  };
}
