import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { LearnerId } from '../domain/ids.ts';
import { type Db, nativeBinding } from './open-database.ts';
import type { StoredRecord } from './records.ts';

/** Half a megabyte: less than a millisecond between two turns of others. */
const PAGES_AT_ONCE = 128;

/**
 * Copies an open database to a file that is not there yet, a few pages at a time; what is written meanwhile is in the
 * copy too. It is whole and on disk when this resolves. Throws what SQLite throws, and when it is aborted.
 */
export async function copyDatabase(
  db: Db,
  to: string,
  call: { readonly signal: AbortSignal; readonly progress: (done: number, total: number) => void },
): Promise<void> {
  await db.backup(to, {
    progress: ({ totalPages, remainingPages }) => {
      call.signal.throwIfAborted();
      call.progress(totalPages - remainingPages, totalPages);
      return PAGES_AT_ONCE;
    },
  });
  foldLog(to);
}

/** Folds the log that lies beside a closed database into it, and has it kept without one: from then on it is one file. */
export function foldLog(path: string): void {
  const copy = new Database(path, nativeBinding());
  try {
    copy.pragma('wal_checkpoint(TRUNCATE)');
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** What changes with every record, draft, half-made agreement and comment. */
const MARK = `SELECT (SELECT coalesce(max(position), 0) FROM records)
  || ' ' || (SELECT count(*) || ' ' || coalesce(max(saved_at), '') || ' ' || total(revision) FROM drafts)
  || ' ' || (SELECT count(*) || ' ' || coalesce(max(saved_at), '') || ' ' || total(revision) FROM agreement_drafts)
  || ' ' || (SELECT count(*) || ' ' || total(uses) || ' ' || total(length(text)) FROM comment_bank)`;

export const markOf = (db: Db): string => db.prepare<[], string>(MARK).pluck().get() ?? '';

/** The same of a copy; null where it cannot be read. */
export function markOfCopy(path: string): string | null {
  return inCopy(path, markOf);
}

/** What a copy holds at a position of the ledger, unchecked; null where it holds nothing, or cannot be read. */
export function recordInCopy(path: string, position: number): StoredRecord | null {
  return inCopy(
    path,
    (copy) =>
      copy
        .prepare<[number], StoredRecord>(
          'SELECT position, id, bytes, signature FROM records WHERE position = ?',
        )
        .get(position) ?? null,
  );
}

/**
 * Whether something about one of these learners lies in a copy: their submissions are in it, and it was not carried out
 * there that they are erased. What nobody can tell, of a copy that is damaged or has a log beside it, is taken for yes.
 */
export function copyHoldsAny(path: string, learners: readonly LearnerId[]): boolean {
  if (existsSync(`${path}-wal`) || existsSync(`${path}-journal`)) return true;
  const held = inCopy(path, (copy) => {
    const keepsTrack = copy.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'erasures_done'").get();
    const isDone = keepsTrack
      ? copy.prepare<[string]>('SELECT 1 FROM erasures_done WHERE learner = ?')
      : undefined;
    const hasHandedIn = copy.prepare<[string]>(
      "SELECT 1 FROM records WHERE type = 'submission.received' AND CAST(bytes AS TEXT) ->> '$.body.learner' = ?",
    );
    return learners.some((learner) => !isDone?.get(learner) && hasHandedIn.get(learner));
  });
  return held !== false;
}

function inCopy<T>(path: string, read: (copy: Db) => T): T | null {
  if (!existsSync(path)) return null;
  let copy: Db | null = null;
  try {
    copy = new Database(path, { readonly: true, ...nativeBinding() });
    return read(copy);
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  } finally {
    copy?.close();
  }
}
