import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CallContext } from '../api/handlers.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import { foldLog } from '../store/backup.ts';
import { checkCopy } from '../store/check-copy.ts';
import { isOpenElsewhere, openDatabase } from '../store/open-database.ts';
import { storeOf } from '../store/store.ts';
import { takeBack } from '../store/take-back.ts';
import { asFileName, backupFiles, backupsIn, DATABASE_FILES } from './backups.ts';
import { DAMAGE_FILE } from './damage-found.ts';
import { diskFailure } from './disk-failure.ts';
import { readOwnFile, writeOwnFile } from './own-files.ts';

const DATABASE = 'workspace.sqlite';
const RESTORED = 'workspace.sqlite.restored';
const JOURNAL = 'restore-journal.json';
/** What makes up the workspace that is put away: the log, and the notes of an import under way and of damage, belong to its database. */
const PUT_AWAY = [`${DATABASE}-wal`, `${DATABASE}-shm`, DATABASE, 'import-journal.json', DAMAGE_FILE];

const Journal = z.object({ kept: z.string().regex(/^kept-[\dTZ-]+$/) });

/**
 * Puts a copy in the place of a closed workspace's database. What was there is kept whole in `backups/kept-…`, and what
 * it holds beyond the copy is taken along where it still proves itself. The copy is checked first; a kill at any moment
 * leaves the old database or the restored one, and opening the workspace finishes what was begun.
 * Fails with `backup.unknown`, `backup.damaged`, `database.locked` or `disk.…`; nothing was changed then.
 */
export async function restoreBackup(
  directory: string,
  id: string,
  now: number,
  call: CallContext,
): Promise<Result<{ readonly kept: string; readonly takenBack: number }>> {
  const backup = (await backupFiles(directory)).find((one) => one.id === id);
  if (!backup) return refused('backup.unknown', 'This backup is not there any more. Choose another one.');
  const live = join(directory, DATABASE);
  const restored = join(directory, RESTORED);
  try {
    await finishInterruptedRestore(directory);
    if (existsSync(live) && isOpenElsewhere(live)) {
      return refused(
        'database.locked',
        'This workspace is open in another window or command. Close it there, then try again.',
      );
    }
    call.progress({ phase: 'Checking the backup', done: 0, total: 1 });
    for (const end of ['', '-wal']) {
      await rm(`${restored}${end}`, { force: true });
      if (existsSync(`${backup.path}${end}`)) await copyFile(`${backup.path}${end}`, `${restored}${end}`);
    }
    foldLog(restored);
    const fault = await checkCopy(restored, call.signal);
    if (fault !== null) {
      await rm(restored, { force: true });
      return refused(
        'backup.damaged',
        `This backup is damaged itself: ${fault}. Nothing was changed. Choose another one.`,
      );
    }
    call.progress({ phase: 'Taking back what was recorded since', done: 0, total: 1 });
    const takenBack = takenBackInto(restored, live);
    if (!takenBack.ok) return takenBack;
    const kept = `kept-${asFileName(now)}`;
    await flushFile(restored);
    await writeOwnFile(join(directory, JOURNAL), { kept });
    await flushDirectories([directory]);
    // From here on there is no way but forward.
    await finishInterruptedRestore(directory);
    return ok({ kept, takenBack: takenBack.value });
  } catch (error) {
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled. Nothing was changed.');
    return { ok: false, error: diskFailure(error) };
  }
}

/** Brings the copy to today's schema, and takes along what the old database has beyond it. */
function takenBackInto(restored: string, live: string): Result<number> {
  const opened = openDatabase(restored, { create: false, keepsOlder: false });
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    return ok(takeBack(db, storeOf(db), live));
  } finally {
    db.close();
  }
}

/**
 * Keeps a database whose log is damaged, with that log, among the backups: restoring it goes on from what was recorded
 * before the damage. Once for each such log.
 */
export async function keepDamagedLog(directory: string): Promise<void> {
  const { mtimeMs } = await stat(join(directory, `${DATABASE}-wal`));
  const kept = join(backupsIn(directory), `kept-${asFileName(Math.floor(mtimeMs))}`);
  if (existsSync(kept)) return;
  const part = `${kept}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  for (const name of [DATABASE, `${DATABASE}-wal`]) {
    await copyFile(join(directory, name), join(part, name));
    await flushFile(join(part, name));
  }
  await rename(part, kept);
  await flushDirectories([kept, backupsIn(directory), directory]);
}

/** After a kill between the decision to restore and its end: puts the old database away and the restored one in place. */
export async function finishInterruptedRestore(directory: string): Promise<void> {
  const journal = join(directory, JOURNAL);
  if (!existsSync(journal)) {
    // What a kill before the decision left of the copy is nobody's.
    for (const end of DATABASE_FILES) await rm(join(directory, `${RESTORED}${end}`), { force: true });
    await rm(`${journal}.part`, { force: true });
    return;
  }
  const noted = await readOwnFile(journal, Journal.nullable(), null);
  if (noted && existsSync(join(directory, RESTORED))) {
    const kept = join(backupsIn(directory), noted.kept);
    await mkdir(kept, { recursive: true });
    for (const name of PUT_AWAY) {
      const path = join(directory, name);
      if (existsSync(path)) await rename(path, join(kept, name));
    }
    await flushDirectories([kept, backupsIn(directory), directory]);
    await rename(join(directory, RESTORED), join(directory, DATABASE));
    await flushDirectories([directory]);
  }
  await rm(journal, { force: true });
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
