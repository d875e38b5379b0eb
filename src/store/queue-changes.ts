import type { SubmissionId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';

/** What a row of the queue is made of. */
const SOURCES = ['submissions', 'assessments', 'allocations', 'remarking', 'seen_apart', 'drafts'] as const;

/**
 * Notes which submissions' rows changed since they were last asked for. The database itself keeps the note, in
 * memory: whoever writes, nothing is missed, and what is rolled back was never noted. One per connection and name.
 */
export function queueChanges(db: Db, name: 'queue' | 'across'): { take(): readonly SubmissionId[] } {
  db.pragma('temp_store = MEMORY');
  db.exec(`CREATE TEMP TABLE ${name}_changes (submission TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`);
  for (const source of SOURCES) {
    for (const [event, row] of [
      ['INSERT', 'new'],
      ['UPDATE', 'new'],
      ['DELETE', 'old'],
    ] as const) {
      // No OR IGNORE: the conflict clause of the statement that fires a trigger (an upsert of a draft) overrules it.
      db.exec(
        `CREATE TEMP TRIGGER ${name}_${source}_${event} AFTER ${event} ON main.${source}
         BEGIN INSERT INTO ${name}_changes SELECT ${row}.submission
           WHERE NOT EXISTS (SELECT 1 FROM ${name}_changes WHERE submission = ${row}.submission); END`,
      );
    }
  }
  const noted = db.prepare<[], SubmissionId>(`SELECT submission FROM temp.${name}_changes`).pluck();
  const forget = db.prepare<[]>(`DELETE FROM temp.${name}_changes`);
  return {
    take() {
      const changes = noted.all();
      if (changes.length > 0) forget.run();
      return changes;
    },
  };
}
