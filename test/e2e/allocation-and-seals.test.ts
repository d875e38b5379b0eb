import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { benchAt } from './bench.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const LEARNER = 'Elias Koskela';
const FIRST = 'Marit Oyelaran';
const SECOND = 'Gareth Pham';
const PROVIDER = 'Hannelore Achterberg';
const MARKS = ['2', '3', '2', '3', '2', '8', '2'];

describe('work that is allocated, and sealed', () => {
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
  });
  afterAll(() => desk?.assay.close());

  async function allocate(person: string, as: 'First marker' | 'Second marker'): Promise<void> {
    const { window } = desk.assay;
    const form = desk.dialog('Allocate 1 submission');
    await window.getByRole('button', { name: 'Allocate…' }).click();
    await form.getByRole('button', { name: /Choose an assessor/ }).click();
    await window.getByRole('option', { name: person }).click();
    await form.getByRole('radio', { name: as }).click();
    await form.getByText('Sealed', { exact: true }).click();
    await form.getByLabel('Due').fill('2099-06-30');
    await form.getByRole('button', { name: 'Allocate', exact: true }).click();
    await form.getByText(`1 submission is allocated to ${person}.`).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await form.waitFor({ state: 'detached' });
  }

  async function mark(): Promise<void> {
    const { keyboard } = desk.assay.window;
    await benchAt(desk).openCriterion('Design and data model');
    for (const key of MARKS) {
      await keyboard.press(key);
      if (key === '8') await keyboard.press('Enter');
      await keyboard.press('n');
    }
    await desk.assay.window.getByText('Nothing is missing').waitFor();
  }

  it('is allocated to whom, as what and by when, for all that are ticked', async () => {
    const { window } = desk.assay;
    await desk.row(LEARNER).click();
    await window.keyboard.press('Space');
    await window.getByRole('toolbar', { name: '1 chosen' }).waitFor();
    await allocate(FIRST, 'First marker');
    await allocate(SECOND, 'Second marker');
    const summary = window.getByRole('region', { name: `About ${LEARNER}’s submission` });
    const allocated = summary.getByRole('region', { name: 'Allocated' });
    await allocated.getByText('first · sealed · due 30 Jun 2099').waitFor();
    await allocated.getByText('second · sealed · due 30 Jun 2099').waitFor();
    expect(await allocated.getByText('To do').count()).toBe(2);
    await window.getByRole('button', { name: 'Untick all' }).click();
  });

  it('is sealed, not submitted: nobody reads it before the other seal is in', async () => {
    const { window } = desk.assay;
    await desk.actAs(FIRST);
    await desk.openSubmission(LEARNER);
    await window.getByText('Due 30 Jun 2099').waitFor();
    await window.getByText(/This is allocated sealed/).waitFor();
    await mark();
    await window.getByRole('button', { name: /^Seal/ }).click();
    await window.getByText('Your assessment is sealed. It opens when 1 more seal is in.').waitFor();
    expect(await window.getByRole('button', { name: /^(Seal|Submit|Recall)/ }).count()).toBe(0);
    // One reads one's own.
    await window.getByRole('region', { name: 'Rubric' }).getByText('Met').first().waitFor();
  });

  it('opens by itself once every seal is in', async () => {
    const { window } = desk.assay;
    await desk.room('Queue');
    await desk.actAs(SECOND);
    await desk.openSubmission(LEARNER);
    await mark();
    await window.keyboard.press('Control+Enter');
    await window.getByText(/^Submitted /).waitFor();
    await desk.room('Queue');
    await desk.actAs(PROVIDER);
    await desk.row(LEARNER).getByText('2 / 2').waitFor();
  });

  it('can be withdrawn, with a reason', async () => {
    const { window } = desk.assay;
    await desk.row('Rashid').click();
    await window.getByRole('grid', { name: 'Queue' }).focus();
    await window.keyboard.press('Space');
    await allocate(FIRST, 'First marker');
    await window.getByRole('button', { name: `Withdraw the allocation to ${FIRST}` }).click();
    const form = desk.dialog('Withdraw the allocation');
    await form.getByLabel('Reason').fill('Too much to do.');
    await form.getByRole('button', { name: 'Withdraw it' }).click();
    await form.waitFor({ state: 'detached' });
    await window.getByRole('region', { name: 'Allocated' }).waitFor({ state: 'detached' });
  });

  it('is given out evenly, by lot, to all who may mark it, as many times as it is to be marked', async () => {
    const { window } = desk.assay;
    const form = desk.dialog('Allocate 3 submissions');
    await window.getByRole('button', { name: 'Untick all' }).click();
    for (const learner of ['Rashid', 'Viktor', 'Nadia']) {
      await desk.row(learner).click();
      await window.getByRole('grid', { name: 'Queue' }).focus();
      await window.keyboard.press('Space');
    }
    await window.getByRole('button', { name: 'Allocate…' }).click();
    await form.getByRole('radio', { name: 'Evenly, by lot' }).click();
    // Whoever is to mark it themselves is not told who else does.
    await form.getByText(PROVIDER).click();
    await form.getByRole('radio', { name: 'Two' }).click();
    await form.getByLabel('Seed', { exact: true }).fill('June');
    await form.getByText(/^2 allocations would be made. 2 submissions have/).waitFor();
    await form.getByRole('button', { name: 'Allocate', exact: true }).click();
    await form.getByText('2 allocations were made.').waitFor();
    await form
      .getByRole('button', { name: /^Send .* the work…$/ })
      .first()
      .waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await desk.row('Rashid').click();
    const allocated = window.getByRole('region', { name: 'Allocated' });
    await allocated.getByText('first', { exact: true }).waitFor();
    await allocated.getByText('second', { exact: true }).waitFor();
  });

  it('is given out as a table says that was saved here and filled in', async () => {
    const { window } = desk.assay;
    const form = desk.dialog('Allocate 3 submissions');
    const path = join(await aTempFolder(), 'allocations.csv');
    await desk.willSaveAs(path);
    await window.getByRole('button', { name: 'Allocate…' }).click();
    await form.getByRole('radio', { name: 'As a table says' }).click();
    await form.getByRole('button', { name: 'Save 3 as a table…' }).click();
    await form.getByText(/^allocations.csv is saved/).waitFor();
    const [header, first = '', second = ''] = readFileSync(path, 'utf8').split('\r\n');
    const moved = first.replace(/,(first|second),no,/, ',$1,no,2099-01-31');
    writeFileSync(path, [header, moved, second.replace(/,(first|second),/, ',third,')].join('\r\n'));
    await desk.willChoose(path);
    await form.getByRole('button', { name: 'Read a table…' }).click();
    await form.getByText('1 allocation would be made.').waitFor();
    await form.getByText('Row 3: “third” is not “first” or “second”.').waitFor();
    await form.getByRole('button', { name: 'Allocate', exact: true }).click();
    await form.getByText('1 allocation was made.').waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
  });
});
