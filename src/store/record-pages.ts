import type { PersonKey } from '../domain/ids.ts';
import type { Db } from './open-database.ts';
import type { StoredRecord } from './records.ts';

const PAGE = 500;

/** Many records of one sort, read a page at a time: whoever goes through them may take their time, and others may write meanwhile. */
export interface RecordPages {
  ofType(type: string): Iterable<StoredRecord>;
  /** In the order of their author's chain. */
  by(author: PersonKey): Iterable<StoredRecord>;
  at(position: number): StoredRecord | null;
  countOfType(type: string): number;
}

export function recordPages(db: Db): RecordPages {
  const columns = 'position, id, bytes, signature';
  const ofType = db.prepare<[string, number, number], StoredRecord>(
    `SELECT ${columns} FROM records WHERE type = ? AND position > ? ORDER BY position LIMIT ?`,
  );
  const by = db.prepare<[string, number, number, number], StoredRecord & { readonly seq: number }>(
    `SELECT seq, ${columns} FROM records WHERE author = ? AND (seq, position) > (?, ?) ORDER BY seq, position LIMIT ?`,
  );
  const at = db.prepare<[number], StoredRecord>(`SELECT ${columns} FROM records WHERE position = ?`);
  const countOfType = db.prepare<[string], number>('SELECT count(*) FROM records WHERE type = ?').pluck();
  return {
    *ofType(type) {
      for (let after = 0; ; ) {
        const page = ofType.all(type, after, PAGE);
        yield* page;
        const final = page.at(-1);
        if (!final) return;
        after = final.position;
      }
    },
    *by(author) {
      for (let after = { seq: 0, position: 0 }; ; ) {
        const page = by.all(author, after.seq, after.position, PAGE);
        yield* page;
        const final = page.at(-1);
        if (!final) return;
        after = final;
      }
    },
    at: (position) => at.get(position) ?? null,
    countOfType: (type) => countOfType.get(type) ?? 0,
  };
}
