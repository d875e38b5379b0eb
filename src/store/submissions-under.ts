import type { Db } from './open-database.ts';

/** A list of submissions that may be too long for memory. */
export interface SubmissionsUnder {
  /** Adds what was received under a subject: `of:<unit>` or `d:<details>`. */
  add(subject: string): void;
  /** Whether it is on the list, by its own subject. */
  has(submission: string): boolean;
}

/** An empty list. There is one at a time. */
export function submissionsUnder(db: Db): SubmissionsUnder {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS submissions_under (subject TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    DELETE FROM temp.submissions_under`);
  const add = db.prepare<[string]>(
    `INSERT OR IGNORE INTO temp.submissions_under
     SELECT 's:' || (CAST(bytes AS TEXT) ->> '$.body.submission')
     FROM record_subjects JOIN records USING (position) WHERE subject = ?`,
  );
  const has = db.prepare<[string]>('SELECT 1 FROM temp.submissions_under WHERE subject = ?');
  return {
    add: (subject) => void add.run(subject),
    has: (submission) => has.get(submission) !== undefined,
  };
}
