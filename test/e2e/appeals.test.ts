import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { type Desk, deskAt } from './desk.ts';
import { problemsFound } from './find-problems.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

/** In the demo the provider had no part in any outcome, so they may deal with the whole appeal. */
describe('an appeal, from the release to the next one', () => {
  let desk: Desk;
  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
  });
  afterAll(() => desk?.assay.close());

  async function look(name: string) {
    if (!process.env.SHOTS) return;
    for (const theme of ['dark', 'light'] as const) {
      await desk.assay.window.emulateMedia({ colorScheme: theme });
      await desk.assay.window.screenshot({ path: `${process.env.SHOTS}/${name}-${theme}.png` });
    }
  }
  const button = (name: string | RegExp) => desk.assay.window.getByRole('button', { name });

  async function release(label: string) {
    const { window } = desk.assay;
    await desk.room('Results');
    await window.getByText(/^To export/).click();
    await window.getByText('Select all').click();
    await button(/^Export \d/).click();
    const form = desk.dialog('Export a batch');
    await desk.willChoose(await aTempFolder());
    await form.getByLabel('Batch name').fill(label);
    await form.getByRole('button', { name: 'Choose a folder…' }).click();
    await form.getByRole('button', { name: /Sign and export/ }).click();
    await form.getByText(/results? signed and written/).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
  }

  it('is lodged from the queue, about what was released', async () => {
    const { window } = desk.assay;
    await desk.room('Moderate');
    await window.getByRole('tab', { name: 'Appeals' }).click();
    await window.getByText('Nobody has appealed').waitFor();
    await look('appeals-empty');
    await release('July');
    await desk.room('Queue');
    await desk.row('Released').first().click();
    await button('Lodge an appeal').click();
    const form = desk.dialog(/^Lodge an appeal about/);
    await form.getByRole('textbox', { name: 'What it is about' }).fill('The last page was not looked at.');
    await look('appeal-lodge');
    await form.getByRole('button', { name: 'Lodge an appeal' }).click();
    await window.getByRole('region', { name: 'About this appeal' }).waitFor();
    await window.getByText('Lodged', { exact: true }).waitFor();
  });

  it('is checked, and the process chosen', async () => {
    const { window } = desk.assay;
    await button('Record the check…').click();
    await look('appeal-check');
    await desk.dialog('Clerical check').getByRole('button', { name: 'Record' }).click();
    await button('Choose the process…').click();
    const form = desk.dialog('How is the appeal dealt with?');
    await look('appeal-choose');
    await form.getByText('Review of the marking').click();
    await form.getByRole('button', { name: 'Record' }).click();
    await window.getByText('Under review', { exact: true }).waitFor();
    expect(await problemsFound(desk)).toEqual([]);
  });

  it('changes what is chosen criterion by criterion, says why, and is closed', async () => {
    const { window } = desk.assay;
    await button('Decide…').click();
    const form = desk.dialog('Decide the appeal');
    await form.getByText(/^No criterion changes/).waitFor();
    await form.getByRole('textbox', { name: 'Reason' }).fill('All was looked at.');
    await form.getByText('Uphold the outcome').click();
    await look('appeal-decide');
    await form.getByRole('button', { name: 'Record' }).click();
    await window.getByText('Outcome upheld').first().waitFor();
    await look('appeal-decided');
    await button('Close the appeal…').click();
    await desk.dialog('Close the appeal?').getByRole('button', { name: 'Close the appeal' }).click();
    await window.getByText('Closed', { exact: true }).waitFor();
    await button('Back to the appeals').click();
    await window.getByRole('grid', { name: 'Appeals' }).getByText('Closed').waitFor();
    await look('appeals-list');
    await desk.room('Queue');
    await desk.row('Released').first().waitFor();
  });
});
