import { createHash } from 'node:crypto';
import { ZodError } from 'zod';
import { findByteNow } from '../ledger/find-byte.ts';
import type { Db } from './open-database.ts';

/** Local rows that nothing else proves, by their key and all they hold, in the order in which it is summed. */
const SUMMED = {
  drafts: {
    key: ['submission', 'person'],
    rest: ['draft', 'revision', 'saved_at', 'met', 'not_yet', 'to_do', 'please_check'],
  },
  agreement_drafts: { key: ['submission', 'person'], rest: ['draft', 'revision', 'saved_at'] },
  comment_bank: {
    key: ['comment'],
    rest: ['person', 'unit', 'criterion', 'decision', 'text', 'uses', 'last_used_at'],
  },
  local_keys: { key: ['key'], rest: ['name', 'sealing', 'sealed'] },
  local_facts: { key: ['name'], rest: ['value'] },
  commands: { key: ['command'], rest: ['record'] },
  sealed_assessments: { key: ['seal'], rest: ['submission', 'person', 'salt', 'body', 'sealed_at'] },
} as const;

export type SummedTable = keyof typeof SUMMED;
export const SUMMED_TABLES = Object.keys(SUMMED) as readonly SummedTable[];

type Value = string | number | null | Buffer;

/** What this machine alone keeps was damaged on its disk, past mending. */
export class DamagedState extends Error {}

/** Whether reading what was saved failed because it is damaged, or of a shape that nothing reads any more. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof DamagedState || error instanceof SyntaxError || error instanceof ZodError;
}

const END = Buffer.from([0]);
const ABSENT = Buffer.from([1]);

function bytesOf(values: readonly Value[]): Buffer {
  return Buffer.concat(
    values.flatMap((value) => [
      value === null ? ABSENT : Buffer.isBuffer(value) ? value : Buffer.from(String(value)),
      END,
    ]),
  );
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The sum of a row: the SHA-256, as hex, over all it holds but the sum, in the order of its table. */
export function sumOf(values: readonly Value[]): string {
  return digestOf(bytesOf(values));
}

/** A row whose sum does not fit, as the bytes that lie there. */
export interface UnprovedRow {
  readonly table: SummedTable;
  readonly columns: readonly string[];
  /** One for each column. */
  readonly values: readonly (Buffer | null)[];
  readonly sum: string;
}

const columnsOf = (table: SummedTable): readonly string[] => [...SUMMED[table].key, ...SUMMED[table].rest];

/** The columns as bytes: a damaged text need not be one any more. */
const asBytes = (table: SummedTable) =>
  [...columnsOf(table), 'sum'].map((column) => `CAST(${column} AS BLOB)`).join(', ');

function rowIn(table: SummedTable, read: readonly (Buffer | null)[]): UnprovedRow {
  return {
    table,
    columns: columnsOf(table),
    values: read.slice(0, -1),
    sum: read.at(-1)?.toString('latin1') ?? '',
  };
}

/** The bytes that were summed, and the test whether others are what was summed. */
export function summedBytes(row: UnprovedRow): { bytes: Buffer; fits: (candidate: Uint8Array) => boolean } {
  return { bytes: bytesOf(row.values), fits: (candidate) => digestOf(candidate) === row.sum };
}

/** In which column a byte of `summedBytes` lies, and where in it. */
export function placeInRow(row: UnprovedRow, offset: number): { column: string; offset: number } | null {
  let start = 0;
  for (const [index, value] of row.values.entries()) {
    const length = (value ?? ABSENT).length;
    if (offset < start + length) return { column: row.columns[index] ?? '', offset: offset - start };
    start += length + END.length;
  }
  return null;
}

/** The rows of a table whose sum does not fit. */
export function unprovedRows(db: Db, table: SummedTable): UnprovedRow[] {
  const rows = db.prepare<[], (Buffer | null)[]>(`SELECT ${asBytes(table)} FROM ${table}`).raw();
  const unproved: UnprovedRow[] = [];
  for (const read of rows.iterate()) {
    const row = rowIn(table, read);
    if (sumOf(row.values) !== row.sum && !isSetAside(row)) unproved.push(row);
  }
  return unproved;
}

/** A damaged draft in whose place another was saved: it is kept for whoever can still read something in it. */
const isSetAside = ({ values }: UnprovedRow) => values[1]?.toString('latin1').endsWith(SET_ASIDE) ?? false;
export const SET_ASIDE = '#damaged';

