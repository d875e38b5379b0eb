import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDocument, aPresentation, zipped } from '../builders/an-office-file.ts';
import { benchAt } from './bench.ts';
import { type HandedIn, handIn } from './hand-in.ts';
import { aCostSheet, aMillionCells, aReport, aWalk } from './office-files.ts';
import { pictureFailures } from './picture-failures.ts';
import { type Watch, watchActivity } from './watch-activity.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpora/office');
const others = ['docx', 'pptx'].flatMap((kind) =>
  existsSync(corpus) ? readdirSync(join(corpus, kind)).map((name) => `${kind}/${name}`) : [],
);

describe('Office files on the workbench', () => {
  let bench: HandedIn;
  let watch: Watch;

  pictureFailures(() => bench.desk.assay);
  beforeAll(async () => {
    bench = await handIn({
      'report.docx': aReport(),
      'walk.pptx': aWalk(),
      'costs.xlsx': await aCostSheet(),
      'million.xlsx': await aMillionCells(),
      'bomb.docx': zipped({ 'word/document.xml': new Uint8Array(300 * 2 ** 20) }),
      'entities.docx': aDocument('', { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
      'locked.docx': Uint8Array.from([
        0xd0,
        0xcf,
        0x11,
        0xe0,
        0xa1,
        0xb1,
        0x1a,
        0xe1,
        ...new Uint8Array(504),
      ]),
      'cut.pptx': aPresentation([['Lost']]).subarray(0, 900),
      ...Object.fromEntries(others.map((name) => [name, readFileSync(join(corpus, name))])),
    });
    watch = await watchActivity(bench.desk.assay);
  }, 180_000);
  afterAll(() => bench?.close());

  const notice = async () =>
    (await bench.pane
      .getByRole('status')
      .filter({ hasText: /Blocked:|Not shown:/ })
      .textContent()) ?? '';
  const chosen = () => bench.desk.assay.window.getByRole('toolbar', { name: 'Chosen place' }).waitFor();
  const at = () => benchAt(bench.desk);

  const isInView = async (words: string) => {
    const box = await bench.frame
      .getByText(words)
      .first()
      .boundingBox({ timeout: 5_000 })
      .catch(() => null);
    const pane = await bench.pane.boundingBox();
    return box !== null && pane !== null && box.y > pane.y && box.y + box.height < pane.y + pane.height;
  };

  it('a document shows its text, changes and comments, and says what it blocked and does not show', async () => {
    await bench.open('report.docx');
    await bench.frame.getByRole('heading', { name: 'Hazard report' }).waitFor();
    expect(await bench.frame.locator('ins', { hasText: 'open' }).count()).toBe(1);
    expect(await bench.frame.locator('del', { hasText: 'shut' }).count()).toBe(1);
    await bench.frame.getByText('Seen by the foreman?').waitFor();
    expect(await notice()).toBe(
      'Blocked: 1 script, 1 remote picture and 1 linked file. ' +
        'Not shown: 1 embedded file, macros, which never run here and 1 huge picture.',
    );
  });

  it('words of a document are selected and anchored', async () => {
    await bench.open('report.docx');
    await bench.frame.getByText('Both were closed the same day.').first().click({ clickCount: 3 });
    await chosen();
    await bench.desk.assay.window.keyboard.press('a');
    await at().anchor('Both were closed').waitFor();
  });

  it('slides show their words and notes; a box is drawn beside the words', async () => {
    await bench.open('walk.pptx');
    await bench.frame.getByText('Say who saw it first.').waitFor();
    const slide = bench.frame.locator('.assay-slide').first();
    await slide.scrollIntoViewIfNeeded();
    const box = await slide.boundingBox();
    if (box === null) throw new Error('the slide has no place');
    const { mouse } = bench.desk.assay.window;
    await mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.6);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.8, { steps: 4 });
    await mouse.up();
    await chosen();
    await bench.desk.assay.window.keyboard.press('a');
    await at().anchor('p. 1').waitFor();
    await bench.frame.getByText('Two guards open').click({ clickCount: 3 });
    await chosen();
    await bench.desk.assay.window.keyboard.press('a');
    await at().anchor('slide 1').waitFor();
  });

  it('cells are chosen with the keyboard alone, anchored, and gone to', async () => {
    await bench.open('costs.xlsx');
    await bench.frame.getByText('£1,234.50').waitFor();
    await bench.frame.getByRole('grid', { name: 'Cells of Costs' }).focus();
    const { keyboard } = bench.desk.assay.window;
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+ArrowRight');
    await keyboard.press('Shift+ArrowDown');
    await chosen();
    await keyboard.press('a');
    await at().anchor('Costs A2:B3').waitFor();
    await bench.frame.getByRole('tab', { name: 'Log' }).click();
    await bench.frame.getByText('entry 7', { exact: true }).waitFor();
    await at().isSaved();
  });

  it('after the window was loaded anew each place is gone to: on its page, its slide, its sheet', async () => {
    const { window } = bench.desk.assay;
    await window.reload();
    await window.getByRole('heading', { level: 1, name: 'Nobody Inparticular' }).waitFor();
    watch = await watchActivity(bench.desk.assay);
    for (const [chip, words] of [
      ['Both were closed', 'Both were closed the same day.'],
      ['slide 1', 'Two guards open'],
      ['Costs A2:B3', '£1,234.50'],
      ['p. 1', 'Two guards open'],
    ] as const) {
      await at().anchor(chip).click();
      await expect.poll(() => isInView(words), { timeout: 20_000 }).toBe(true);
    }
  });

  it('a long sheet is searched whole, rows that are not drawn too', async () => {
    const { window } = bench.desk.assay;
    await bench.open('costs.xlsx');
    await bench.frame.getByText('£1,234.50').click();
    await window.keyboard.press('Control+f');
    const search = bench.pane.getByRole('searchbox', { name: 'Search in this document' });
    await search.fill('entry 19999');
    await bench.pane.getByText('1 of 1').waitFor();
    await bench.frame.getByText('entry 19999', { exact: true }).first().waitFor();
    expect(await bench.frame.locator('[role=row]').count()).toBeLessThan(300);
    await search.press('Escape');
  });

  it('words found by searching all evidence are gone to on their sheet', async () => {
    const { window } = bench.desk.assay;
    await bench.open('report.docx');
    await bench.frame.getByRole('heading', { name: 'Hazard report' }).click();
    await window.keyboard.press('Control+Shift+F');
    const panel = window.getByRole('search', { name: 'Search the evidence' });
    await panel.getByRole('combobox').fill('entry 19998');
    await panel.getByRole('option').filter({ hasText: 'Log' }).first().click({ timeout: 90_000 });
    await bench.frame.getByRole('tab', { name: 'Log', selected: true }).waitFor();
    await bench.frame
      .getByText(/entry \d+/)
      .first()
      .waitFor();
    await panel.getByRole('combobox').press('Escape');
  });

  it('a workbook of a million cells says that it takes long, can be left, opens, and is searched', async () => {
    const { window } = bench.desk.assay;
    await bench.open('million.xlsx');
    await bench.pane.getByText('Reading a large workbook').waitFor();
    await bench.pane.getByRole('button', { name: 'Cancel' }).click();
    await bench.pane.getByText('Opening was stopped.').waitFor();
    await bench.pane.getByRole('button', { name: 'Try again' }).click();
    await bench.frame.getByText('reading 12', { exact: true }).waitFor({ timeout: 120_000 });
    await bench.frame.getByText('reading 12', { exact: true }).click();
    await window.keyboard.press('Control+f');
    const search = bench.pane.getByRole('searchbox', { name: 'Search in this document' });
    await search.fill('reading 99999');
    await bench.pane.getByText('1 of 1').waitFor({ timeout: 60_000 });
    await bench.frame.getByText('reading 99999', { exact: true }).first().waitFor();
    await search.press('Escape');
  });

  it.each([
    ['bomb.docx', 'too large to show here'],
    ['entities.docx', 'built in a way that is not safe to open'],
    ['locked.docx', 'protected with a password'],
    ['cut.pptx', 'damaged'],
  ])('%s is refused with a sentence: %s', async (name, sentence) => {
    await bench.open(name);
    await bench.pane.getByText(sentence).waitFor({ timeout: 60_000 });
    // The next one opens as if nothing had been.
    await bench.open('costs.xlsx');
    await bench.frame.getByText('£1,234.50').waitFor();
  });

  it.skipIf(others.length === 0)(
    'every Word and PowerPoint file of other people opens (needs ../shared/corpora)',
    async () => {
      const wrong: string[] = [];
      for (const name of others) {
        await bench.open(name);
        const shown = bench.frame.locator('section.docx, .assay-slide, main > p');
        await shown
          .first()
          .waitFor({ state: 'attached', timeout: 20_000 })
          .catch(() => wrong.push(name));
      }
      expect(wrong).toEqual([]);
    },
    300_000,
  );

  it('nothing of all this navigated, asked the network, opened a window or held it up', async () => {
    const seen = await watch.end();
    expect(seen).toEqual({ requests: [], navigations: [], windows: 1, dialogs: [], errors: [], stalls: [] });
    expect(await bench.desk.assay.window.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
  });
});
