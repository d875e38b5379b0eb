import Database from 'better-sqlite3';
import { hashOf } from '../ledger/content-ids.ts';
import { recordIdOf } from '../ledger/record.ts';
import { MIGRATIONS } from './migrations.ts';
import { type Db, nativeBinding } from './open-database.ts';
import { SUMMED_TABLES, type UnprovedRow, unprovedRows } from './sums.ts';

/** Whether the database is whole: what the records and views do not prove by themselves. */
export interface Health {
  /**
   * Goes over the file and its tables, one step after the other, so that others have their turn between them. Each step
   * gives what is wrong, in SQLite's words, or null. Reads what it looks at past every cache of its own.
   */
  faults(): Iterable<string | null>;
  /** Rows of what this machine alone keeps that are not what was written, table by table. */
  unprovedRows(): Iterable<readonly UnprovedRow[]>;
  /** The next private objects after a hash, and the first of them that is not what its hash names. */
  privateObjects(
    after: string,
    limit: number,
  ): { readonly last: string | null; readonly changed: string | null };
}

export function storageHealth(db: Db): Health {
  const privates = db.prepare<[string, number], { hash: string; json: string }>(
    'SELECT hash, json FROM private_objects WHERE hash > ? ORDER BY hash LIMIT ?',
  );
  return {
    *faults() {
      yield inWords(() => schemaFault(db));
      yield inWords(() => pragmaFault(db, 'quick_check(1)'));
      // With the table's name its indexes are held against it too, which the quick check leaves out.
      for (const table of ownTables(db)) yield inWords(() => pragmaFault(db, `integrity_check('${table}')`));
      yield inWords(() => foreignKeyFault(db));
      yield inWords(() => decisionsFault(db));
    },
    *unprovedRows() {
      for (const table of SUMMED_TABLES) yield unprovedRows(db, table);
    },
    privateObjects(after, limit) {
      const rows = privates.all(after, limit);
      return {
        last: rows.at(-1)?.hash ?? null,
        changed: rows.find((row) => !isNamedBy(row.hash, row.json))?.hash ?? null,
      };
    },
  };
}

/** A page that cannot be read at all is a fault like another. */
function inWords(check: () => string | null): string | null {
  try {
    return check();
  } catch (error) {
    if (error instanceof Database.SqliteError) return error.message;
    throw error;
  }
}

/** Whether private JSON is what its hash names. */
export function isNamedBy(hash: string, json: string): boolean {
  if (typeof json !== 'string') return false;
  if (recordIdOf(Buffer.from(json)) === hash) return true;
  try {
    return hashOf(JSON.parse(json)) === hash;
  } catch {
    return false;
  }
}

function pragmaFault(db: Db, pragma: string): string | null {
  const said = String(db.pragma(pragma, { simple: true }));
  return said === 'ok' ? null : said;
}

function ownTables(db: Db): readonly string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'",
    )
    .pluck()
    .all();
}

function foreignKeyFault(db: Db): string | null {
  const [broken] = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  return broken ? `a row of ${broken.table} names one of ${broken.parent} that is not there` : null;
}

/** Criteria that drafts decide, which the database keeps in step by itself. */
function decisionsFault(db: Db): string | null {
  const said = `SELECT DISTINCT person, value ->> '$.criterion' AS criterion, submission
    FROM drafts, json_each(CASE WHEN json_valid(draft) THEN draft ELSE '{}' END, '$.judgments')
    WHERE type = 'object' AND value ->> '$.decision' IS NOT NULL AND value ->> '$.criterion' IS NOT NULL`;
  const kept = 'SELECT person, criterion, submission FROM draft_decisions';
  const differing = db
    .prepare<[], number>(
      `SELECT count(*) FROM (SELECT * FROM (${said} EXCEPT ${kept}) UNION ALL SELECT * FROM (${kept} EXCEPT ${said}))`,
    )
    .pluck()
    .get();
  return differing ? 'what drafts decide is not what is kept of it' : null;
}

interface SchemaPart {
  readonly name: string;
  readonly sql: string;
}

/** Tables and triggers must be what the steps make: a damaged one could let through what the whole one forbids. */
function schemaFault(db: Db): string | null {
  const made = new Database(':memory:', nativeBinding());
  try {
    for (const sql of MIGRATIONS) made.exec(sql);
    const expected = new Map(schemaOf(made).map(({ name, sql }) => [name, sql]));
    for (const { name, sql } of schemaOf(db)) {
      if (expected.get(name) !== sql) return `the definition of ${name} was changed`;
      expected.delete(name);
    }
    const [missing] = expected.keys();
    return missing === undefined ? null : `the definition of ${missing} is missing`;
  } finally {
    made.close();
  }
}

/** Indexes are left out: they hold nothing of their own, and are held against their tables. */
function schemaOf(db: Db): SchemaPart[] {
  return db
    .prepare<[], SchemaPart>(
      `SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'trigger', 'view') AND name NOT LIKE 'sqlite%'
       AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')`,
    )
    .all()
    .map(({ name, sql }) => ({ name, sql: withoutLayout(sql) }));
}

const withoutLayout = (sql: string) =>
  sql
    .replace(/--.*$/gm, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1')
    .trim();
