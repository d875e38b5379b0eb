import { CLOCKS_APART_MS } from '../domain/clocks.ts';
import type { ForkedChain, Place } from '../domain/forks.ts';
import type { PersonKey, RecordId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';

/** A record named as the one before another, and not here. */
export interface MissingRecord {
  readonly author: PersonKey;
  readonly seq: number;
  readonly id: RecordId;
}

/** A stretch of an author's chain that is not here. */
export interface Gap {
  readonly author: PersonKey;
  readonly from: number;
  readonly to: number;
}

interface NewPlace extends Place {
  readonly author: PersonKey;
  readonly at: string;
}
/** The furthest record of a chain. */
interface ChainEnd {
  readonly id: RecordId;
  readonly seq: number;
  readonly at: string;
}

/** What a new record does to its chain: most only lengthen it. */
export type ChainChange = 'lengthened' | 'forked' | 'filled';

/** The chains of records by author: where they end, fork, and miss something. */
export interface Chains {
  /** Notes a record that was just stored. */
  add(place: NewPlace): ChainChange;
  /** The end of an author's chain. */
  head(author: PersonKey): ChainEnd | null;
  /** The ends of an author's chain that forks, the furthest first. */
  heads(author: PersonKey): IterableIterator<Place>;
  forked(): readonly ForkedChain[];
  isForked(author: PersonKey): boolean;
  gaps(): readonly Gap[];
  isMissing(record: MissingRecord): boolean;
  /** Whether this record is here, at this place. */
  isAt(record: MissingRecord): boolean;
  /** Whether it is here, at whatever place. */
  isElsewhere(id: RecordId): boolean;
  counts(): { readonly forks: number; readonly missing: number };
  /** Finds forks and gaps again from the records. */
  rebuild(): void;
  /** Drops what is remembered between calls. */
  forget(): void;
}

const REMEMBERED = 10_000;

/** The statements over the places of records in chains. `chain_places` holds those of newer versions too. */
export function chainStatements(db: Db): Chains {
  const head = db.prepare<[string], ChainEnd>(
    'SELECT id, seq, at FROM chain_places WHERE author = ? ORDER BY seq DESC LIMIT 1',
  );
  const heads = db.prepare<[string], Place>(
    'SELECT id, seq, prev FROM chain_places WHERE author = ? ORDER BY seq DESC, id',
  );
  const timeOf = db
    .prepare<[string, number, string], string>(
      'SELECT at FROM chain_places WHERE author = ? AND seq = ? AND id = ?',
    )
    .pluck();
  const other = db.prepare<[string, number, string]>(
    'SELECT 1 FROM chain_places WHERE author = ? AND seq = ? AND id <> ? LIMIT 1',
  );
  const addFork = db.prepare<[string, number]>('INSERT OR IGNORE INTO forks VALUES (?, ?)');
  const addMissing = db.prepare<[string, number, string]>(
    'INSERT OR IGNORE INTO missing_records VALUES (?, ?, ?)',
  );
  const dropMissing = db.prepare<[string, number, string]>(
    'DELETE FROM missing_records WHERE author = ? AND seq = ? AND id = ?',
  );
  const isMissing = db.prepare<[string, number, string]>(
    'SELECT 1 FROM missing_records WHERE author = ? AND seq = ? AND id = ?',
  );
  const noteClock = db.prepare<[string, string, string]>(
    'INSERT OR IGNORE INTO wrong_clocks VALUES (?, ?, ?)',
  );
  const anywhere = db.prepare<[string, string]>(
    'SELECT 1 FROM records WHERE id = ? UNION ALL SELECT 1 FROM newer_records WHERE id = ?',
  );
  const firstForks = db.prepare<[], { author: PersonKey; first: number }>(
    'SELECT author, min(seq) AS first FROM forks GROUP BY author ORDER BY author',
  );
  const anyFork = db.prepare<[string]>('SELECT 1 FROM forks WHERE author = ? LIMIT 1');
  const placesFrom = db.prepare<[string, number, number], Place>(
    'SELECT id, seq, prev FROM chain_places WHERE author = ? AND seq >= ? AND seq < ? ORDER BY seq, id',
  );
  const lastSeq = db.prepare<[string], number>('SELECT max(seq) FROM chain_places WHERE author = ?').pluck();
  const gaps = db.prepare<[], Gap>(
    `SELECT author, 1 + coalesce(
       (SELECT max(seq) FROM chain_places AS p WHERE p.author = m.author AND p.seq < m.seq), 0) AS "from", seq AS "to"
     FROM missing_records AS m GROUP BY author, seq ORDER BY author, seq`,
  );
  const countForks = db.prepare<[], number>('SELECT count(*) FROM forks').pluck();
  const countMissing = db.prepare<[], number>('SELECT count(*) FROM missing_records').pluck();

  /** The furthest record of an author, so that the next one of the chain asks nothing. */
  const ends = new Map<string, ChainEnd | null>();
  const endOf = (author: PersonKey) => {
    let end = ends.get(author);
    if (end === undefined) {
      end = head.get(author) ?? null;
      remember(author, end);
    }
    return end;
  };
  const remember = (author: PersonKey, end: ChainEnd | null) => {
    // Authors are few; a hostile file with millions must not grow the process.
    if (ends.size >= REMEMBERED) ends.clear();
    ends.set(author, end);
  };
  /** In pieces: a chain may be as long as the ledger, and a cursor that stays open would block writes. */
  function* places(author: PersonKey, from: number): Generator<Place> {
    const last = lastSeq.get(author) ?? 0;
    for (let seq = from; seq <= last; seq += PIECE) yield* placesFrom.all(author, seq, seq + PIECE);
  }

  return {
    add({ author, seq, id, prev, at }) {
      const end = ends.get(author);
      // Where nothing is remembered, the record itself may be the end by now.
      const isNext = end !== undefined && seq > (end?.seq ?? 0);
      if (isNext) remember(author, { seq, id, at });
      const follows = isNext && (end?.id ?? null) === prev && seq === (end?.seq ?? 0) + 1;
      if (prev !== null) {
        const before = follows ? end?.at : timeOf.get(author, seq - 1, prev);
        if (before === undefined) addMissing.run(author, seq - 1, prev);
        else if (isFarBefore(at, before)) noteClock.run(id, 'back', at);
      }
      // Nothing shares a place beyond the end, nor waits for what is there.
      if (isNext) return 'lengthened';
      const filled = dropMissing.run(author, seq, id).changes > 0;
      if (other.get(author, seq, id) !== undefined) {
        addFork.run(author, seq);
        return 'forked';
      }
      if (end === undefined) endOf(author);
      return filled ? 'filled' : 'lengthened';
    },
    head: (author) => endOf(author),
    heads: (author) => heads.iterate(author),
    forked: () =>
      firstForks
        .all()
        .map(({ author, first }) => ({ author, from: first, places: () => places(author, first) })),
    isForked: (author) => anyFork.get(author) !== undefined,
    gaps: () => gaps.all(),
    isMissing: ({ author, seq, id }) => isMissing.get(author, seq, id) !== undefined,
    isAt: ({ author, seq, id }) => timeOf.get(author, seq, id) !== undefined,
    isElsewhere: (id) => anywhere.get(id, id) !== undefined,
    counts: () => ({ forks: countForks.get() ?? 0, missing: countMissing.get() ?? 0 }),
    rebuild() {
      db.exec(`
        DELETE FROM forks;
        INSERT INTO forks SELECT author, seq FROM chain_places GROUP BY author, seq HAVING count(*) > 1;
        DELETE FROM missing_records;
        INSERT OR IGNORE INTO missing_records SELECT author, seq - 1, prev FROM chain_places AS one
          WHERE prev IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM chain_places AS p WHERE p.author = one.author AND p.seq = one.seq - 1 AND p.id = one.prev)`);
    },
    forget: () => ends.clear(),
  };
}

const PIECE = 5000;

const isFarBefore = (at: string, other: string) =>
  at < other && Date.parse(other) - Date.parse(at) > CLOCKS_APART_MS;
