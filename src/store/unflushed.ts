import type { Db } from './open-database.ts';

/**
 * Runs a transaction that is whole or not there after a crash, as every other, but which a loss of power may still take
 * back: for work in many steps, whose last one flushes them all.
 */
export function unflushed<T>(db: Db, work: () => T): T {
  db.pragma('synchronous = NORMAL');
  try {
    return db.transaction(work).immediate();
  } finally {
    db.pragma('synchronous = FULL');
  }
}

/** Pages of 4 KiB that may wait in the log: rewritten pages are folded into the database once, not after each step. */
const LOG_PAGES = 8192;
const CACHE_KIB = 48 * 1024;

/** Prepares the connection for work that touches most of the database; gives what puts it back. */
export function makeRoom(db: Db): () => void {
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  return () => {
    db.pragma('wal_autocheckpoint = 1000');
    db.pragma('cache_size = -2000');
  };
}
