import Database from 'better-sqlite3';
import type { Db } from './open-database.ts';

/**
 * The rows of an index of words that fit a query, ascending. An index is made from the texts beside it: where the disk
 * damaged it, it is made again, for nothing that people did is in it and the rest of the workspace is sound.
 */
export function wordMatcher(db: Db, table: 'evidence_words' | 'comment_words'): (query: string) => number[] {
  const matching = db
    .prepare<[string], number>(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid`)
    .pluck();
  return (query) => {
    try {
      return matching.all(query);
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_CORRUPT_VTAB') throw error;
      db.prepare(`INSERT INTO ${table} (${table}) VALUES ('rebuild')`).run();
      return matching.all(query);
    }
  };
}
