import { type Fact, subjectsOf } from '../domain/facts.ts';
import type { PersonKey, RecordId } from '../domain/ids.ts';
import type { RawRecord, RecordFiling } from '../ledger/file-record.ts';
import { factOfStored, type SignedRecord } from '../ledger/record.ts';
import type { ChainChange, Chains } from './chains.ts';
import type { Db } from './open-database.ts';
import { recentFacts } from './recent-facts.ts';

/** A record as it lies in the database, unchecked. */
export interface StoredRecord {
  readonly position: number;
  readonly id: RecordId;
  readonly bytes: Buffer;
  readonly signature: Buffer;
}

/** Under what a record is found. */
export interface Filing {
  readonly type: string;
  readonly author: string;
  readonly seq: number;
  readonly prev: string | null;
  readonly at: string;
  /** Sorted. */
  readonly subjects: readonly string[];
}

/** A record that proved itself. */
export interface FiledRecord extends RecordFiling, RawRecord {}

export function filed({ id, prev, fact, bytes, signature }: SignedRecord): FiledRecord {
  const { type, author, seq, at } = fact;
  return { id, type, author, seq, prev, at, subjects: subjectsOf(fact), bytes, signature };
}

export interface RecordReader {
  /** Adds a record and the subjects it touches, and says what it does to its chain; null when it was there already. */
  insert(record: FiledRecord): ChainChange | null;
  get(id: RecordId): StoredRecord | null;
  fact(id: RecordId): Fact | null;
  /** An author's latest facts of one type, newest first, among the last `back` records of theirs. */
  latestBy(author: PersonKey, type: Fact['type'], back: number): readonly Fact[];
  /** The records behind `factsAbout`, as they lie in the database. */
  storedAbout(subject: string): readonly StoredRecord[];
  /** All facts that touch a subject (see `subjectsOf`). */
  factsAbout(subject: string): readonly Fact[];
  /** What the record at a position is filed under, which its bytes must bear out. */
  filing(position: number): Filing | null;
  /** In ledger order, the records after a position. */
  after(position: number, limit: number): readonly StoredRecord[];
  page(
    filter: { subject?: string; type?: string },
    offset: number,
    limit: number,
  ): { readonly total: number; readonly rows: readonly StoredRecord[] };
  /**
   * The subjects that begin so and that records after a position touch (or that `or` wants as well), in order and in
   * pieces: meanwhile others may write.
   */
  subjects(prefix: string, since: number, or?: (subject: string) => boolean): Generator<readonly string[]>;
  isTouchedSince(subject: string, position: number): boolean;
  /** The times of the records that arrived last. */
  latestTimes(): readonly { readonly at: string }[];
  /** The time of the last record in an author's chain. */
  lastTimeBy(author: PersonKey): string | null;
  count(): number;
  position(): number;
  /** Drops what is remembered between calls. */
  forget(): void;
}

type Row = StoredRecord;

/** So many subjects are looked at in one go that nobody waits for it. */
const PAGE = 250;
const REMEMBERED_BYTES = 1024 * 1024;
/** Up to here records are fetched one by one, rather than all of a subject again. */
const FEW = 4;

