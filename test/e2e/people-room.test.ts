import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const ASSESSOR = 'Marit Oyelaran';
const LEARNER = 'Elias Koskela';

describe('people', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-people-'));
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
    await desk.room('People');
    await desk.row(ASSESSOR).click();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const pane = (name = ASSESSOR) => desk.assay.window.getByRole('region', { name: `About ${name}` });

  it('are known by what they may do, and by the six words of each key', async () => {
    const about = pane();
    await about.getByText('Current').waitFor();
    const words = about.getByRole('list', { name: `Six words of ${ASSESSOR}` });
    expect(await words.getByRole('listitem').count()).toBe(6);
  });

  it('may not judge a learner with whom somebody says they have a conflict of interest', async () => {
    await pane().getByRole('button', { name: 'Declare one…' }).click();
    const form = desk.dialog('Declare a conflict of interest');
    await form.getByRole('searchbox', { name: 'Learner' }).fill('elias');
    await form.getByRole('option', { name: LEARNER }).click();
    await form.getByLabel('Reason').fill('Is their tutor.');
    await form.getByRole('button', { name: 'Declare', exact: true }).click();
    await pane().getByText('Is their tutor.').waitFor();

    await desk.room('Queue');
    await desk.actAs(ASSESSOR);
    await desk.row(LEARNER).dblclick();
    await desk.assay.window.getByText(/You can read this, not mark it\..*conflict/i).waitFor();
    await desk.room('Queue');
    await desk.actAs('Hannelore Achterberg');
    await desk.room('People');
    await desk.row(ASSESSOR).click();
  });

  it('until it is withdrawn, with a reason', async () => {
    await pane().getByRole('button', { name: 'Withdraw…' }).click();
    const form = desk.dialog('Withdraw the conflict of interest');
    await form.getByLabel('Reason').fill('Changed groups.');
    await form.getByRole('button', { name: 'Withdraw it' }).click();
    await pane().getByText('None declared.').waitFor();
  });

  it('lose an appointment with a reason, and are appointed anew, by keyboard', async () => {
    const { keyboard } = desk.assay.window;
    await pane().getByRole('button', { name: 'End…' }).focus();
    await keyboard.press('Enter');
    await desk.dialog('End the appointment').waitFor();
    await keyboard.type('Left in autumn.');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await pane().getByText('Ended', { exact: true }).waitFor();
    await pane()
      .getByText(/Left in autumn\./)
      .waitFor();
    await desk.row(ASSESSOR).getByText('No role today').waitFor();

    await pane().getByRole('button', { name: 'Renew…' }).focus();
    await keyboard.press('Enter');
    const form = desk.dialog(`Appoint ${ASSESSOR}`);
    await form.getByRole('button', { name: 'Appoint' }).focus();
    await keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await pane().getByText('Current').waitFor();
  });

  it('become trainees, which everybody sees', async () => {
    await pane().getByRole('button', { name: 'Appoint to something else…' }).click();
    const form = desk.dialog(`Appoint ${ASSESSOR}`);
    await form.getByText('Trainee').click();
    await form.getByRole('button', { name: 'Appoint' }).click();
    await form.waitFor({ state: 'detached' });
    await pane()
      .getByText(/ · Trainee$/)
      .waitFor();
  });

  it.each([
    ['Add another device…', 'Add another device', 'device.assay'],
    ['Replace a lost key…', 'Replace a lost key', 'replacement.assay'],
  ])('get another key by a file: %s', async (button, title, name) => {
    await pane().getByRole('button', { name: button }).click();
    const form = desk.dialog(title);
    await desk.willSaveAs(join(folder, name));
    await form.getByRole('button', { name: 'Save the invitation…' }).click();
    await form.getByText(`“${name}” is saved.`).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await form.waitFor({ state: 'detached' });
    expect(existsSync(join(folder, name))).toBe(true);
  });
});
