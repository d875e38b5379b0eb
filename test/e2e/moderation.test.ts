import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const LEARNER = 'Elias Koskela';
const AGREED = 'Nadia Benhaddou';
const MARKERS = ['Marit Oyelaran', 'Gareth Pham'] as const;
const MODERATOR = 'Shirin Vasconcelos';
const PROVIDER = 'Hannelore Achterberg';
const UNIT = /^DIG-417/;
const MARKS = ['2', '3', '2', '3', '2', '8', '2'];

/** Everything between an opinion and an outcome that stands up to an appeal, as people see it. */
describe('from two opinions to a defensible outcome', () => {
  let desk: Desk;
  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
  });
  afterAll(() => desk?.assay.close());

  const button = (name: string | RegExp) => desk.assay.window.getByRole('button', { name });
  const isAt = (state: string) =>
    desk.assay.window.locator('[aria-current="step"]', { hasText: state }).waitFor();
  const members = () => desk.assay.window.getByRole('grid', { name: 'Submissions of the batch' });
  const pane = () => desk.assay.window.getByRole('region', { name: /^What is said of/ });
  const toLookAt = () => members().getByRole('row').filter({ hasText: 'To look at' });
  const step = async (name: RegExp) => {
    await button(name).click();
    await desk.dialog().getByRole('button', { name }).click();
    await desk.dialog().waitFor({ state: 'detached' });
  };
  async function moderate(tab: string) {
    await desk.room('Moderate');
    await desk.assay.window.getByRole('tab', { name: tab }).click();
  }
  async function openBatchOfUnit() {
    await moderate('Batches');
    await desk.row('DIG-417').dblclick();
  }

  it('work is given out to two markers, who neither see each other nor anybody else', async () => {
    const { window } = desk.assay;
    await desk.row(LEARNER).click();
    await window.keyboard.press('Space');
    await button('Allocate…').click();
    const form = desk.dialog('Allocate 1 submission');
    await form.getByRole('radio', { name: 'Evenly, by lot' }).click();
    await form.getByText(PROVIDER).click();
    await form.getByRole('radio', { name: 'Two' }).click();
    await form.getByText('Sealed', { exact: true }).click();
    await form.getByText('2 allocations would be made.').waitFor();
    await form.getByRole('button', { name: 'Allocate', exact: true }).click();
    await form.getByText('2 allocations were made.').waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await button('Untick all').click();
  });

  it('both mark and seal it; it opens once both seals are in, and within tolerance it settles itself', async () => {
    const { window } = desk.assay;
    for (const marker of MARKERS) {
      await desk.room('Queue');
      await desk.actAs(marker);
      await desk.openSubmission(LEARNER);
      await benchAt(desk).openCriterion('Design and data model');
      for (const key of MARKS) {
        await window.keyboard.press(key);
        if (key === '8') await window.keyboard.press('Enter');
        await window.keyboard.press('n');
      }
      await window.getByText('Nothing is missing').waitFor();
      await window.keyboard.press('Control+Enter');
      await window
        .getByText(/^(Submitted|Sealed) /)
        .first()
        .waitFor();
    }
    await desk.room('Queue');
    await desk.actAs(MODERATOR);
    await desk.row(LEARNER).getByText('Within tolerance').waitFor();
  });

  it('what two people differ about is settled from the keyboard', async () => {
    const { window } = desk.assay;
    await moderate('Disagreements');
    await desk.row(AGREED).dblclick();
    await window.getByRole('region', { name: `Reconcile ${AGREED}` }).waitFor();
    await window.keyboard.press('Alt+1');
    await window.keyboard.press('Control+Enter');
    await window.getByText(`Agreed outcome recorded by ${MODERATOR}:`).waitFor();
  });

  it('or sent to an adjudicator, who decides it in their place', async () => {
    const { window } = desk.assay;
    await moderate('Disagreements');
    await desk.row('Amara').dblclick();
    await window.getByRole('region', { name: /^Reconcile Amara/ }).waitFor();
    await window.keyboard.press('Alt+A');
    const form = desk.dialog('Send to adjudication');
    await form.getByRole('textbox').fill('We read the second criterion differently.');
    await form.getByRole('button', { name: 'Send it' }).click();
    await window.getByText(new RegExp(`^Sent to adjudication by ${MODERATOR}`)).waitFor();
    expect(await button(/Record (decision|agreed outcome)/).count()).toBe(0);
    await desk.actAs(PROVIDER);
    await button(/^Record decision/).waitFor();
    await window.keyboard.press('Alt+2');
    await button(/^Record decision/).click();
    await window.getByText(`Decided by ${PROVIDER}, adjudicator:`).waitFor();
  });

  it('a sample of the outcomes is drawn and verified, and one goes back to whoever marked it', async () => {
    const { window } = desk.assay;
    await desk.room('Queue');
    await desk.actAs(MODERATOR);
    await moderate('Batches');
    await button('Open a batch…').click();
    const form = desk.dialog('Open a batch');
    await form.getByRole('button', { name: /Unit/ }).click();
    await window.getByRole('option', { name: UNIT }).click();
    await form.getByRole('button', { name: 'Open batch' }).click();
    await step(/^Close marking/);
    await isAt('Marking closed');
    await button('Draw the sample…').click();
    const draw = desk.dialog('Draw the sample');
    await draw.getByText('Everything').click();
    await draw.getByRole('button', { name: 'Draw the sample…' }).click();
    await isAt('Sample drawn');
    await members().getByText(LEARNER).click();
    await pane().getByText('Return', { exact: true }).first().click();
    await window.getByRole('textbox', { name: 'Action 1' }).fill('Say where the sensor is read.');
    await button('Record').click();
    await members().getByText('Return', { exact: true }).waitFor();
    for (let left = await toLookAt().count(); left > 0; left -= 1) {
      await toLookAt().first().click();
      await pane().getByText('Agree', { exact: true }).first().click();
      await button('Record').click();
      await expect.poll(() => toLookAt().count()).toBe(left - 1);
    }
    await window.getByText('One submission was returned and has not been verified since.').waitFor();
  });

  it('whoever marked it is told what to do, changes it, and it is looked at again', async () => {
    const { window } = desk.assay;
    const [first] = MARKERS;
    await desk.room('Queue');
    await desk.actAs(first);
    await desk.openSubmission(LEARNER);
    await window.getByText(new RegExp(`^Returned by ${MODERATOR}`)).waitFor();
    await window.getByText('Say where the sensor is read.').waitFor();
    await button('Change my assessment').click();
    await window.getByText('Nothing is missing').waitFor();
    await window.keyboard.press('Control+Enter');
    await window
      .getByText(/^Submitted /)
      .first()
      .waitFor();
    await desk.room('Queue');
    await desk.actAs(MODERATOR);
    // One mark was changed after its author could see the other: people look at both.
    await moderate('Disagreements');
    await desk.row(LEARNER).dblclick();
    await window.getByRole('region', { name: `Reconcile ${LEARNER}` }).waitFor();
    await window.keyboard.press('Alt+1');
    await window.keyboard.press('Control+Enter');
    await window.getByText(`Agreed outcome recorded by ${MODERATOR}:`).waitFor();
    await openBatchOfUnit();
    await members().getByText(LEARNER).click();
    await pane().getByText('Agree', { exact: true }).first().click();
    await button('Record').click();
  });

  it('the batch is confirmed, released, and one of its outcomes appealed against and upheld', async () => {
    const { window } = desk.assay;
    await step(/^Confirm batch/);
    await isAt('Confirmed');
    await desk.actAs(PROVIDER);
    await desk.room('Results');
    await window.getByText(/^To export/).click();
    await window.getByText('Select all').click();
    await button(/^Export \d/).click();
    const release = desk.dialog('Export a batch');
    await desk.willChoose(await aTempFolder());
    await release.getByLabel('Batch name').fill('July');
    await release.getByRole('button', { name: 'Choose a folder…' }).click();
    await release.getByRole('button', { name: /Sign and export/ }).click();
    await release.getByText(/results? signed and written/).waitFor();
    await release.getByRole('button', { name: 'Close' }).last().click();
    await desk.room('Queue');
    await desk.row(LEARNER).getByText('Released').waitFor();
    await desk.row(LEARNER).click();
    await button('Lodge an appeal').click();
    const lodge = desk.dialog(/^Lodge an appeal about/);
    await lodge.getByRole('textbox', { name: 'What it is about' }).fill('The sensor was read twice.');
    await lodge.getByRole('button', { name: 'Lodge an appeal' }).click();
    await button('Record the check…').click();
    await desk.dialog('Clerical check').getByRole('button', { name: 'Record' }).click();
    await button('Choose the process…').click();
    const process = desk.dialog('How is the appeal dealt with?');
    await process.getByText('Review of the marking').click();
    await process.getByRole('button', { name: 'Record' }).click();
    await button('Decide…').click();
    const decide = desk.dialog('Decide the appeal');
    await decide.getByRole('textbox', { name: 'Reason' }).fill('It was, and both times it was seen.');
    await decide.getByText('Uphold the outcome').click();
    await decide.getByRole('button', { name: 'Record' }).click();
    await window.getByText('Outcome upheld').first().waitFor();
    await button('Close the appeal…').click();
    await desk.dialog('Close the appeal?').getByRole('button', { name: 'Close the appeal' }).click();
    await window.getByText('Closed', { exact: true }).waitFor();
    await desk.room('Queue');
    await desk.row(LEARNER).getByText('Released').waitFor();
  });
});
