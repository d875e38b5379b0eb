import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { anAttemptBundle, FIRST_ATTEMPT } from '../builders/a-resubmission.ts';
import { aUnit } from '../builders/a-unit.ts';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const PASSPHRASE = 'correct horse battery';
const LEARNER = 'Okafor Bright';
const PROVIDER = 'Ada Quill';
const ASSESSOR = 'Ida Brandt';

/** Two machines that only ever exchange files: a provider, and somebody who is invited to assess. */
describe('two desks and the files between them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-desks-'));
  const file = (name: string) => join(folder, name);
  const unit = aUnit();
  let provider: Desk;
  let assessor: Desk;
  let words: readonly string[];

  pictureFailures(() => assessor.assay);
  beforeAll(async () => {
    provider = deskAt(await launchAssay());
    await provider.isWelcomed();
    await provider.startWorkspace({
      person: PROVIDER,
      provider: 'Riverside Training',
      name: 'Winter term',
      passphrase: PASSPHRASE,
    });
    assessor = deskAt(await launchAssay());
    await assessor.isWelcomed();
  });
  afterAll(async () => {
    await provider?.assay.close();
    await assessor?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a provider takes in what a learner handed in', async () => {
    await provider.willChoose(await anAttemptBundle(FIRST_ATTEMPT, { unit, learner: LEARNER }));
    await provider.assay.window.keyboard.press('Control+o');
    await provider.dialog('Import').getByRole('button', { name: 'Import', exact: true }).click();
    await provider.dialog('Imported').getByRole('button', { name: 'Close' }).last().click();
    await provider.row(LEARNER).waitFor();
  });

  it('somebody alone is told calmly what the second person changes, and invites them with a file', async () => {
    const { window } = provider.assay;
    await provider.room('People');
    await window.getByText(/provider, assessor and moderator at once/).waitFor();
    await window.getByRole('button', { name: 'Invite somebody…' }).click();
    const form = provider.dialog('Invite somebody');
    await form.getByText(/nobody moderates their own marks/).waitFor();
    await form.getByLabel('Name').fill(ASSESSOR);
    await provider.willSaveAs(file('invitation.assay'));
    await form.getByRole('button', { name: 'Save the invitation…' }).click();
    await form.getByText('“invitation.assay” is saved.').waitFor();
    await form.getByText(`Send the file to ${ASSESSOR}`).waitFor();
    await window.keyboard.press('Escape');
    await provider.dialog().waitFor({ state: 'detached' });
    expect(existsSync(file('invitation.assay'))).toBe(true);
  });

  it('whoever gets it drops it on the welcome screen and joins, with a key of their own', async () => {
    await assessor.drop(file('invitation.assay'));
    const form = assessor.dialog('Join “Winter term”');
    await form.getByText(`${PROVIDER} asks you to join “Winter term” as assessor.`).waitFor();
    expect(await form.getByLabel('Your name').inputValue()).toBe(ASSESSOR);
    await form.getByLabel('Passphrase').fill(PASSPHRASE);
    await assessor.willSaveAs(file('acceptance.assay'));
    await form.getByRole('button', { name: 'Join and save the acceptance…' }).click();
    const done = assessor.dialog('You are almost in');
    await done.getByText(`Send the file “acceptance.assay” back to ${PROVIDER}.`).waitFor();
    words = await wordsIn(done, 'Your six words');
    expect(words).toHaveLength(6);
    await done.getByRole('button', { name: 'Look around' }).click();
    await assessor.assay.window.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  });

  it('the provider admits them only once both have compared the same six words', async () => {
    await provider.drop(file('acceptance.assay'));
    const form = provider.dialog(`Admit ${ASSESSOR}`);
    await form.getByText(`${ASSESSOR} accepted your invitation.`).waitFor();
    expect(await wordsIn(form, `Six words of ${ASSESSOR}`)).toEqual(words);
    const appoint = form.getByRole('button', { name: 'Appoint' });
    expect(await appoint.isDisabled()).toBe(true);
    await form.getByText('We compared these words aloud').click();
    await appoint.click();
    await provider.dialog('Appointed').getByText(`${ASSESSOR} is appointed.`).waitFor();
  });

  it('and sends them the work that is allocated to them: two clicks, then where it is saved', async () => {
    const { window } = provider.assay;
    await provider.dialog('Appointed').getByRole('button', { name: 'Go to the queue' }).click();
    await provider.row(LEARNER).click();
    await window.keyboard.press('Space');
    await window.getByRole('button', { name: 'Allocate…' }).click();
    const allocate = provider.dialog('Allocate 1 submission');
    await allocate.getByRole('button', { name: /Choose an assessor/ }).click();
    await window.getByRole('option', { name: ASSESSOR }).click();
    await allocate.getByRole('button', { name: 'Allocate', exact: true }).click();
    await allocate.getByText(`1 submission is allocated to ${ASSESSOR}.`).waitFor();
    await provider.willSaveAs(file('work.assay'));
    await allocate.getByRole('button', { name: 'Send the work…' }).click();
    const form = provider.dialog('Send');
    await form
      .getByRole('region', { name: 'Holds' })
      .getByText(/1 submission/)
      .waitFor();
    expect(await form.getByRole('button', { name: /Work to assess/ }).count()).toBe(1);
    expect(await form.getByRole('checkbox', { name: `Only ${ASSESSOR} can open it.` }).isChecked()).toBe(
      true,
    );
    await form.getByRole('button', { name: 'Save as…' }).click();
    await form.getByText(/“work\.assay” is saved/).waitFor();
    await form.getByText(`Only ${ASSESSOR} can open it.`).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
  });

  it('takes it in after a look at what it adds, and what else came with it is not lost', async () => {
    const { window } = assessor.assay;
    writeFileSync(file('note.txt'), 'Please have a look at this first.');
    await assessor.drop(file('work.assay'), file('note.txt'));
    const preview = assessor.dialog('Work to assess');
    await preview.getByText(PROVIDER).waitFor();
    await preview.getByText('Known here').waitFor();
    await preview.getByText('Encrypted').waitFor();
    await preview
      .getByText(/1 submission/)
      .first()
      .waitFor();
    await preview.getByText('1 other file came with it.').waitFor();
    await preview.getByRole('button', { name: 'Take in' }).click();
    const taken = assessor.dialog('Taken in');
    await taken.getByText(/^Added: /).waitFor();
    await taken.getByRole('button', { name: 'Show the queue' }).click();
    await assessor.row(LEARNER).waitFor();
    expect(await window.getByRole('button', { name: /^Ida Brandt, assessor/ }).count()).toBe(1);
  });

  it('a package that was taken in before adds nothing, and says so', async () => {
    await assessor.drop(file('work.assay'));
    const preview = assessor.dialog('Work to assess');
    await preview.getByText('Nothing new: everything in it is here already.').waitFor();
    await preview.getByRole('button', { name: 'Take in' }).click();
    const taken = assessor.dialog('Taken in');
    await taken.getByText('Was already here; nothing changed').waitFor();
    await assessor.assay.window.keyboard.press('Escape');
    await taken.waitFor({ state: 'detached' });
  });

  it('the judgments go back by keyboard alone', async () => {
    const { window } = assessor.assay;
    await judge(assessor);
    await assessor.willSaveAs(file('judgments.assay'));
    await window.keyboard.press('Control+Shift+E');
    const form = assessor.dialog('Send');
    await form
      .getByRole('region', { name: 'Holds' })
      .getByText(/1 assessment/)
      .waitFor();
    await tabTo(assessor, form.getByRole('button', { name: 'Save as…' }));
    await window.keyboard.press('Enter');
    await form.getByText(/“judgments\.assay” is saved/).waitFor();
    await window.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });

    await provider.willChoose(file('judgments.assay'));
    await provider.assay.window.keyboard.press('Control+o');
    const preview = provider.dialog('Judgments');
    await preview
      .getByText(/1 assessment/)
      .first()
      .waitFor();
    await tabTo(provider, preview.getByRole('button', { name: 'Take in' }));
    await provider.assay.window.keyboard.press('Enter');
    await provider
      .dialog('Taken in')
      .getByText(/^Added: /)
      .waitFor();
    await provider.assay.window.keyboard.press('Escape');
    await provider.room('Queue');
    await provider.row(LEARNER).getByText('Provisional').waitFor();
  });

  it('one that was changed on the way is named, and not taken in', async () => {
    const bytes = new Uint8Array(120_000).fill(7);
    bytes.set([...'age-encryption.org/v1\n'].map((letter) => letter.charCodeAt(0)));
    writeFileSync(file('changed.assay'), bytes);
    await provider.drop(file('changed.assay'));
    const preview = provider.dialog();
    await preview.getByText('Cannot be taken in').waitFor();
    expect(await preview.getByRole('button', { name: 'Take in' }).count()).toBe(0);
    await provider.assay.window.keyboard.press('Escape');
    await preview.waitFor({ state: 'detached' });
  });

  it('one that is locked is opened with the key of the workspace it is for', async () => {
    const { window } = provider.assay;
    await window.getByRole('button', { name: 'Winter term' }).click();
    await window.getByRole('menuitem', { name: 'Close workspace' }).click();
    await provider.isWelcomed();
    await provider.drop(file('judgments.assay'));
    const preview = provider.dialog();
    await preview.getByText('Its key may lie in another workspace of this machine:').waitFor();
    await preview.getByRole('button', { name: 'Open “Winter term”' }).click();
    await preview.getByLabel('Passphrase').fill(PASSPHRASE);
    await preview.getByRole('button', { name: 'Open “Winter term”' }).click();
    await provider.dialog('Judgments').getByText('Nothing new').waitFor();
    await window.keyboard.press('Escape');
    await window.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  });

  it('a file that is double-clicked is looked at, too', async () => {
    const opened = deskAt(await launchAssay({ args: [file('invitation.assay')] }));
    await opened.dialog('Join “Winter term”').waitFor();
    await opened.assay.close();
  });

  async function judge({ assay: { window } }: Desk): Promise<void> {
    const call = (method: string, input: unknown) =>
      window.evaluate(([name, value]) => Reflect.get(globalThis, 'assay').call[name](value), [
        method,
        input,
      ] as const);
    const { value } = await call('queue.list', {
      filter: {},
      sort: { by: 'received', descending: true },
      offset: 0,
      limit: 1,
    });
    const { submission } = value.rows[0];
    expect(await call('drafts.save', { submission, draft: aDraft(allMet(unit)), revision: 0 })).toMatchObject(
      {
        ok: true,
      },
    );
    const submitted = await call('assessments.submit', { command: randomUUID(), submission, revision: 1 });
    expect(submitted).toMatchObject({ ok: true });
  }
});

async function wordsIn(dialog: Locator, label: string): Promise<readonly string[]> {
  const list = dialog.getByRole('list', { name: label });
  await list.waitFor();
  return list.getByRole('listitem').allInnerTexts();
}

/** Presses Tab until that control has the focus, as somebody without a mouse would. */
async function tabTo({ assay: { window } }: Desk, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let stop = 0; stop < 40; stop += 1) {
    if (await wanted.evaluate((element) => element.contains(document.activeElement))) return;
    await window.keyboard.press('Tab');
  }
  expect.fail('Tab never came there');
}
