import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const LEARNER = 'Elias Koskela';
const FIRST = 'Marit Oyelaran';
const PROVIDER = 'Hannelore Achterberg';

describe('a submission of which somebody is to judge some criteria', () => {
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
  });
  afterAll(() => desk?.assay.close());

  it('is allocated with those that are ticked, and not with none', async () => {
    const { window } = desk.assay;
    await desk.row(LEARNER).click();
    await window.keyboard.press('Space');
    await window.getByRole('toolbar', { name: '1 chosen' }).waitFor();
    await window.getByRole('button', { name: 'Allocate…' }).click();
    const form = desk.dialog('Allocate 1 submission');
    await form.getByRole('button', { name: /Choose an assessor/ }).click();
    await window.getByRole('option', { name: FIRST }).click();
    await form.getByRole('radio', { name: 'Some' }).click();
    const allocate = form.getByRole('button', { name: 'Allocate', exact: true });
    expect(await allocate.isDisabled()).toBe(true);
    await form.getByText('Design and data model').click();
    await allocate.click();
    await form.getByText(`1 submission is allocated to ${FIRST}.`).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await window.getByRole('button', { name: 'Untick all' }).click();
  });

  it('shows whoever is to mark it what is not theirs, and takes no mark there', async () => {
    const { window } = desk.assay;
    await desk.actAs(FIRST);
    await desk.openSubmission(LEARNER);
    const rubric = window.getByRole('region', { name: 'Rubric' });
    await rubric.getByText('Not yours to judge').first().waitFor();
    await window.keyboard.press('j');
    await rubric.getByText(/this one is not yours to judge/).waitFor();
    await window.keyboard.press('2');
    await window.getByText('0 of 1 judged').waitFor();
    await benchAt(desk).openCriterion('Design and data model');
    await window.keyboard.press('3');
    await window.getByText('Nothing is missing').waitFor();
    await window.getByRole('button', { name: /^Submit/ }).click();
    await window
      .getByText(/Submitted/)
      .first()
      .waitFor();
  });

  it('is partly marked until others have judged the rest', async () => {
    await desk.room('Queue');
    await desk.row(LEARNER).getByText('1/1').waitFor();
    await desk.actAs(PROVIDER);
    await desk.row(LEARNER).getByText('Partly marked').waitFor();
  });
});
