import { join } from 'node:path';
import type { Desk } from './desk.ts';

const PASSPHRASE = 'correct horse battery';

/**
 * Two copies of one workspace wrote on with the same key, as when a backup is restored on another machine: the first
 * lies open, and the package that is returned holds what the second wrote.
 */
export async function aFork(desk: Desk, folder: string): Promise<string> {
  const { window } = desk.assay;
  await desk.startWorkspace({
    person: 'Ada Quill',
    provider: 'Riverside Training',
    name: 'Forked term',
    passphrase: PASSPHRASE,
  });
  const backup = join(folder, 'backup.assay');
  const other = join(folder, 'other.assay');
  await save(desk, 'Backup', backup);
  await appoint(desk, 'Ida Brandt');
  await close(desk, 'Forked term');

  await desk.drop(backup);
  const form = desk.dialog('Restore “Forked term”');
  await form.getByRole('button', { name: 'Restore and open' }).click();
  // The key in it is sealed with the passphrase it always had.
  const asked = form.getByLabel('Passphrase');
  const opened = window.getByRole('heading', { level: 1, name: 'Queue' });
  await asked.or(opened).first().waitFor();
  if (await asked.isVisible()) {
    await asked.fill(PASSPHRASE);
    await form.getByRole('button', { name: 'Restore and open' }).click();
  }
  await opened.waitFor();
  await appoint(desk, 'Noor van Dam');
  await save(desk, 'Everything', other);
  await close(desk, 'Forked term');

  await window
    .getByRole('button', { name: /^Forked term/ })
    .last()
    .click();
  const passphrase = desk.dialog('Passphrase needed');
  await passphrase.getByLabel('Passphrase').fill(PASSPHRASE);
  await passphrase.getByRole('button', { name: 'Open' }).click();
  await opened.waitFor();
  await desk.room('People');
  await desk.row('Ida Brandt').waitFor();
  return other;
}

async function appoint(desk: Desk, name: string): Promise<void> {
  await desk.room('People');
  await desk.assay.window.getByRole('button', { name: 'Add on this machine…' }).click();
  const form = desk.dialog('Add on this machine…');
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Appoint' }).click();
  await form.waitFor({ state: 'detached' });
  await desk.row(name).waitFor();
}

async function save(desk: Desk, kind: string, path: string): Promise<void> {
  const { window } = desk.assay;
  await desk.willSaveAs(path);
  await window.keyboard.press('Control+Shift+E');
  const form = desk.dialog('Send');
  await form.getByRole('button', { name: /What/ }).click();
  await window.getByRole('option', { name: new RegExp(`^${kind}`) }).click();
  const to = form.getByRole('button', { name: /^To|To$/ });
  if ((await to.count()) > 0) {
    await to.click();
    await window.getByRole('option', { name: 'Whoever gets it' }).click();
  }
  // Whoever restores this one is to be asked for the passphrase of the key, not of the file.
  if (kind === 'Backup') await form.getByText('Only whoever knows the passphrase can open it.').click();
  await form.getByRole('button', { name: 'Save as…' }).click();
  await form.getByText(/is saved/).waitFor();
  await window.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
}

async function close(desk: Desk, name: string): Promise<void> {
  const { window } = desk.assay;
  await window.getByRole('button', { name, exact: true }).click();
  await window.getByRole('menuitem', { name: 'Close workspace' }).click();
  await desk.isWelcomed();
}
