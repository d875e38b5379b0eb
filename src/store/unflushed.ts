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
