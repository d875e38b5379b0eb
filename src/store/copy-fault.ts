import Database from 'better-sqlite3';
import { readRecord, recordIdOf } from '../ledger/record.ts';
import { SCHEMA_VERSION } from './migrations.ts';
import { nativeBinding } from './open-database.ts';
import type { StoredRecord } from './records.ts';

/**
 * What is wrong with a copy of a workspace's database, or null: its pages and indexes are whole, this version knows its
 * schema, and every record proves itself. Takes as long as it takes; for a thread of its own.
 */
export function copyFault(path: string): string | null {
  let copy: Database.Database | null = null;
  try {
    copy = new Database(path, { readonly: true, ...nativeBinding() });
    if (Number(copy.pragma('user_version', { simple: true })) > SCHEMA_VERSION)
      return 'it was made by a newer version of Assay';
    const said = String(copy.pragma('integrity_check(1)', { simple: true }));
    if (said !== 'ok') return said;
    const records = copy.prepare<[], StoredRecord>(
      'SELECT position, id, bytes, signature FROM records ORDER BY position',
    );
    let count = 0;
    for (const row of records.iterate()) {
      const read = readRecord(row.bytes, row.signature);
      if (!read.ok || read.value.id !== row.id) return `record ${row.position} does not prove itself`;
      count += 1;
    }
    if (count === 0) return 'it holds no records';
    for (const { id, bytes } of newerIn(copy))
      if (recordIdOf(bytes) !== id) return `record ${id} does not prove itself`;
    return null;
  } catch (error) {
    if (error instanceof Database.SqliteError) return error.message;
    throw error;
  } finally {
    copy?.close();
  }
}

/** Records of newer versions, as far as the copy is of a version that keeps them. */
function newerIn(copy: Database.Database): Iterable<{ id: string; bytes: Buffer }> {
  const isThere = copy.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'newer_records'").get();
  if (!isThere) return [];
  return copy.prepare<[], { id: string; bytes: Buffer }>('SELECT id, bytes FROM newer_records').iterate();
}
