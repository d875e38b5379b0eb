import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bench, benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const Findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** What saves assessors time, each in the real window on the demo. */
describe('marking is quick', () => {
  let desk: Desk;
  let bench: Bench;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    bench = benchAt(desk);
    await desk.isWelcomed();
    await desk.openDemo();
  });
  afterAll(() => desk?.assay.close());

  const page = () => desk.assay.window;
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page().keyboard.press(key);
  };
  const rubric = () => page().getByRole('region', { name: 'Rubric' });
  const status = () => page().getByRole('region', { name: 'Progress' });
  const chosen = (name: string) => rubric().getByRole('button', { name, pressed: true });
  const rationale = () => rubric().getByRole('textbox', { name: 'Rationale' });
  const bar = () => page().getByRole('toolbar', { name: 'Chosen place' });
  const judged = (count: number) =>
    status()
      .getByText(new RegExp(`^${count} of \\d+ judged`))
      .waitFor();
  /** Opens a submission of the demo as it was handed in, with its first document. */
  async function begin(learner: string, evidence?: RegExp): Promise<void> {
    await desk.room('Queue');
    await desk.openSubmission(learner);
    if (!evidence) return;
    await desk.openEvidence(evidence);
    await page().locator('[data-page="1"] canvas').waitFor();
  }

  it('a person who has never marked is told how, sees what is left, and can put the hints away for good', async () => {
    await begin('Rashid al-Tamimi', /^Risk assessment/);
    const hints = page().getByRole('complementary', { name: 'Your first submission' });
    await hints.waitFor();
    await judged(0);
    await status().getByText('8 not judged').waitFor();
    await press('2');
    await judged(1);
    await hints.getByText('done').first().waitFor({ state: 'attached' });
    await hints.getByRole('button', { name: 'Hide these hints' }).click();
    await hints.waitFor({ state: 'detached' });
    await begin('Rashid al-Tamimi', /^Risk assessment/);
    expect(await hints.count()).toBe(0);
  });

  it('a digit sets the level, N goes to the next criterion to judge, and no key fires while one types', async () => {
    await press('Shift+Digit1', '3');
    await chosen('3 Merit').or(chosen('Merit')).first().waitFor();
    await press('n');
    await bench.isAt('Rates the risks');
    await press('c');
    await page().keyboard.type('1 n j / 2 g p');
    await bench.isAt('Rates the risks');
    expect(await rationale().inputValue()).toBe('1 n j / 2 g p');
    await judged(1);
    await rationale().fill('');
    await press('Escape');
  });

  it('the digits are where they lie, whatever the layout types there', async () => {
    const type = (key: string, code: string, shiftKey: boolean) =>
      page().evaluate(
        (init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true })),
        { key, code, shiftKey },
      );
    // A French keyboard: `é` on the second digit, the digit itself with shift.
    await type('1', 'Digit1', true);
    await bench.isAt('Identifies hazards');
    await type('é', 'Digit2', false);
    await expect
      .poll(() => rubric().getByRole('button', { pressed: true }).first().textContent())
      .toContain('Pass');
  });

  it('a criterion’s key anchors the chosen place and keeps the choice: one anchor, several criteria', async () => {
    const words = await bench.selectWordsOnPage(1);
    await press('Shift+Digit1', 'Shift+Digit4');
    await bar().getByText('Anchored to 1.1 and 2.2').waitFor();
    await bench.isAt('Identifies hazards');
    expect(await bench.anchorCount()).toBe(1);
    await bench
      .anchor('also 2.2')
      .filter({ hasText: words.slice(0, 12) })
      .waitFor();
    await press('Escape');
    await bar().waitFor({ state: 'detached' });
    // Without a choice the same key opens the criterion.
    await press('Shift+Digit4');
    await bench.isAt('Proves dead');
    expect(await bench.anchorCount()).toBe(1);
  });

  it('any criterion is found by typing its number, and the choice survives the typing', async () => {
    await bench.selectWordsOnPage(1);
    await press('Shift+A');
    await page().keyboard.type('3.2');
    await page().getByRole('option', { name: /^3\.2/, selected: true }).waitFor();
    await isClean();
    await press('Enter');
    await bar().getByText(/3\.2/).waitFor();
    await press('Escape');
    await bar().waitFor({ state: 'detached' });
  });

  it('an anchor’s chip uses it for another criterion, and its label on the page opens one that rests on it', async () => {
    await press('Shift+Digit1');
    await rubric()
      .getByRole('button', { name: /^More for the anchor/ })
      .first()
      .click();
    await page().getByRole('menuitem', { name: /^2\.1/ }).click();
    await bench.anchor('2.1').waitFor();
    await page().locator('[data-page="1"]').getByText('1.1, 2.1').click();
    await bench.isAt('Isolates and secures');
  });

  it('a comment is kept with one key, inserted with two, counted, and undone', async () => {
    await press('Shift+Digit1', '1', 'c');
    await page().keyboard.type('Name who may be harmed.');
    await press('Escape', 'Control+Shift+s');
    await rubric().getByText('Kept in the comment bank').waitFor();
    await bench.isSaved();
    // On another submission of the unit.
    await begin('Joaquín Ferreira-Duarte');
    await press('Shift+Digit1', '1');
    const before = await rationale().inputValue();
    await press('/', '1');
    await expect
      .poll(() => rationale().inputValue())
      .toBe(`${before === '' ? '' : `${before}\n`}Name who may be harmed.`);
    await press('Control+z');
    await expect.poll(() => rationale().inputValue()).toBe(before);
    await press('/');
    const bank = page().getByRole('region', { name: /^Comment bank/ });
    await bank.getByText('for Not yet · used once').waitFor();
    await page().keyboard.type('nobody said this');
    await bank.getByText(/No comment holds/).waitFor();
    await isClean();
    await press('Escape');
    await bank.waitFor({ state: 'detached' });
  });

  it('a kept comment can be changed, removed and put back', async () => {
    await press('/');
    const bank = page().getByRole('region', { name: /^Comment bank/ });
    await bank.getByRole('button', { name: 'Change' }).first().click();
    await bank.getByRole('textbox', { name: 'The comment' }).fill('Name everybody who may be harmed.');
    await bank.getByRole('button', { name: 'Save the comment' }).click();
    await bank.getByRole('option', { name: /Name everybody/ }).waitFor();
    await bank.getByRole('button', { name: 'Remove' }).first().click();
    await bank.getByRole('option', { name: /Name everybody/ }).waitFor({ state: 'detached' });
    await bank.getByRole('button', { name: 'Put it back' }).click();
    await bank.getByRole('option', { name: /Name everybody/ }).waitFor();
    await bank.getByRole('combobox').press('Escape');
    await bank.waitFor({ state: 'detached' });
  });

  it('the gap matrix counts gaps, is walked with arrows, and jumps to criterion and evidence', async () => {
    await begin('Rashid al-Tamimi', /^Risk assessment/);
    await press('Shift+Digit1', 'g');
    const matrix = page().getByRole('region', { name: 'Criteria and evidence' });
    await matrix
      .getByText(/\d gaps?$/)
      .first()
      .waitFor();
    await isClean();
    const cell = matrix.getByRole('button', { name: /^2\.3 in Test record/ });
    await expect.poll(() => page().evaluate(() => document.activeElement?.textContent)).toContain('1.1');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'ArrowLeft');
    expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
    await press('Enter');
    await bench.isAt('Records written test points');
    await page()
      .getByRole('region', { name: /^Text: Test record/ })
      .waitFor();
    // The next gap, by its key alone.
    await press('Escape', 'Shift+Digit1', 'Shift+G');
    await expect
      .poll(() => rubric().getByRole('button', { expanded: true }).first().textContent())
      .not.toContain('Identifies hazards');
    await matrix.waitFor({ state: 'detached' });
  });

  it('“please check” is one key, seen in the header, and found in the queue', async () => {
    const flag = page().getByRole('button', { name: /^Flagged “please check”/ });
    await press('f');
    await flag.waitFor();
    await bench.isSaved();
    await desk.room('Queue');
    const facet = page()
      .locator('label')
      .filter({ hasText: /^Please check/ });
    await facet.click();
    await desk.row('Elias Koskela').waitFor({ state: 'detached' });
    await desk.row('Rashid al-Tamimi').waitFor();
    await facet.click();
    await desk.row('Elias Koskela').waitFor();
    await begin('Rashid al-Tamimi', /^Risk assessment/);
    await press('f');
    await flag.waitFor({ state: 'detached' });
  });

  it('undo says what it takes back, and takes back anything: mark, anchor, flag, comment', async () => {
    const undo = (what: string) => status().getByRole('button', { name: `Undo: ${what}`, exact: true });
    await press('Shift+Digit6', '2');
    await undo('the mark on 3.1').waitFor();
    await press('w');
    await undo('an anchor of 3.1').waitFor();
    await press('f');
    await undo('the “please check” flag').waitFor();
    await press('c');
    await page().keyboard.type('Gloves');
    await press('Escape');
    await undo('the rationale of 3.1').waitFor();
    await press('Control+z', 'Control+z', 'Control+z', 'Control+z');
    await status().getByRole('button', { name: 'Redo: the mark on 3.1' }).waitFor();
    expect(await bench.anchorCount()).toBe(0);
    expect(await rationale().inputValue()).toBe('');
  });

  it('the wheel changes no mark, and neither do arrow keys in a field of points', async () => {
    await begin('Elias Koskela');
    await bench.openCriterion('Measured results');
    const points = rubric().getByRole('textbox', { name: 'Points' });
    await press('7');
    await expect.poll(() => points.inputValue()).toBe('7');
    const box = await points.boundingBox();
    if (!box) throw new Error('the field of points is not in view');
    await page().mouse.move(box.x + 5, box.y + 5);
    await page().mouse.wheel(0, 300);
    await press('ArrowUp', 'ArrowUp');
    expect(await points.inputValue()).toBe('7');
    await press('Escape', 'Control+z');
    // Over the levels of another criterion, too.
    await bench.openCriterion('Design and data model');
    const levels = rubric().getByRole('group', { name: 'Design and data model' });
    await levels.hover();
    await page().mouse.wheel(0, 200);
    expect(await levels.getByRole('button', { pressed: true }).count()).toBe(0);
  });

  it('the palette leads to criteria, evidence and comments of the open submission, and runs its actions', async () => {
    const choose = async (typed: string, option: RegExp) => {
      await press('Control+k');
      await page().keyboard.type(typed);
      await page().getByRole('option', { name: option, selected: true }).waitFor();
      await press('Enter');
      await page().getByRole('listbox', { name: 'Found' }).waitFor({ state: 'detached' });
    };
    await choose('own work', /Own work/);
    await bench.isAt('Own work');
    await choose('inventory.ts', /inventory\.ts/);
    await page().getByRole('region', { name: 'Text: inventory.ts' }).waitFor();
    await choose('write the rationale', /Write the rationale/);
    await expect.poll(() => rationale().evaluate((area) => area === document.activeElement)).toBe(true);
    await press('Escape');
    await choose('high contrast', /high contrast/);
    await expect.poll(() => page().evaluate(() => document.documentElement.dataset.theme)).toBe('contrast');
    await choose('theme of the system', /theme of the system/);
  });

  it('a key that is taken says by what', async () => {
    await press('Shift+?');
    const sheet = desk.dialog('Keyboard');
    await sheet.getByRole('button', { name: /^Change the key for Next criterion to judge/ }).click();
    await press('j');
    await sheet.getByText('J is already used for Next criterion.').waitFor();
    await press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it('a whole submission is marked with the keyboard alone: anchors, comments, plan, submit and recall', async () => {
    await begin('Elias Koskela');
    await press('Shift+Digit1', '1', 'c');
    await page().keyboard.type('No data model is drawn.');
    await press('Escape', 'w', 'Shift+Digit2');
    for (const [title, keys] of [
      ['Readable, maintainable code', ['3']],
      ['Starts from a clean checkout', ['2']],
      ['Tests that would catch a mistake', ['3']],
      ['Behaviour when things fail', ['2']],
      ['Measured results', ['8', 'Enter']],
      ['Own work, with sources', ['2']],
    ] as const) {
      await bench.isAt(title);
      await press(...keys, 'n');
    }
    await status().getByText('Nothing is missing').waitFor();
    await press('p');
    await page().keyboard.type('A good start.');
    await press('Tab', 'Enter');
    const plan = rubric().getByRole('region', { name: 'Feedback and action plan' });
    const action = plan.getByRole('textbox', { name: /^Action for/ }).first();
    await expect.poll(() => action.inputValue()).toContain('Seen so far: No data model is drawn.');
    await isClean();
    await action.focus();
    await press('Control+End');
    await page().keyboard.type(' Ask Ravi.');
    await status().getByRole('button', { name: 'Undo: the action plan' }).waitFor();
    await bench.isSaved();
    await press('Control+Enter');
    await page()
      .getByText(/^Submitted /)
      .waitFor();
    expect(await action.inputValue()).toContain('Ask Ravi.');
    expect(await action.getAttribute('readonly')).not.toBeNull();
    await page().getByRole('button', { name: 'Recall' }).focus();
    await press('Enter');
    await status().getByText('Nothing is missing').waitFor();
    expect(await action.inputValue()).toContain('Ask Ravi.');
  });

  it('a plan drafted again adds what is missing and offers to take out what is met by now', async () => {
    const plan = rubric().getByRole('region', { name: 'Feedback and action plan' });
    const actions = plan.getByRole('textbox', { name: /^Action for/ });
    const before = await actions.count();
    await press('Shift+Digit3', '1', 'c');
    await page().keyboard.type('It does not start.');
    await press('Escape');
    await plan.getByRole('button', { name: /^Add 1 more action/ }).click();
    await expect.poll(() => actions.count()).toBe(before + 1);
    expect(await actions.first().inputValue()).toContain('Ask Ravi.');
    await press('Shift+Digit3');
    await press('2');
    await plan.getByText('Met by now', { exact: true }).waitFor();
    await plan.getByRole('button', { name: 'Remove what is met by now' }).click();
    await expect.poll(() => actions.count()).toBe(before);
  });

  async function isClean(): Promise<void> {
    await page().evaluate(axe.source);
    const { violations } = await page().evaluate(() =>
      Reflect.get(window, 'axe').run(document, { resultTypes: ['violations'] }),
    );
    const found = Findings.parse(violations).map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n')}`,
    );
    expect(found.join('\n')).toBe('');
  }
});
