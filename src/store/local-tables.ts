import { z } from 'zod';
import type { LocalKey } from './local-state.ts';
import type { Db } from './open-database.ts';
import { sumOf } from './sums.ts';

/** What is local to a machine, and goes with nothing but its own backup. */
const LOCAL_TABLES = [
  'local_keys',
  'local_facts',
  'drafts',
  'agreement_drafts',
  'comment_bank',
  'commands',
  'sealed_assessments',
  'wrong_clocks',
  'put_aside',
] as const;

const Value = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.strictObject({ base64: z.base64() }).transform(({ base64 }) => Buffer.from(base64, 'base64')),
]);
const LocalRow = z.strictObject({ table: z.enum(LOCAL_TABLES), row: z.record(z.string(), Value) });

/** The local state of a machine as JSON values, one a row, for a backup to carry. */
export interface LocalTables {
  /** `keys`, where given, stand in the place of those that are sealed here. */
  rows(keys: readonly LocalKey[] | null): Iterable<unknown>;
  /** Puts a row in the place of the one with its key. False where it is no row of this version's tables. */
  restore(row: unknown): boolean;
}

export function localTables(db: Db): LocalTables {
  const columnsOf = (table: string) =>
    db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  return {
    *rows(keys) {
      for (const table of LOCAL_TABLES) {
        if (table === 'local_keys' && keys) {
          for (const { key, name, sealing, sealed } of keys) {
            const sum = sumOf([key, name, sealing, sealed]);
            yield { table, row: { key, name, sealing, sealed: plain(sealed), sum } };
          }
          continue;
        }
        // Few rows: all of one table at a time.
        for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all())
          yield {
            table,
            row: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
          };
      }
    },
    restore(json) {
      const read = LocalRow.safeParse(json);
      if (!read.success) return false;
      const { table, row } = read.data;
      const known = columnsOf(table);
      const names = Object.keys(row);
      if (names.length === 0 || !names.every((name) => known.includes(name))) return false;
      const marks = names.map(() => '?').join(', ');
      db.prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${marks})`).run(
        Object.values(row),
      );
      return true;
    },
  };
}

const plain = (value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
