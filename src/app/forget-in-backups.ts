import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import { copyHoldsAny } from '../store/backup.ts';
import { type BackupFile, backupFiles, backupState, backupsIn, makeBackup } from './backups.ts';
import { counted } from './describe-package.ts';
import { writeOwnFile } from './own-files.ts';
import type { Workspace } from './workspace.ts';

const TO_FORGET = 'erasing.json';

/** What became of the copies of a database that held an erased learner. */
export interface Forgotten {
  readonly removed: number;
  /** Those that are left, since no copy could be made in their place: it is tried again when the workspace is opened. */
  readonly left: number;
}

/** From now on `forgetInBackups` looks into every copy, until it found none that holds somebody who is erased. */
export async function noteToForget(directory: string): Promise<void> {
  await writeOwnFile(join(backupsIn(directory), TO_FORGET), {});
  await flushDirectories([backupsIn(directory), directory]);
}

/**
 * Overwrites in the database's file what was erased, then removes the copies of the workspace's database, of whatever kind, that hold a learner who was erased: only once a copy
 * that does not is there in their place, so that a kill or a full disk never leaves the workspace without one.
 */
export async function forgetInBackups(workspace: Workspace, call: CallContext): Promise<Forgotten> {
  const { directory, store } = workspace;
  const note = join(backupsIn(directory), TO_FORGET);
  if (!existsSync(note)) return { removed: 0, left: 0 };
  store.erasures.overwrite();
  const learners = store.erasures.all();
  const holding = (await backupFiles(directory)).filter(({ path }) => copyHoldsAny(path, learners));
  if (holding.length > 0) {
    if (!(await isReplaced(workspace, holding, call))) return { removed: 0, left: holding.length };
    for (const copy of holding) await remove(copy);
    await flushDirectories([backupsIn(directory), directory]);
  }
  await rm(note, { force: true });
  return { removed: holding.length, left: 0 };
}

/** The same for people to read; nothing where there is nothing to say. */
export function sayForgotten({ removed, left }: Forgotten): string[] {
  if (removed > 0) {
    const what = counted(removed, 'backup', 'backups').what;
    return [
      `${what} on this machine held a learner who is erased. A new one was made, and they were removed.`,
    ];
  }
  if (left === 0) return [];
  const what = counted(left, 'backup', 'backups').what;
  return [
    `${what} on this machine may still hold a learner who is erased, since no new one could be made in their place. It is tried again when the workspace is opened.`,
  ];
}

/** Whether there is a copy of all that is here now, without those who are erased: made now, or before a kill. */
async function isReplaced(
  workspace: Workspace,
  holding: readonly BackupFile[],
  call: CallContext,
): Promise<boolean> {
  const { directory } = workspace;
  const newest = (await backupFiles(directory)).find(({ kind }) => kind === 'automatic');
  const isFresh = newest !== undefined && !holding.some(({ id }) => id === newest.id);
  if (isFresh && !(await backupState(workspace)).hasChanged) return true;
  const made = await makeBackup(workspace, call);
  // Where the clock was set back it may bear the name of an older one, or have rotated out at once.
  return (
    made.ok &&
    existsSync(join(backupsIn(directory), made.value.id)) &&
    !holding.some(({ id }) => id === made.value.id)
  );
}

/** A copy that was put away lies with its log in a folder of its own. */
async function remove({ kind, path }: BackupFile): Promise<void> {
  await rm(kind === 'kept' ? dirname(path) : path, { recursive: true, force: true });
}
