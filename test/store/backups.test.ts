import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { backupState, listBackups, makeBackup } from '../../src/app/backups.ts';
import { checkLedger } from '../../src/app/check-ledger.ts';
import { finishInterruptedRestore, restoreBackup } from '../../src/app/restore.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { backupKeeper } from '../../src/host/backup-keeper.ts';
import { aFullWorkspace } from '../builders/a-full-workspace.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aPictureOf } from '../builders/a-picture-of.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall, anAssessment, aSubmission, codeOf, must } from '../builders/a-workspace.ts';

const good = allMet(aUnit());
const NOW = Date.parse('2026-08-01T09:00:00.000Z');
const isSound = async (workspace: Workspace) => must(await checkLedger(workspace, aCall())).ok;

describe('a backup', () => {
  it('of an open workspace is one whole file, made while work goes on', async () => {
    const { workspace, folder } = await aFullWorkspace();
    const making = makeBackup(workspace, aCall());
    const drafted = await aSubmission(workspace, { learner: 'F. Ono' });
    must(saveDraft(workspace, drafted, aDraft(good), 0));
    const { id } = must(await making);
    expect(readdirSync(join(folder, 'backups'))).toEqual([id]);
    const copy = new Database(join(folder, 'backups', id), { readonly: true });
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
    expect(await listBackups(folder)).toMatchObject({ backups: [{ id, kind: 'automatic' }], failed: null });
  });
  it('is not asked for again until something changes', async () => {
    const { workspace } = await aFullWorkspace();
    expect(await backupState(workspace)).toMatchObject({ lastAt: null, hasChanged: true });
    must(await makeBackup(workspace, aCall()));
    expect(await backupState(workspace)).toMatchObject({ hasChanged: false });
    await aSubmission(workspace, { learner: 'F. Ono' });
    expect(await backupState(workspace)).toMatchObject({ hasChanged: true });
  });
  it('is made by itself while nobody asks for anything, and not again until it is due', async () => {
    const { workspace, folder } = await aFullWorkspace();
    let isBusy = true;
    const keeper = backupKeeper({ isBusy: () => isBusy, lastCallAt: () => -10_000, startAfterMs: 1 });
    const made = async () => (await listBackups(folder)).backups.length;
    keeper.start(workspace);
    await delay(50);
    expect(await made()).toBe(0);
    isBusy = false;
    await vi.waitFor(async () => expect(await made()).toBe(1), { timeout: 20_000 });
    await keeper.stop();
    await aSubmission(workspace, { learner: 'F. Ono' });
    keeper.start(workspace);
    await delay(50);
    await keeper.stop();
    expect(await made()).toBe(1);
  });
  it('of what is damaged is not made, and no earlier one is let go', async () => {
    const { workspace, folder, reopen } = await aFullWorkspace();
    const before: string[] = [];
    for (let made = 0; made < 7; made += 1) before.push(must(await makeBackup(workspace, aCall())).id);
    await workspace.close();
    const db = new Database(join(folder, 'workspace.sqlite'));
    db.exec(
      'DROP TRIGGER records_are_never_changed; UPDATE records SET bytes = zeroblob(20) WHERE position = 9',
    );
    db.close();
    const damaged = await reopen();
    const kept = (await listBackups(folder)).backups.map(({ id }) => id);
    expect(codeOf(await makeBackup(damaged, aCall()))).toBe('backup.damaged');
    const list = await listBackups(folder);
    expect(list.backups.map(({ id }) => id)).toEqual(kept);
    expect(list.failed).toContain('record 9 does not prove itself');
    expect(must(await checkLedger(damaged, aCall())).checks.at(-1)).toMatchObject({
      name: 'backups',
      status: 'not_checked',
    });
  });
  it('can be cancelled, and leaves nothing', async () => {
    const { workspace, folder } = await aFullWorkspace();
    const abort = new AbortController();
    const call = aCall({ signal: abort.signal, progress: () => abort.abort() });
    expect(codeOf(await makeBackup(workspace, call))).toBe('call.cancelled');
    expect(readdirSync(join(folder, 'backups'))).toEqual([]);
    expect(await isSound(workspace)).toBe(true);
  });
});

