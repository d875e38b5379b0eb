import { onTestFinished } from 'vitest';
import type { SignedRecord } from '../../src/ledger/record.ts';
import { type Db, openDatabase } from '../../src/store/open-database.ts';
import { type Append, type Store, storeOf } from '../../src/store/store.ts';
import { must } from './a-workspace.ts';

/** An open database, closed when the test is over; in memory when no path is given. */
export function aDatabase(path = ':memory:'): Db {
  const db = must(openDatabase(path, { create: true }));
  onTestFinished(() => void db.close());
  return db;
}

/** A store of this workspace that has taken in these records, one append each. */
export function aStore(
  workspace: string,
  records: readonly SignedRecord[],
  more: Omit<Append, 'records'> = {},
): Store {
  const store = storeOf(aDatabase());
  store.append({ ...more, records: [], local: { workspace } });
  for (const record of records) store.append({ records: [record] });
  return store;
}
