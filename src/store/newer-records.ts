import type { PersonKey, RecordId } from '../domain/ids.ts';
import type { RawRecord } from '../ledger/file-record.ts';
import type { NewerRecord } from '../ledger/newer-record.ts';
import type { ChainChange, Chains } from './chains.ts';
import type { Db } from './open-database.ts';
import type { StoredRecord } from './records.ts';

/** A record that only a newer version can read. */
export interface KeptRecord extends NewerRecord, RawRecord {}

/** What lies of newer versions: kept as it came, until this program can read it. */
export interface NewerRecords {
  /** Keeps one, and says what it does to its chain; null when it was there already. */
  keep(record: KeptRecord): ChainChange | null;
  drop(id: RecordId): void;
  after(position: number, limit: number): readonly StoredRecord[];
  /** Those that this program might know by now: of its version or an older one, and a type it knows. */
  readable(version: number, types: readonly string[]): readonly StoredRecord[];
  get(id: RecordId): StoredRecord | null;
  /** Those that have a place in a chain, those that came last first; of one type, where one is given. */
  placed(type: string | null, offset: number, limit: number): { total: number; rows: readonly PlacedRow[] };
  count(): number;
}

/** What can be told of one without reading it. */
export interface PlacedRow {
  readonly id: RecordId;
  readonly position: number;
  readonly type: string;
  readonly author: PersonKey;
  readonly seq: number;
  readonly at: string;
}

export function newerRecords(db: Db, chains: Chains): NewerRecords {
  const keep = db.prepare<
    [
      string,
      number,
      string,
      string | null,
      number | null,
      string | null,
      string | null,
      Uint8Array,
      Uint8Array,
    ]
  >(
    `INSERT INTO newer_records (id, v, type, author, seq, prev, at, bytes, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
  );
  const drop = db.prepare<[string]>('DELETE FROM newer_records WHERE id = ?');
  const columns = 'position, id, bytes, signature';
  const after = db.prepare<[number, number], StoredRecord>(
    `SELECT ${columns} FROM newer_records WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const readable = db.prepare<[number, string], StoredRecord>(
    `SELECT ${columns} FROM newer_records
     WHERE v <= ? AND type IN (SELECT value FROM json_each(?)) ORDER BY position`,
  );
  const get = db.prepare<[string], StoredRecord>(`SELECT ${columns} FROM newer_records WHERE id = ?`);
  const isPlaced = 'author IS NOT NULL AND (:type IS NULL OR type = :type)';
  const placed = db.prepare<[{ type: string | null; limit: number; offset: number }], PlacedRow>(
    `SELECT id, position, type, author, seq, at FROM newer_records WHERE ${isPlaced}
     ORDER BY position DESC LIMIT :limit OFFSET :offset`,
  );
  const countPlaced = db
    .prepare<[{ type: string | null }], number>(`SELECT count(*) FROM newer_records WHERE ${isPlaced}`)
    .pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM newer_records').pluck();
  return {
    keep({ id, v, type, place, bytes, signature }) {
      const { author = null, seq = null, prev = null, at = null } = place ?? {};
      if (keep.run(id, v, type, author, seq, prev, at, bytes, signature).changes === 0) return null;
      return place ? chains.add({ ...place, id }) : 'lengthened';
    },
    drop: (id) => void drop.run(id),
    after: (position, limit) => after.all(position, limit),
    readable: (version, types) => readable.all(version, JSON.stringify(types)),
    get: (id) => get.get(id) ?? null,
    placed: (type, offset, limit) => ({
      total: countPlaced.get({ type }) ?? 0,
      rows: placed.all({ type, limit, offset }),
    }),
    count: () => count.get() ?? 0,
  };
}
