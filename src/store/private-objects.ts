import { SubmissionDetails } from '../domain/submission-details.ts';
import { hashOf } from '../ledger/content-ids.ts';
import type { Db } from './open-database.ts';

/** Personal data beside the ledger, by the hash under which records name it. */
export interface PrivateObjects {
  /** Whether it was not there yet. */
  put(hash: string, json: string): boolean;
  drop(hash: string): void;
  /** Null when it was erased, has not arrived, or is not what the hash names any more. */
  details(hash: string): SubmissionDetails | null;
  /** The JSON under the hash as it was stored, unchecked. */
  text(hash: string): string | null;
  all(): Iterable<{ readonly hash: string; readonly json: string }>;
  /** Whether something lies under the hash that it does not name. */
  isChanged(hash: string): boolean;
}

const PARSED_LATELY = 8;
const PAGE = 500;

export function privateObjects(db: Db): PrivateObjects {
  const put = db.prepare<[string, string]>('INSERT OR IGNORE INTO private_objects VALUES (?, ?)');
  const drop = db.prepare<[string]>('DELETE FROM private_objects WHERE hash = ?');
  // Asked for again and again while one submission is worked on. The row is read each time: it may have been erased.
  const parsedLately = new Map<string, { json: string; details: SubmissionDetails | null }>();
  const get = db.prepare<[string], { json: string }>('SELECT json FROM private_objects WHERE hash = ?');
  const page = db.prepare<[string, number], { hash: string; json: string }>(
    'SELECT hash, json FROM private_objects WHERE hash > ? ORDER BY hash LIMIT ?',
  );
  return {
    put: (hash, json) => put.run(hash, json).changes > 0,
    drop: (hash) => void drop.run(hash),
    details(hash) {
      const row = get.get(hash);
      if (!row) return null;
      const known = parsedLately.get(hash);
      if (known?.json === row.json) return known.details;
      const details = detailsIn(row.json, hash);
      if (parsedLately.size >= PARSED_LATELY) parsedLately.clear();
      parsedLately.set(hash, { json: row.json, details });
      return details;
    },
    text: (hash) => get.get(hash)?.json ?? null,
    *all() {
      for (let after = ''; ; ) {
        const rows = page.all(after, PAGE);
        yield* rows;
        const last = rows.at(-1);
        if (!last) return;
        after = last.hash;
      }
    },
    isChanged(hash) {
      const row = get.get(hash);
      return row !== undefined && detailsIn(row.json, hash) === null;
    },
  };
}

function detailsIn(text: string, hash: string): SubmissionDetails | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = SubmissionDetails.safeParse(json);
  return parsed.success && hashOf(json) === hash ? parsed.data : null;
}
