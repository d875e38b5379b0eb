import { SubmissionDetails } from '../domain/submission-details.ts';
import type { Db } from './open-database.ts';

/** Personal data beside the ledger, by the hash under which records name it. */
export interface PrivateObjects {
  put(hash: string, json: string): void;
  /** Null when it was erased or has not arrived. */
  details(hash: string): SubmissionDetails | null;
}

export function privateObjects(db: Db): PrivateObjects {
  const put = db.prepare<[string, string]>('INSERT OR IGNORE INTO private_objects VALUES (?, ?)');
  const get = db.prepare<[string], { json: string }>('SELECT json FROM private_objects WHERE hash = ?');
  return {
    put: (hash, json) => void put.run(hash, json),
    details(hash) {
      const row = get.get(hash);
      if (!row) return null;
      const parsed = SubmissionDetails.safeParse(JSON.parse(row.json));
      return parsed.success ? parsed.data : null;
    },
  };
}
