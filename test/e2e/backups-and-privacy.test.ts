import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, deskAt } from './desk.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const LEARNER = 'Daniel Okonkwo-Weir';
const KEPT = 'Leilani Kahananui';

describe('what is kept, and what is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-kept-'));
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.isWelcomed();
    await desk.openDemo();
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function openBackups() {
    const { window } = desk.assay;
    await window.getByRole('button', { name: 'Autumn 2026 (demo)' }).click();
    await window.getByRole('menuitem', { name: 'Backups…' }).click();
    const list = desk.dialog('Backups');
    await list.waitFor();
    return list;
  }

  it('a copy is made when one is asked for', async () => {
    const list = await openBackups();
    await list.getByRole('button', { name: 'Back up now' }).click();
    await list.getByRole('cell', { name: 'Copy' }).first().waitFor();
    expect(await list.getByRole('button', { name: /^Restore the copy of/ }).count()).toBeGreaterThan(0);
    await desk.assay.window.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
  });

  it('everything about a learner is handed out as files', async () => {
    const { window } = desk.assay;
    const out = join(folder, 'handed-out');
    mkdirSync(out);
    await desk.willChoose(out);
    await desk.row(LEARNER).click();
    await window.getByRole('button', { name: 'Personal data…' }).click();
    await window.getByRole('menuitem', { name: /^Export what is kept/ }).click();
    const done = desk.dialog(`What is kept about ${LEARNER}`);
    await done.getByText(/files are written to/).waitFor({ timeout: 60_000 });
    expect(readdirSync(out).length).toBeGreaterThan(0);
    await done.getByRole('button', { name: 'Close' }).last().click();
  });

  it('it is erased only for who types the name, and says what stays', async () => {
    const { window } = desk.assay;
    await window.getByRole('button', { name: 'Personal data…' }).click();
    await window.getByRole('menuitem', { name: /^Erase what is kept/ }).click();
    const form = desk.dialog(`Erase what is kept about ${LEARNER}`);
    await form.getByRole('heading', { name: 'What stays' }).waitFor();
    await form.getByLabel('Reason').fill('Asked for it on 3 March.');
    const erase = form.getByRole('button', { name: 'Erase' });
    await form.getByLabel(/^Type/).fill('Daniel');
    expect(await erase.isDisabled()).toBe(true);
    await form.getByLabel(/^Type/).fill(LEARNER);
    await erase.click();
    await form.getByText(/is erased\./).waitFor();
    await form.getByText(/older ones? that held it (was|were) removed/).waitFor();
    await form.getByRole('button', { name: 'Close' }).last().click();
    await window.getByText('15 submissions').waitFor();
    expect(await desk.row(LEARNER).count()).toBe(0);
    expect(await desk.row(KEPT).count()).toBeGreaterThan(0);
  });

  it('the ledger holds as before', async () => {
    const { window } = desk.assay;
    await desk.room('Log');
    await window.getByRole('button', { name: 'Verify ledger' }).click();
    await desk
      .dialog('Verify ledger')
      .getByText(/records are intact/)
      .waitFor({ timeout: 60_000 });
    await window.keyboard.press('Escape');
  });

  it('restoring an older copy says what it means, and does not bring the learner back', async () => {
    const { window } = desk.assay;
    const list = await openBackups();
    await list
      .getByRole('button', { name: /^Restore the copy of/ })
      .first()
      .click();
    const form = desk.dialog(/^Restore the copy of/);
    await form.getByText(/What is here now is kept beside it/).waitFor();
    await form.getByRole('button', { name: 'Restore', exact: true }).click();
    await form.waitFor({ state: 'detached', timeout: 60_000 });
    await desk.room('Queue');
    await window.getByText('15 submissions').waitFor();
    expect(await desk.row(LEARNER).count()).toBe(0);
    const after = await openBackups();
    await after.getByText('Kept when another was restored').waitFor();
  });

  it('a backup for another disk is locked with a passphrase, and comes back by that alone', async () => {
    const { window, userData } = desk.assay;
    const passphrase = 'the day the laptop fell';
    const file = join(folder, 'all.assay');
    await window.keyboard.press('Escape');
    const list = await openBackups();
    await list.getByRole('button', { name: 'Save one elsewhere…' }).click();
    const made = desk.dialog('Send');
    const save = made.getByRole('button', { name: 'Save as…' });
    await made.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await made.getByLabel('The same again').fill('the day the laptop sank');
    await made.getByText('This is not the same passphrase.').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await made.getByLabel('The same again').fill(passphrase);
    await desk.willSaveAs(file);
    await save.click();
    await made.getByText(/“all\.assay” is saved .* Only whoever knows the passphrase/).waitFor();
    await made.getByRole('button', { name: 'Close' }).last().click();
    await made.waitFor({ state: 'detached' });
    expect(readFileSync(file, 'latin1')).not.toContain('did:key');

    await desk.drop(file);
    const form = desk.dialog('Restore a backup');
    const restore = form.getByRole('button', { name: 'Restore and open' });
    await form.getByLabel('Passphrase').fill('the day it rained');
    await restore.click();
    await form.getByText('This is not the passphrase that this backup was encrypted with.').waitFor();
    expect(readdirSync(join(userData, 'workspaces'))).toEqual(['demo']);
    await form.getByLabel('Passphrase').fill(passphrase);
    await restore.click();
    await form.waitFor({ state: 'detached', timeout: 60_000 });
    expect(readdirSync(join(userData, 'workspaces'))).toHaveLength(2);
    await window.getByText('15 submissions').waitFor();
    expect(await desk.row(KEPT).count()).toBeGreaterThan(0);
    expect(desk.assay.log.join('')).not.toContain(passphrase);
  });
});