/** The statements over the ledger's tables. */
export function recordStatements(db: Db, chains: Chains): RecordReader {
  const insert = db.prepare<[string, string, string, number, string | null, string, Uint8Array, Uint8Array]>(
    'INSERT INTO records (id, type, author, seq, prev, at, bytes, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const addSubject = db.prepare<[string, number]>('INSERT OR IGNORE INTO record_subjects VALUES (?, ?)');
  const columns = 'position, id, bytes, signature';
  const get = db.prepare<[string], Row>(`SELECT ${columns} FROM records WHERE id = ?`);
  const positionOf = db.prepare<[string], { position: number }>('SELECT position FROM records WHERE id = ?');
  const positionsAbout = db
    .prepare<[string], number>('SELECT position FROM record_subjects WHERE subject = ? ORDER BY position')
    .pluck();
  const at = db.prepare<[number], Row>(`SELECT ${columns} FROM records WHERE position = ?`);
  const about = db.prepare<[string], Row>(
    `SELECT r.position, r.id, r.bytes, r.signature FROM record_subjects s JOIN records r USING (position) WHERE s.subject = ? ORDER BY position`,
  );
  const latestBy = db.prepare<[string, number, string], Row>(
    `SELECT ${columns} FROM records WHERE author = ? AND seq > ? AND type = ? ORDER BY seq DESC`,
  );
  const after = db.prepare<[number, number], Row>(
    `SELECT ${columns} FROM records WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const filed = db.prepare<[number], Omit<Filing, 'subjects'>>(
    'SELECT type, author, seq, prev, at FROM records WHERE position = ?',
  );
  const subjectsAt = db
    .prepare<[number], string>('SELECT subject FROM record_subjects WHERE position = ?')
    .pluck();
  const latestTimes = db.prepare<[], { at: string }>(
    'SELECT at FROM records ORDER BY position DESC LIMIT 1000',
  );
  const lastTimeBy = db
    .prepare<[string], string>('SELECT at FROM records WHERE author = ? ORDER BY seq DESC LIMIT 1')
    .pluck();
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM records');
  const position = db.prepare<[], { n: number }>('SELECT coalesce(max(position), 0) AS n FROM records');
  const subjects = db.prepare<[string, string, number], { subject: string; last: number }>(
    `SELECT subject, max(position) AS last FROM record_subjects WHERE subject > ? AND subject < ?
     GROUP BY subject ORDER BY subject LIMIT ?`,
  );
  const lastAbout = db
    .prepare<[string], number | null>('SELECT max(position) FROM record_subjects WHERE subject = ?')
    .pluck();
  const where =
    'WHERE (:subject IS NULL OR position IN (SELECT position FROM record_subjects WHERE subject = :subject)) AND (:type IS NULL OR type = :type)';
  const pageRows = db.prepare<
    [{ subject: string | null; type: string | null; limit: number; offset: number }],
    Row
  >(`SELECT ${columns} FROM records ${where} ORDER BY position DESC LIMIT :limit OFFSET :offset`);
  const pageCount = db.prepare<[{ subject: string | null; type: string | null }], { n: number }>(
    `SELECT count(*) AS n FROM records ${where}`,
  );
  const recent = recentFacts(REMEMBERED_BYTES);
  const factOf = (row: Row): Fact => {
    const known = recent.get(row.position);
    if (known) return known;
    const fact = factOfStored(row.id, row.bytes);
    recent.keep(row.position, fact, row.bytes.length);
    return fact;
  };

  return {
    insert(record) {
      const { id, type, author, seq, prev, at, bytes, signature } = record;
      const done = insert.run(id, type, author, seq, prev, at, bytes, signature);
      if (done.changes === 0) return null;
      for (const subject of record.subjects) addSubject.run(subject, Number(done.lastInsertRowid));
      return chains.add({ author, seq, id, prev, at });
    },
    get: (id) => get.get(id) ?? null,
    fact(id) {
      const known = recent.get(positionOf.get(id)?.position ?? 0);
      if (known) return known;
      const row = get.get(id);
      return row ? factOf(row) : null;
    },
    factsAbout(subject) {
      const positions = positionsAbout.all(subject);
      const unknown = positions.filter((one) => !recent.get(one)).length;
      if (unknown > FEW) return about.all(subject).map(factOf);
      return positions.flatMap((one) => {
        const known = recent.get(one);
        if (known) return [known];
        const row = at.get(one);
        return row ? [factOf(row)] : [];
      });
    },
    latestBy(author, type, back) {
      const last = chains.head(author)?.seq ?? 0;
      return latestBy.all(author, last - back, type).map(factOf);
    },
    storedAbout: (subject) => about.all(subject),
    filing(position) {
      const row = filed.get(position);
      return row ? { ...row, subjects: subjectsAt.all(position).sort() } : null;
    },
    after: (from, limit) => after.all(from, limit),
    page(filter, offset, limit) {
      const by = { subject: filter.subject ?? null, type: filter.type ?? null };
      return { total: pageCount.get(by)?.n ?? 0, rows: pageRows.all({ ...by, limit, offset }) };
    },
    *subjects(prefix, since, or = () => false) {
      for (let after = prefix; ; ) {
        const rows = subjects.all(after, `${prefix}\uffff`, PAGE);
        const last = rows.at(-1);
        if (!last) return;
        after = last.subject;
        yield rows.filter((row) => row.last > since || or(row.subject)).map((row) => row.subject);
      }
    },
    isTouchedSince: (subject, position) => (lastAbout.get(subject) ?? 0) > position,
    latestTimes: () => latestTimes.all(),
    lastTimeBy: (author) => lastTimeBy.get(author) ?? null,
    count: () => count.get()?.n ?? 0,
    position: () => position.get()?.n ?? 0,
    forget() {
      recent.forget();
      chains.forget();
    },
  };
}
