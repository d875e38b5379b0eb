import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const UNIT = /^SITE-204/;

/** In the demo the provider marks nothing, so they may look at everybody's work. */
describe('a batch, from its opening to its confirmation', () => {
  let desk: Desk;
  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
    await desk.room('Moderate');
    await desk.assay.window.getByRole('tab', { name: 'Batches' }).click();
  });
  afterAll(() => desk?.assay.close());

  const step = async (name: RegExp) => {
    const { window } = desk.assay;
    await window.getByRole('button', { name }).click();
    await desk.dialog().getByRole('button', { name }).click();
    await desk.dialog().waitFor({ state: 'detached' });
  };
  const isAt = (state: string) =>
    desk.assay.window.locator('[aria-current="step"]', { hasText: state }).waitFor();
  /** Where one says what one thinks of the chosen item. */
  const pane = () => desk.assay.window.getByRole('region', { name: /^What is said of/ });
  const members = () => desk.assay.window.getByRole('grid', { name: 'Submissions of the batch' });
  const toLookAt = () => members().getByRole('row').filter({ hasText: 'To look at' });

  it('is opened for a unit, and holds what is settled once marking is closed', async () => {
    const { window } = desk.assay;
    await window.getByRole('button', { name: 'Open a batch…' }).click();
    const form = desk.dialog('Open a batch');
    await form.getByRole('button', { name: /Unit/ }).click();
    await window.getByRole('option', { name: UNIT }).click();
    await form.getByRole('button', { name: 'Open batch' }).click();
    await window.getByText('Marking is still open').waitFor();
    await step(/^Close marking/);
    await isAt('Marking closed');
    expect(await members().getByRole('row').count()).toBeGreaterThan(2);
  });

  it('shows what a rule would draw before it is drawn, and why of each that was', async () => {
    const { window } = desk.assay;
    await window.getByRole('button', { name: 'Draw the sample…' }).click();
    const form = desk.dialog('Draw the sample');
    const said = form.getByRole('status');
    await expect.poll(() => said.textContent()).toMatch(/^About \d+ of \d+ would be drawn$/);
    await form.getByText('All that are not yet passed').click();
    await form.getByRole('button', { name: 'Draw the sample…' }).click();
    await isAt('Sample drawn');
    await members().getByText('It has the highest mark.').waitFor();
    await window.getByText('What the sample has seen (CAMERA)').waitFor();
  });

  it('goes on to the next item after each verdict; what is returned keeps the batch from being confirmed', async () => {
    const { window } = desk.assay;
    const count = await toLookAt().count();
    expect(count).toBeGreaterThan(1);
    await toLookAt().first().click();
    await pane().getByText('Agree with advice').first().click();
    await window.getByRole('textbox', { name: 'Advice' }).fill('Name the edition of the standard.');
    await window.getByRole('button', { name: 'Record' }).click();
    await isAt('Verifying');
    await expect.poll(() => toLookAt().count()).toBe(count - 1);
    await pane().getByText('Return', { exact: true }).first().click();
    const record = window.getByRole('button', { name: 'Record' });
    expect(await record.isDisabled()).toBe(true);
    await window.getByRole('textbox', { name: 'Action 1' }).fill('Prove dead at the point of work again.');
    await record.click();
    await members().getByText('Return', { exact: true }).waitFor();
    for (let left = count - 2; left > 0; left -= 1) {
      await pane().getByText('Agree', { exact: true }).first().click();
      await window.getByRole('button', { name: 'Record' }).click();
      await expect.poll(() => toLookAt().count()).toBe(left - 1);
    }
    await window.getByText('One submission was returned and has not been verified since.').waitFor();
    expect(await window.getByRole('button', { name: 'Confirm batch…' }).count()).toBe(0);
  });

  it('is confirmed once the item was looked at again and agreed with', async () => {
    const { window } = desk.assay;
    await members().getByText('Return', { exact: true }).click();
    await window.getByText('Prove dead at the point of work again.').waitFor();
    await pane().getByText('Agree', { exact: true }).first().click();
    await window.getByRole('button', { name: 'Record' }).click();
    await step(/^Confirm batch/);
    await isAt('Confirmed');
    await desk.room('Results');
    await desk.row('SITE-204').filter({ hasText: 'Confirmed' }).first().waitFor();
  });

  it('is opened again only as a new version, with a reason', async () => {
    const { window } = desk.assay;
    await desk.room('Moderate');
    await window.getByRole('tab', { name: 'Batches' }).click();
    await desk.row('SITE-204').dblclick();
    await window.getByRole('button', { name: 'Reopen…' }).click();
    const form = desk.dialog();
    await form.getByRole('textbox').fill('A late submission came in.');
    await form.getByRole('button', { name: 'Reopen…' }).click();
    await isAt('Open');
    await window.getByText('version 2').first().waitFor();
  });
});
