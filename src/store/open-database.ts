import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Failure, ok, type Result, refused } from '../domain/result.ts';
import { DamagedRecord } from '../ledger/record.ts';
import { SUMS } from './migrations/sums.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations.ts';
import { DamagedState, sumAll } from './sums.ts';
import { logDamage } from './write-ahead-log.ts';

export type Db = Database.Database;

/**
 * Opens (or with `create` makes) a workspace's database: write-ahead log, full sync, for this process alone.
 * What an older version wrote is kept beside it before it is brought up to date, unless `keepsOlder` is false.
 * Fails with `database.newer`, `database.locked`, `database.damaged`, `database.missing` or `database.unwritable`.
 */
export function openDatabase(
  path: string,
  options: { readonly create: boolean; readonly keepsOlder?: boolean },
): Result<Db> {
  if (!options.create && !existsSync(path)) {
    return refused(
      'database.missing',
      'There is no Assay workspace here. Choose the folder that holds workspace.sqlite.',
    );
  }
  let db: Db | undefined;
  try {
    const damagedLog = mendLog(path);
    if (damagedLog) return damagedLog;
    db = new Database(path, { timeout: 1000, ...nativeBinding() });
    // One process at a time: a kill frees the lock by itself.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('trusted_schema = OFF');
    db.pragma('foreign_keys = ON');
    // What is erased is overwritten, so that nothing of it stays behind in the file.
    db.pragma('secure_delete = ON');
    // Without it REPLACE would remove a record past the trigger that forbids removing.
    db.pragma('recursive_triggers = ON');
    db.pragma('busy_timeout = 5000');
    const migrated = migrate(db, options.keepsOlder === false ? null : path);
    if (!migrated.ok) db.close();
    return migrated;
  } catch (error) {
    db?.close();
    return refusedByDatabase(error);
  }
}

/** More bits than that are no accident of a disk. */
const MENDED_BITS = 8;

/** Puts right what single bits of the log a disk forgot, before SQLite would take them for its end. */
function mendLog(path: string): { ok: false; error: Failure } | null {
  const file = `${path}-wal`;
  if (!existsSync(file)) return null;
  const log = readFileSync(file);
  for (let mended = 0; mended <= MENDED_BITS; mended += 1) {
    const damage = logDamage(log);
    // What another process is writing just then is its own.
    if (!damage || isOpenElsewhere(path)) return null;
    if (damage.shouldBe === null) break;
    log[damage.offset] = damage.shouldBe;
    const handle = openSync(file, 'r+');
    try {
      writeSync(handle, log, damage.offset, 1, damage.offset);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
  return refused(
    'database.log_damaged',
    'The end of this workspace’s records was damaged on the disk before it was put in its place. Restore a backup: all that can still be read is taken along, and the damaged files are kept.',
  );
}

/** Where the runtime is too old for the prebuilt binding, the launcher names one built for it. */
export function nativeBinding(): { nativeBinding?: string } {
  const path = process.env.ASSAY_SQLITE_BINDING;
  return path && Number(process.versions.napi) < 10 ? { nativeBinding: path } : {};
}

function migrate(db: Db, path: string | null): Result<Db> {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > SCHEMA_VERSION) {
    return refused(
      'database.newer',
      'This workspace was made by a newer version of Assay. Update Assay to open it; nothing was changed.',
    );
  }
  if (path !== null && version > 0 && version < SCHEMA_VERSION) {
    db.prepare('VACUUM INTO ?').run(`${path}.before-v${SCHEMA_VERSION}-${Date.now()}.bak`);
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    try {
      db.transaction(() => {
        db.exec(sql);
        if (sql === SUMS) sumAll(db);
        db.pragma(`user_version = ${index + 1}`);
      }).immediate();
    } catch (error) {
      // A step that does not fit what is there: the version, or what it was the version of, is not what was written.
      if (isMalformed(error)) return damagedDatabase();
      throw error;
    }
  }
  return ok(db);
}

/** Whether a statement of ours does not fit what is there: a definition was damaged, or what it says it is. */
export const isMalformed = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR';

export const damagedDatabase = () =>
  refused(
    'database.damaged',
    'This workspace’s database is damaged. Restore it from a backup; the evidence in its vault is kept apart.',
  );

/** Why SQLite refused, as something a person can act on. Rethrows what is a bug. */
export function refusedByDatabase(error: unknown): { ok: false; error: { code: string; message: string } } {
  if (error instanceof DamagedRecord) {
    return refused(
      'ledger.damaged',
      'A record that this rests on is damaged, so it cannot be shown. Verify the ledger to learn which, and restore the workspace from a backup.',
    );
  }
  if (error instanceof DamagedState) {
    return refused(
      'local.damaged',
      'What this machine keeps beside the records is damaged. Verify the ledger to learn what, and restore the workspace from a backup.',
    );
  }
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return refused(
      'database.locked',
      'This workspace is open in another window or command. Close it there, then try again.',
    );
  }
  if (code.startsWith('SQLITE_FULL')) {
    return refused(
      'database.disk_full',
      'The disk is full. Nothing was recorded and nothing is lost. Free some space, then try again.',
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return damagedDatabase();
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_PERM') ||
    code.startsWith('SQLITE_IOERR')
  ) {
    return refused(
      'database.unwritable',
      'This workspace cannot be written. Check that its folder exists and that you may write in it.',
    );
  }
  throw error;
}

/** Whether a process has the database open; a file that is no database any more is open nowhere. */
export function isOpenElsewhere(path: string): boolean {
  let db: Db | null = null;
  try {
    db = new Database(path, { readonly: true, timeout: 500, ...nativeBinding() });
    // Shares no memory with others then, and leaves no file of it.
    db.pragma('locking_mode = EXCLUSIVE');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
  } finally {
    db?.close();
  }
}
