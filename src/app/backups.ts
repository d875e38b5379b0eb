import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CallContext } from '../api/handlers.ts';
import type { Backup } from '../api/shapes.ts';
import { backupsToDrop } from '../domain/backup-rotation.ts';
import { type Failure, ok, type Result, refused } from '../domain/result.ts';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import { markOfCopy } from '../store/backup.ts';
import { checkCopy } from '../store/check-copy.ts';
import { diskFailure } from './disk-failure.ts';
import { readOwnFile, writeOwnFile } from './own-files.ts';
import type { Workspace } from './workspace.ts';

const FAILED = 'failed.json';
const Failed = z.object({ at: z.string(), message: z.string() });

export const backupsIn = (directory: string): string => join(directory, 'backups');

/** A copy of a workspace's database, and where it lies. */
export interface BackupFile extends Backup {
  readonly path: string;
}

/** What a database may have beside it, by the end of its name. */
export const DATABASE_FILES = ['', '-journal', '-wal', '-shm'] as const;

const AUTOMATIC = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.sqlite$/;
const KEPT = /^kept-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/;
const BEFORE_MIGRATION = /^workspace\.sqlite\.before-v\d+-(\d+)\.bak$/;

/** A time as file systems everywhere take it. */
export const asFileName = (at: number): string => new Date(at).toISOString().replace(/[:.]/g, '-');

const timeIn = (found: RegExpExecArray): string => {
  const [, day, hour, minute, second, millisecond] = found;
  return `${day}T${hour}:${minute}:${second}.${millisecond}Z`;
};

/** All copies of a workspace's database that lie in its folder, newest first: read from their names, unchecked. */
export async function backupFiles(directory: string): Promise<BackupFile[]> {
  const found: BackupFile[] = [];
  const take = async (kind: Backup['kind'], id: string, at: string, path: string) => {
    const stats = await stat(path).catch(() => null);
    if (stats?.isFile() && !Number.isNaN(Date.parse(at)))
      found.push({ id, kind, at, sizeBytes: stats.size, path });
  };
  for (const name of await readdir(backupsIn(directory)).catch(() => [])) {
    const path = join(backupsIn(directory), name);
    const automatic = AUTOMATIC.exec(name);
    const kept = KEPT.exec(name);
    if (automatic) await take('automatic', name, timeIn(automatic), path);
    if (kept) await take('kept', name, timeIn(kept), join(path, 'workspace.sqlite'));
  }
  for (const name of await readdir(directory).catch(() => [])) {
    const migrated = BEFORE_MIGRATION.exec(name);
    if (migrated)
      await take(
        'before_migration',
        name,
        new Date(Number(migrated[1])).toISOString(),
        join(directory, name),
      );
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

export interface BackupList {
  readonly backups: Backup[];
  /** Why the last one was not made; null when it was. */
  readonly failed: string | null;
}

/** The copies of a workspace's database in its folder, and why the last one was not made. */
export async function listBackups(directory: string): Promise<BackupList> {
  const failed = await readOwnFile(join(backupsIn(directory), FAILED), Failed.nullable(), null);
  const backups = (await backupFiles(directory)).map(({ path: _, ...backup }) => backup);
  return { backups, failed: failed && `${failed.message} (${failed.at})` };
}

/** Whether there is something in the workspace that its newest automatic backup does not have; and when that was made. */
export async function backupState(
  workspace: Workspace,
): Promise<{ readonly lastAt: number | null; readonly hasChanged: boolean }> {
  const [newest] = (await backupFiles(workspace.directory)).filter((one) => one.kind === 'automatic');
  if (!newest) return { lastAt: null, hasChanged: true };
  return { lastAt: Date.parse(newest.at), hasChanged: markOfCopy(newest.path) !== workspace.store.mark() };
}

/**
 * Copies the workspace's database to `backups/`, checks the copy, and lets go of those that are too many. The evidence
 * needs no copy: it is never altered, and its names tell whether it is whole. Fails with `backup.…` or `disk.…`, leaves
 * nothing half behind then, lets go of none, and remembers why, for whoever looks.
 */
export async function makeBackup(workspace: Workspace, call: CallContext): Promise<Result<Backup>> {
  const { directory } = workspace;
  const mine = (underWay.get(workspace) ?? Promise.resolve()).then(() => written(workspace, call));
  underWay.set(
    workspace,
    mine.catch(() => {}),
  );
  const made = await mine;
  const note = join(backupsIn(directory), FAILED);
  if (made.ok) await rm(note, { force: true });
  else if (made.error.code !== 'call.cancelled') {
    const at = new Date(workspace.environment.now()).toISOString();
    // Where even this cannot be written, opening the folder tells as much.
    await writeOwnFile(note, { at, message: made.error.message }).catch(() => {});
  }
  return made;
}

/** One at a time: the second would sweep away what the first is writing. */
const underWay = new WeakMap<Workspace, Promise<unknown>>();

async function written(workspace: Workspace, call: CallContext): Promise<Result<Backup>> {
  const { directory, store, environment } = workspace;
  const folder = backupsIn(directory);
  let part: string | null = null;
  try {
    await mkdir(folder, { recursive: true });
    await sweepParts(folder);
    const sizeBytes = store.sizeBytes();
    const free = await statfs(folder);
    // As much again stays free for the work that the backup is of.
    if (free.bavail * free.bsize < 2 * sizeBytes) return noRoom();
    const at = environment.now();
    const id = `${asFileName(at)}.sqlite`;
    part = join(folder, `${id}.part`);
    const progress = (done: number, total: number) => call.progress({ phase: 'Copying', done, total });
    await store.copyTo(part, { signal: call.signal, progress });
    call.progress({ phase: 'Checking the copy', done: 0, total: 1 });
    const fault = await checkCopy(part, call.signal);
    if (fault !== null) {
      return refused(
        'backup.damaged',
        `No backup was made, since what it would be of is damaged: ${fault}. Verify the ledger, and restore an earlier backup; those there are were kept.`,
      );
    }
    await rename(part, join(folder, id));
    part = null;
    await flushDirectories([folder, directory]);
    await dropOld(directory, at);
    const stats = await stat(join(folder, id));
    return ok({ id, kind: 'automatic', at: new Date(at).toISOString(), sizeBytes: stats.size });
  } catch (error) {
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled. No backup was made.');
    return { ok: false, error: backupFailure(error) };
  } finally {
    if (part !== null) for (const end of DATABASE_FILES) await rm(`${part}${end}`, { force: true });
  }
}

const noRoom = () =>
  refused(
    'disk.full',
    'No backup was made: the disk has too little room for one. Free some space; what is recorded is safe meanwhile.',
  );

function backupFailure(error: unknown): Failure {
  const failure = diskFailure(error);
  return ['disk.full', 'database.disk_full'].includes(failure.code) ? noRoom().error : failure;
}

/** Removes copies that a kill left half made. Nobody may be making one in this folder. */
export async function sweepParts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (/\.part(-journal|-wal|-shm)?$/.test(name))
      await rm(join(folder, name), { recursive: true, force: true });
}

async function dropOld(directory: string, now: number): Promise<void> {
  const automatic = (await backupFiles(directory)).filter((one) => one.kind === 'automatic');
  const dropped = new Set(
    backupsToDrop(
      automatic.map(({ at }) => Date.parse(at)),
      now,
    ),
  );
  for (const { at, path } of automatic) if (dropped.has(Date.parse(at))) await rm(path, { force: true });
}