/** Sums every row of every table: once, when the columns are new. */
export function sumAll(db: Db): void {
  const isThere = db.prepare<[string]>("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  for (const table of SUMMED_TABLES) {
    // Later tables have their sums from the beginning.
    if (!isThere.get(table)) continue;
    const { key } = SUMMED[table];
    const put = db.prepare(
      `UPDATE ${table} SET sum = ? WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`,
    );
    const rows = db
      .prepare<[], Value[]>(`SELECT ${columnsOf(table).join(', ')} FROM ${table}`)
      .raw()
      .all();
    for (const values of rows) put.run(sumOf(values), ...values.slice(0, key.length));
  }
}

/** Kept in one list by whoever works: what is gone from the one that was there last was done with. */
const LISTS: readonly SummedTable[] = ['drafts', 'agreement_drafts', 'comment_bank', 'sealed_assessments'];

/**
 * Takes the rows of a table that their sums prove from another database of this workspace, in place of those here. Where
 * the whole table there is sound, what it does not hold any more goes here too.
 */
export function takeRows(db: Db, from: Db, table: SummedTable): void {
  const columns = columnsOf(table);
  const { key } = SUMMED[table];
  const put = db.prepare(
    `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}, sum) VALUES (${[...columns, 'sum'].map(() => '?').join(', ')})`,
  );
  const rows = from
    .prepare<[], Value[]>(`SELECT ${columns.join(', ')}, sum FROM ${table}`)
    .raw()
    .all();
  const proved = rows.filter((row) => sumOf(row.slice(0, -1)) === row.at(-1));
  const isSound =
    proved.length === rows.length && from.pragma(`integrity_check('${table}')`, { simple: true }) === 'ok';
  if (LISTS.includes(table) && isSound) {
    const isThere = new Set(rows.map((row) => JSON.stringify(row.slice(0, key.length))));
    const drop = db.prepare(
      `DELETE FROM ${table} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`,
    );
    for (const here of db
      .prepare<[], Value[]>(`SELECT ${key.join(', ')} FROM ${table}`)
      .raw()
      .all())
      if (!isThere.has(JSON.stringify(here))) drop.run(...here);
  }
  for (const row of proved) put.run(...row);
}

/** Some ten thousand bytes are mended in a fraction of a second. */
const MENDED_AT_ONCE = { atMost: 256 * 1024 * 1024 };

/** Rows of one table, as their sums prove them. */
export interface SummedRows {
  /**
   * What a row holds, by column; null where there is none. Where one byte of it is wrong, it is what it was before: the
   * row itself stays as it is until it is written next. Throws `DamagedState` where more than that is wrong.
   */
  get(...key: readonly string[]): Readonly<Record<string, Buffer | null>> | null;
}

export function summedRows(db: Db, table: SummedTable): SummedRows {
  const { key } = SUMMED[table];
  const get = db
    .prepare<string[], (Buffer | null)[]>(
      `SELECT ${asBytes(table)} FROM ${table} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`,
    )
    .raw();
  return {
    get(...wanted) {
      const read = get.get(...wanted);
      if (!read) return null;
      const row = rowIn(table, read);
      const values = sumOf(row.values) === row.sum ? row.values : mended(row);
      if (!values) throw new DamagedState(`a row of ${table} is damaged`);
      return Object.fromEntries(row.columns.map((column, index) => [column, values[index] ?? null]));
    },
  };
}

function mended(row: UnprovedRow): readonly (Buffer | null)[] | null {
  if (isOneByteOff(row.sum, sumOf(row.values))) return row.values;
  const { bytes, fits } = summedBytes(row);
  const wrong = findByteNow(bytes, fits, MENDED_AT_ONCE);
  const place = wrong && placeInRow(row, wrong.offset);
  if (!wrong || !place) return null;
  return row.values.map((value, index) => {
    if (value === null || row.columns[index] !== place.column) return value;
    const right = Buffer.from(value);
    right[place.offset] = wrong.shouldBe;
    return right;
  });
}

/** Whether it is the sum itself that was damaged: two digests of which all but one byte agree are of the same thing. */
export function isOneByteOff(damaged: string, digest: string): boolean {
  const differing = [...digest].filter((character, index) => character !== damaged[index]).length;
  return damaged.length === digest.length && differing === 1;
}