describe('restoring a backup', () => {
  it('keeps what was there, and takes along what was done since', async () => {
    const made = await aFullWorkspace();
    const { id } = must(await makeBackup(made.workspace, aCall()));
    const later = await aSubmission(made.workspace, { learner: 'F. Ono' });
    await anAssessment(made.workspace, later, good);
    const again = await aSubmission(made.workspace, { learner: 'G. Uhl' });
    must(saveDraft(made.workspace, again, aDraft(good, { feedback: 'Since' }), 0));
    const picture = aPictureOf(made.workspace);
    await made.workspace.close();
    const before = readFileSync(join(made.folder, 'workspace.sqlite'));

    const { kept, takenBack } = must(await restoreBackup(made.folder, id, NOW, aCall()));
    expect(takenBack).toBe(3);
    expect(readFileSync(join(made.folder, 'backups', kept, 'workspace.sqlite')).equals(before)).toBe(true);
    const restored = await made.reopen();
    expect(aPictureOf(restored)).toBe(picture);
    expect(await isSound(restored)).toBe(true);
    expect((await listBackups(made.folder)).backups.map(({ kind }) => kind)).toContain('kept');
  });

  it('brings back what a damaged database cannot show any more', async () => {
    const made = await aFullWorkspace();
    const later = await aSubmission(made.workspace, { learner: 'F. Ono' });
    const { revision } = must(saveDraft(made.workspace, later, aDraft(good), 0));
    const { id } = must(await makeBackup(made.workspace, aCall()));
    must(await submitAssessment(made.workspace, randomUUID(), later, revision));
    const picture = aPictureOf(made.workspace);
    await made.workspace.close();
    const path = join(made.folder, 'workspace.sqlite');
    const bytes = readFileSync(path);
    // A record of before the backup, in the middle of the file.
    const at = bytes.indexOf('"type":"unit.published"');
    bytes[at] = 0;
    writeFileSync(path, bytes);
    const { takenBack } = must(await restoreBackup(made.folder, id, NOW, aCall()));
    expect(takenBack).toBe(1);
    const restored = await made.reopen();
    expect(aPictureOf(restored)).toBe(picture);
    expect(await isSound(restored)).toBe(true);
  });

  it.each([0, 100, 4096, 40_000])('works where of the database only %i bytes are left', async (left) => {
    const made = await aFullWorkspace();
    const picture = aPictureOf(made.workspace);
    const { id } = must(await makeBackup(made.workspace, aCall()));
    await made.workspace.close();
    truncateSync(join(made.folder, 'workspace.sqlite'), left);
    must(await restoreBackup(made.folder, id, NOW, aCall()));
    expect(aPictureOf(await made.reopen())).toBe(picture);
  });

  it('is refused while the workspace is open, for a backup that is damaged, and for one that is not there', async () => {
    const made = await aFullWorkspace();
    const { id } = must(await makeBackup(made.workspace, aCall()));
    expect(codeOf(await restoreBackup(made.folder, id, NOW, aCall()))).toBe('database.locked');
    await made.workspace.close();
    const before = readFileSync(join(made.folder, 'workspace.sqlite'));
    const path = join(made.folder, 'backups', id);
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('"type":"unit.published"')] = 0;
    writeFileSync(path, bytes);
    expect(codeOf(await restoreBackup(made.folder, id, NOW, aCall()))).toBe('backup.damaged');
    expect(codeOf(await restoreBackup(made.folder, '../../etc/passwd', NOW, aCall()))).toBe('backup.unknown');
    expect(readFileSync(join(made.folder, 'workspace.sqlite')).equals(before)).toBe(true);
    expect(readdirSync(made.folder).sort()).toEqual(['backups', 'vault', 'workspace.sqlite']);
  });

  it('goes back to what was kept', async () => {
    const made = await aFullWorkspace();
    const picture = aPictureOf(made.workspace);
    const { id } = must(await makeBackup(made.workspace, aCall()));
    await made.workspace.close();
    const { kept } = must(await restoreBackup(made.folder, id, NOW, aCall()));
    must(await restoreBackup(made.folder, kept, NOW + 1, aCall()));
    expect(aPictureOf(await made.reopen())).toBe(picture);
  });

  it('that was interrupted is finished when the workspace is opened', async () => {
    const made = await aFullWorkspace();
    const picture = aPictureOf(made.workspace);
    const { id } = must(await makeBackup(made.workspace, aCall()));
    await made.workspace.close();
    copyFileSync(join(made.folder, 'backups', id), join(made.folder, 'workspace.sqlite.restored'));
    // What was not decided leaves no trace.
    await finishInterruptedRestore(made.folder);
    expect(existsSync(join(made.folder, 'workspace.sqlite.restored'))).toBe(false);
    copyFileSync(join(made.folder, 'backups', id), join(made.folder, 'workspace.sqlite.restored'));
    writeFileSync(join(made.folder, 'restore-journal.json'), '{"kept":"kept-2026-08-01T09-00-00-000Z"}');
    expect(aPictureOf(await made.reopen())).toBe(picture);
    expect(existsSync(join(made.folder, 'restore-journal.json'))).toBe(false);
    expect(
      existsSync(join(made.folder, 'backups', 'kept-2026-08-01T09-00-00-000Z', 'workspace.sqlite')),
    ).toBe(true);
  });
});
