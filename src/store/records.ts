import { type Fact, subjectsOf } from '../domain/facts.ts';
import type { PersonKey, RecordId } from '../domain/ids.ts';
import { factOfStored, type SignedRecord } from '../ledger/record.ts';
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

export interface RecordReader {
  /** Adds a record and the subjects it touches; false when it was there already. */
  insert(record: SignedRecord): boolean;
  /** The end of an author's chain. */
  head(author: PersonKey): { readonly seq: number; readonly id: RecordId } | null;
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
  subjects(prefix: string): IterableIterator<{ readonly subject: string }>;
  /** The time of the record that arrived last. */
  lastAt(): string | null;
  count(): number;
  position(): number;
  /** Drops what is remembered between calls. */
  forget(): void;
}

type Row = StoredRecord;

const REMEMBERED_BYTES = 1024 * 1024;
/** Up to here records are fetched one by one, rather than all of a subject again. */
const FEW = 4;

/** The statements over the ledger's tables. */
export function recordStatements(db: Db): RecordReader {
  const insert = db.prepare<[string, string, string, number, string | null, string, Buffer, Buffer]>(
    'INSERT INTO records (id, type, author, seq, prev, at, bytes, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const addSubject = db.prepare<[string, number]>('INSERT OR IGNORE INTO record_subjects VALUES (?, ?)');
  const head = db.prepare<[string], { seq: number; id: RecordId }>(
    'SELECT seq, id FROM records WHERE author = ? ORDER BY seq DESC, position DESC LIMIT 1',
  );
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
  const lastAt = db.prepare<[], { at: string }>('SELECT at FROM records ORDER BY position DESC LIMIT 1');
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM records');
  const position = db.prepare<[], { n: number }>('SELECT coalesce(max(position), 0) AS n FROM records');
  const subjects = db.prepare<[string, string], { subject: string }>(
    'SELECT DISTINCT subject FROM record_subjects WHERE subject >= ? AND subject < ? ORDER BY subject',
  );
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
      const { fact } = record;
      const done = insert.run(
        record.id,
        fact.type,
        fact.author,
        fact.seq,
        record.prev,
        fact.at,
        record.bytes,
        record.signature,
      );
      if (done.changes === 0) return false;
      for (const subject of subjectsOf(fact)) addSubject.run(subject, Number(done.lastInsertRowid));
      return true;
    },
    head: (author) => head.get(author) ?? null,
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
      const last = head.get(author)?.seq ?? 0;
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
    subjects: (prefix) => subjects.iterate(prefix, `${prefix}\uffff`),
    lastAt: () => lastAt.get()?.at ?? null,
    count: () => count.get()?.n ?? 0,
    position: () => position.get()?.n ?? 0,
    forget: recent.forget,
  };
}
