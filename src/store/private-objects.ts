import { SubmissionDetails } from '../domain/submission-details.ts';
import type { Db } from './open-database.ts';

/** Personal data beside the ledger, by the hash under which records name it. */
export interface PrivateObjects {
  put(hash: string, json: string): void;
  /** Null when it was erased or has not arrived. */
  details(hash: string): SubmissionDetails | null;
}

const PARSED_LATELY = 8;

export function privateObjects(db: Db): PrivateObjects {
  const put = db.prepare<[string, string]>('INSERT OR IGNORE INTO private_objects VALUES (?, ?)');
  // Asked for again and again while one submission is worked on. The row is read each time: it may have been erased.
  const parsedLately = new Map<string, { json: string; details: SubmissionDetails | null }>();
  const get = db.prepare<[string], { json: string }>('SELECT json FROM private_objects WHERE hash = ?');
  return {
    put: (hash, json) => void put.run(hash, json),
    details(hash) {
      const row = get.get(hash);
      if (!row) return null;
      const known = parsedLately.get(hash);
      if (known?.json === row.json) return known.details;
      const parsed = SubmissionDetails.safeParse(JSON.parse(row.json));
      const details = parsed.success ? parsed.data : null;
      if (parsedLately.size >= PARSED_LATELY) parsedLately.clear();
      parsedLately.set(hash, { json: row.json, details });
      return details;
    },
  };
}
