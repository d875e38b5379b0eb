import Database from 'better-sqlite3';
import { readRecord } from '../ledger/record.ts';
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
    return count === 0 ? 'it holds no records' : null;
  } catch (error) {
    if (error instanceof Database.SqliteError) return error.message;
    throw error;
  } finally {
    copy?.close();
  }
}
