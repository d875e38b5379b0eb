import Database from 'better-sqlite3';
import { fileRecord } from '../ledger/file-record.ts';
import { findByteNow } from '../ledger/find-byte.ts';
import { recordIdOf } from '../ledger/record.ts';
import { isNamedBy } from './health.ts';
import type { KeptRecord } from './newer-records.ts';
import { type Db, nativeBinding } from './open-database.ts';
import type { FiledRecord, StoredRecord } from './records.ts';
import type { Store } from './store.ts';
import { SUMMED_TABLES, takeRows } from './sums.ts';

const AT_ONCE = 500;

/**
 * Takes from the database at `path`, of the same workspace and damaged or not, all that proves itself: what is kept
 * about people, records, and what this machine alone keeps, as it was there last. A record with one wrong byte is taken
 * as it was before. What cannot be read there stays as it is here. Gives how many records were new.
 */
export function takeBack(db: Db, store: Store, path: string): number {
  const before = store.records.count();
  let from: Db | null = null;
  try {
    from = new Database(path, { readonly: true, ...nativeBinding() });
    takePrivateObjects(store, from);
    takeRecords(store, from);
    for (const table of SUMMED_TABLES) {
      const damaged = from;
      db.transaction(() => untilDamage(() => takeRows(db, damaged, table))).immediate();
    }
  } catch (error) {
    // No database any more: nothing in it can be read.
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    from?.close();
  }
  return store.records.count() - before;
}

function takePrivateObjects(store: Store, from: Db): void {
  for (const rows of fromBothEnds<{ hash: string; json: string }>(
    from,
    'SELECT hash, json FROM private_objects ORDER BY hash',
  ))
    store.append({ records: [], privateJson: rows.filter(({ hash, json }) => isNamedBy(hash, json)) });
}

function takeRecords(store: Store, from: Db): void {
  const workspace = store.local.get('workspace') ?? '';
  let searches = 0;
  for (const table of ['records', 'newer_records']) {
    const ordered = `SELECT position, id, bytes, signature FROM ${table} ORDER BY position`;
    for (const rows of fromBothEnds<StoredRecord>(from, ordered)) {
      const incoming: { records: FiledRecord[]; newer: KeptRecord[] } = { records: [], newer: [] };
      for (const { id, bytes, signature } of rows) {
        if (!Buffer.isBuffer(bytes) || !Buffer.isBuffer(signature)) continue;
        let raw = { bytes, signature };
        let as = fileRecord(raw, workspace);
        if (as.kind === 'refused' && searches < MENDED_AT_MOST && !store.records.get(id)) {
          searches += 1;
          raw = { bytes: mended(bytes, id), signature };
          as = fileRecord(raw, workspace);
        }
        if (as.kind === 'known') incoming.records.push({ ...as.filing, ...raw });
        else if (as.kind === 'newer') incoming.newer.push({ ...as.newer, ...raw });
      }
      store.takeIn({ ...incoming, privateJson: [], arrivedAt: NEVER_LATE }, 'now');
    }
  }
}

/** When each record came is noted already. */
const NEVER_LATE = '9000-01-01T00:00:00.000Z';
/** Looking for what a record was takes up to half a second. */
const MENDED_AT_MOST = 20;
const SEARCH = { atMost: 512 * 1024 * 1024 };

/** The bytes as they were before one of them was damaged, which its id proves; or as they are. */
function mended(bytes: Buffer, id: string): Buffer {
  if (recordIdOf(bytes) === id) return bytes;
  const wrong = findByteNow(bytes, (one) => recordIdOf(one) === id, SEARCH);
  const right = Buffer.from(bytes);
  if (wrong) right[wrong.offset] = wrong.shouldBe;
  return right;
}

/** Rows in slices: from the beginning as far as the damage, then from the end as far as the damage. */
function* fromBothEnds<Row>(from: Db, ordered: string): Generator<readonly Row[]> {
  for (const select of [ordered, `${ordered} DESC`]) {
    let rows: Row[] = [];
    let isWhole = false;
    const walk = untilDamage(() => from.prepare<[], Row>(select).iterate());
    for (;;) {
      const next = walk && untilDamage(() => walk.next());
      if (!next || next.done) {
        isWhole = next?.done === true;
        break;
      }
      rows.push(next.value);
      if (rows.length < AT_ONCE) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
    if (isWhole) return;
  }
}

/** What SQLite could read; null where it met damage. */
function untilDamage<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Database.SqliteError) return null;
    throw error;
  }
}
