import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aZip } from '../builders/a-zip.ts';
import { type Desk, deskAt } from './desk.ts';
import { runAssay } from './judges.ts';
import { launchAssay } from './launch.ts';
import { pictureFailures } from './picture-failures.ts';

const PASSPHRASE = 'correct horse battery';
const SENTENCE = /^\p{Lu}.{15,}[.!?]$/u;

describe('bad input, in the window', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bad-'));
  let desk: Desk;

  pictureFailures(() => desk.assay);
  beforeAll(async () => {
    desk = deskAt(await launchAssay());
    await desk.startWorkspace({
      person: 'Ada Quill',
      provider: 'Riverside',
      name: 'Term',
      passphrase: PASSPHRASE,
    });
  });
  afterAll(async () => {
    await desk?.assay.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const sound = aZip([{ name: 'notes.txt', content: 'x'.repeat(4000), method: 8 }]);
  const files: readonly (readonly [rule: string, name: string, bytes: Buffer, says: RegExp])[] = [
    ['a zip cut short', 'cut.zip', sound.subarray(0, sound.length - 40), /zip|incomplete|cut|damaged/i],
    [
      'a zip with a password',
      'locked.zip',
      aZip([{ name: 'a.txt', content: 'x', flags: 1, local: { flags: 1 } }]),
      /password|encrypt/i,
    ],
    ['a file without a byte', 'empty.zip', Buffer.alloc(0), /empty/i],
    ['a picture called a zip', 'photo.zip', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /zip/i],
    [
      'a zip that climbs out',
      'climb.zip',
      aZip([{ name: '../../evil.txt', content: 'x' }]),
      /outside|path|leav/i,
    ],
  ];

  it.each(files)('%s is refused in a sentence, and nothing is imported', async (_rule, name, bytes, says) => {
    const { window } = desk.assay;
    const path = join(folder, name);
    writeFileSync(path, bytes);
    await desk.room('Queue');
    await desk.willChoose(path);
    await window.getByRole('button', { name: 'Import…' }).first().click();
    const dialog = desk.dialog();
    const said = dialog.getByRole('listitem').filter({ hasText: says });
    await said.waitFor();
    expect(await said.textContent()).toMatch(/\p{Lu}[^.]{15,}[.!?]/u);
    expect(await dialog.getByRole('button', { name: /^Import/ }).count()).toBe(0);
    await window.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await window.getByText('Nothing to mark yet').waitFor();
  });

  it('an export into a folder that has gone is refused in a sentence; into another it goes on', async () => {
    const { window } = desk.assay;
    await desk.room('Queue');
    await window.getByRole('button', { name: 'Term' }).click();
    await window.getByRole('menuitem', { name: 'Close workspace' }).click();
    await desk.openDemo();
    await desk.room('Results');
    await window.getByRole('radio', { name: /^To export/ }).click();
    await window.getByText('Select all').click();
    await window.getByRole('button', { name: /^Export \d…$/ }).click();
    const form = desk.dialog('Export a batch');
    const gone = join(folder, 'gone');
    const out = join(folder, 'out');
    mkdirSync(gone);
    mkdirSync(out);
    const into = async (path: string, name: string) => {
      await desk.willChoose(path);
      await form.getByRole('button', { name: /^(Choose a folder…|gone|proc|out)$/ }).click();
      await form.getByRole('button', { name, exact: true }).waitFor();
    };
    await into(gone, 'gone');
    rmSync(gone, { recursive: true });
    await form.getByRole('button', { name: /^Sign and export/ }).click();
    await form.getByRole('alert').getByText('The folder to export into is not there').waitFor();
    if (process.platform === 'linux') {
      // Nobody, not even root, writes there.
      await into('/proc', 'proc');
      await form.getByRole('button', { name: /^Sign and export/ }).click();
      const alert = form.getByRole('alert').getByRole('paragraph');
      await expect.poll(() => alert.textContent(), { timeout: 30_000 }).toMatch(/written|write|folder/);
      expect(await alert.textContent()).toMatch(SENTENCE);
    }
    await into(out, 'out');
    await form.getByRole('button', { name: /^Sign and export/ }).click();
    await form.getByText(/signed and written/).waitFor({ timeout: 60_000 });
    await form.getByRole('button', { name: 'Close' }).last().click();
    await window.getByRole('button', { name: /^Autumn 2026/ }).click();
    await window.getByRole('menuitem', { name: 'Close workspace' }).click();
    await desk.isWelcomed();
  });

  it('a wrong passphrase is refused in a sentence, and the right one opens', async () => {
    const { window } = desk.assay;
    await window.getByRole('button', { name: /^Term/ }).click();
    const asked = desk.dialog('Passphrase needed');
    await asked.getByLabel('Passphrase').fill('not the passphrase');
    await asked.getByRole('button', { name: 'Open' }).click();
    await asked.getByText('That passphrase does not open the keys of this workspace. Try again.').waitFor();
    await open(PASSPHRASE);
    await window.getByText('Nothing to mark yet').waitFor();
  });

  it('the command can read the workspace that is open in the window', async () => {
    const { window } = desk.assay;
    const run = await runAssay('queue', '--json', '--workspace', await locationOf());
    // Its keys are sealed with a passphrase that the command was not given.
    expect([0, 1], run.err).toContain(run.exitCode);
    if (run.exitCode === 1) expect(run.err.trim()).toMatch(SENTENCE);
    await desk.room('Log');
    await window.getByRole('row').nth(2).waitFor();
  });

  const states: readonly (readonly [string, (database: string) => (() => void) | undefined, RegExp])[] = [
    [
      'a workspace another program holds',
      (database) => {
        const holder = new DatabaseSync(database);
        holder.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
        return () => holder.close();
      },
      /other program|another|in use|locked/i,
    ],
    [
      'a workspace of a newer version',
      (database) => {
        setVersion(database, 9000);
        return () => setVersion(database, version);
      },
      /newer/i,
    ],
    [
      'a damaged workspace',
      (database) => {
        const bytes = readFileSync(database);
        writeFileSync(database, bytes.fill(0x5a, 0, 4096));
        return undefined;
      },
      /damaged/i,
    ],
  ];
  let version = 0;

  it.each(states)('%s is refused in a sentence, and the application goes on', async (_rule, spoil, says) => {
    const { window } = desk.assay;
    if ((await window.getByRole('navigation', { name: 'Rooms' }).count()) > 0) {
      const location = await locationOf();
      await window.getByRole('button', { name: 'Term' }).click();
      await window.getByRole('menuitem', { name: 'Close workspace' }).click();
      await desk.isWelcomed();
      database = join(location, 'workspace.sqlite');
      expect(existsSync(database)).toBe(true);
      version = versionOf(database);
    }
    const mend = spoil(database);
    await window.getByRole('button', { name: /^Term/ }).click();
    const alert = window.getByRole('alert').getByRole('paragraph');
    await alert.filter({ hasText: says }).waitFor();
    expect(await alert.textContent()).toMatch(SENTENCE);
    mend?.();
    await window.getByRole('button', { name: /Start a workspace/ }).click();
    await desk.dialog('Start a workspace').waitFor();
    await window.keyboard.press('Escape');
    await desk.dialog().waitFor({ state: 'detached' });
    if (mend) await open(PASSPHRASE);
  });
  let database = '';

  async function open(passphrase: string): Promise<void> {
    const { window } = desk.assay;
    const asked = desk.dialog('Passphrase needed');
    if ((await asked.count()) === 0) await window.getByRole('button', { name: /^Term/ }).click();
    await asked.getByLabel('Passphrase').fill(passphrase);
    await asked.getByRole('button', { name: 'Open' }).click();
    await window.getByRole('navigation', { name: 'Rooms' }).waitFor();
  }

  async function locationOf(): Promise<string> {
    const info = await desk.assay.window.evaluate(() =>
      Reflect.get(window, 'assay').call['workspace.info']({}),
    );
    return info.value.location;
  }
});

function versionOf(path: string): number {
  const database = new DatabaseSync(path);
  const row = database.prepare('PRAGMA user_version').get();
  database.close();
  return Number(row?.user_version);
}

function setVersion(path: string, version: number): void {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
}
