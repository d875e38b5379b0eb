import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAttemptBundle, FIRST_ATTEMPT } from '../builders/a-resubmission.ts';
import { aUnit } from '../builders/a-unit.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

type Focusable = 'grid' | 'button' | 'checkbox' | 'tab' | 'textbox' | 'searchbox';

/** What is done elsewhere with keys alone is not done again: marking whole work and releasing it, across, again, anonymous. */
describe('each flow is done once with the keyboard alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-keys-'));
  const unit = aUnit();
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await desk.assay.window.keyboard.press(key);
  };
  const type = (words: string) => desk.assay.window.keyboard.type(words);
  const sees = (words: string | RegExp) => desk.assay.window.getByText(words).first().waitFor();

  /** Presses Tab until that control has the focus, as somebody without a mouse would; a ring of 80 stops is too long. */
  async function tabTo(role: Focusable, name: string | RegExp): Promise<void> {
    const { window } = desk.assay;
    const wanted = window.getByRole(role, { name }).first();
    await wanted.waitFor();
    for (let stop = 0; stop < 80; stop += 1) {
      if (await wanted.evaluate((element) => element.contains(document.activeElement))) return;
      await press('Tab');
    }
    expect.fail(`Tab never came to ${role} ${name}`);
  }

  async function actAs(name: string): Promise<void> {
    await press('Control+k');
    await type(`act as ${name}`);
    await desk.assay.window.getByRole('option', { name: `Act as ${name}`, selected: true }).waitFor();
    await press('Enter');
    await desk.assay.window.getByRole('button', { name: new RegExp(`^${name}.*Act as someone`) }).waitFor();
  }

  it('from the welcome screen into the demo', async () => {
    await tabTo('button', /Look around the demo/);
    await press('Enter');
    await desk.assay.window.getByRole('grid', { name: 'Queue' }).waitFor({ timeout: 90_000 });
  });

  it('a filter of the queue, and a search in it', async () => {
    await sees(/^\d+ submissions$/);
    await tabTo('checkbox', /^To reconcile/);
    await press('Space');
    await sees('3 found');
    await press('Space');
    await sees(/^\d+ submissions$/);
    await press('/');
    await type('amara');
    await sees('1 found');
    await press('Escape');
    await sees(/^\d+ submissions$/);
  });

  it('a bundle, taken in by its key', async () => {
    await desk.willChoose(await anAttemptBundle(FIRST_ATTEMPT, { unit, learner: 'Okafor Bright' }));
    await press('Control+o');
    const preview = desk.dialog('Import');
    await preview.getByText('Okafor Bright').first().waitFor();
    await tabTo('button', /^Import$/);
    await press('Enter');
    await desk.dialog('Imported').getByText('Imported', { exact: true }).last().waitFor();
    await press('Escape');
    await desk.dialog().waitFor({ state: 'detached' });
    await desk.row('Okafor Bright').waitFor();
  });

  it('marks with a comment kept and put in again, feedback, submission and recall', async () => {
    const { window } = desk.assay;
    await actAs('Marit Oyelaran');
    await press('Control+1', '/');
    await type('okafor');
    await sees('1 found');
    await tabTo('grid', 'Queue');
    await press('ArrowDown', 'Enter');
    await window.getByRole('region', { name: 'Rubric' }).waitFor();
    await press('Shift+Digit1', '1', 'c');
    await type('No control is named.');
    await press('Escape', 'Control+Shift+s');
    await sees('Kept in the comment bank');
    await press('c', 'Control+a', 'Delete', 'Escape', '/');
    await window.getByRole('option', { name: /No control is named/ }).waitFor();
    await press('Enter');
    await expect
      .poll(() => window.getByRole('textbox', { name: 'Rationale' }).inputValue())
      .toContain('No control is named.');
    await press('Escape', 'Shift+Digit2', '2', 'Shift+Digit3', '1', '5', 'Enter', 'p');
    await type('Name a control for every hazard.');
    await press('Escape');
    await sees('Nothing is missing');
    await press('Control+Enter');
    await sees(/^Submitted /);
    await tabTo('button', 'Recall');
    await press('Enter');
    await window.getByRole('button', { name: /^Submit/ }).waitFor();
    expect(await window.getByRole('textbox', { name: 'Feedback to the learner' }).inputValue()).toContain(
      'Name a control',
    );
  });

  it('a disagreement is reconciled', async () => {
    const { window } = desk.assay;
    await actAs('Shirin Vasconcelos');
    await press('Control+2');
    await window.getByRole('heading', { level: 1, name: 'Moderate' }).waitFor();
    await tabTo('grid', /./);
    await press('Home', 'Enter');
    await window.getByRole('button', { name: /Record agreed outcome/ }).waitFor();
    await press('Alt+2');
    await sees(/^(\d+) of \1 settled$/);
    // A button that has the focus does not keep it from being recorded.
    await tabTo('button', /./);
    await press('Control+Enter');
    await sees(/^Agreed outcome recorded by Shirin/);
  });

  it('a file is verified', async () => {
    const { window } = desk.assay;
    const path = join(folder, 'credential.json');
    writeFileSync(
      path,
      '{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"]}',
    );
    await desk.willChoose(path);
    await actAs('Hannelore Achterberg');
    await press('Control+3');
    await tabTo('tab', /./);
    await press('End');
    await tabTo('button', 'Verify a file…');
    await press('Enter');
    await desk.dialog('Verification').waitFor();
    await press('Escape');
    await desk.dialog().waitFor({ state: 'detached' });
    await window.getByRole('tab', { name: 'Verify', selected: true }).waitFor();
  });

  it('a unit is opened in its guide, and left', async () => {
    const { window } = desk.assay;
    await press('Control+4');
    await tabTo('grid', 'Units');
    await press('Home', 'Enter');
    await window.getByRole('checkbox', { name: /^Mark without knowing/ }).waitFor();
    await press('Alt+ArrowLeft');
    await window.getByRole('grid', { name: 'Units' }).waitFor();
  });

  it('a person is appointed', async () => {
    await press('Control+5');
    await tabTo('button', 'Add on this machine…');
    await press('Enter');
    await desk.dialog().waitFor();
    await type('Noor van Dam');
    await press('Enter');
    await desk.dialog().waitFor({ state: 'detached' });
    await desk.row('Noor van Dam').waitFor();
  });

  it('an entry of the log is proved', async () => {
    const { window } = desk.assay;
    await press('Control+6');
    await window.getByRole('heading', { level: 1, name: 'Log' }).waitFor();
    await tabTo('grid', /./);
    await press('Home');
    const proof = window.getByRole('region', { name: 'Proof of the entry' });
    await proof.getByText('Holds').first().waitFor();
  });

  it('the look is changed, and every key is named in one sheet', async () => {
    const { window } = desk.assay;
    await press('Control+k');
    await type('high contrast');
    await window.getByRole('option', { name: /contrast/i, selected: true }).waitFor();
    await press('Enter');
    await expect.poll(() => window.evaluate(() => document.documentElement.dataset.theme)).toBe('contrast');
    await press('Shift+?');
    await desk.dialog('Keyboard').waitFor();
    await press('Escape');
    await desk.dialog().waitFor({ state: 'detached' });
  });
});
