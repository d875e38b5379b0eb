import type { LearnerId, PersonKey, RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';

/** A record whose time cannot be right. */
export interface WrongClock {
  readonly record: RecordId;
  readonly how: 'ahead' | 'back';
  readonly seenAt: string;
}

export interface RepeatedAttempt {
  readonly learner: LearnerId;
  readonly unit: UnitId;
  readonly attempt: number;
}

/** What waits for people, as far as tables tell. All of it is found without looking through the ledger. */
export interface Unresolved {
  /** Everybody who signed a record. */
  authors(): readonly PersonKey[];
  /** How many records somebody signed, and the last ones. */
  signedBy(author: PersonKey): { readonly count: number; readonly latest: readonly RecordId[] };
  /** Units with submissions whose assessments were made with another version. */
  staleUnits(): readonly UnitId[];
  staleIn(unit: UnitId): readonly SubmissionId[];
  attemptsTwice(): readonly RepeatedAttempt[];
  submissionsOf(attempt: RepeatedAttempt): readonly SubmissionId[];
  noteClockAhead(record: RecordId, seenAt: string): void;
  wrongClocks(): readonly WrongClock[];
  /** Somebody here has seen it and needs no reminder. */
  putAside(id: string, at: string): void;
  asidePuts(): ReadonlySet<string>;
}

/** Nobody reads through more entries than this; a hostile file could make any number. */
const MOST = 1000;

export function unresolvedStatements(db: Db): Unresolved {
  // Jumps from one author to the next in the index.
  const authors = db
    .prepare<[number], PersonKey>(
      `WITH RECURSIVE next (author) AS (
         SELECT min(author) FROM records
         UNION ALL SELECT (SELECT min(author) FROM records WHERE author > next.author) FROM next
         WHERE next.author IS NOT NULL)
       SELECT author FROM next WHERE author IS NOT NULL LIMIT ?`,
    )
    .pluck();
  const countBy = db.prepare<[string], number>('SELECT count(*) FROM records WHERE author = ?').pluck();
  const latestBy = db
    .prepare<[string], RecordId>('SELECT id FROM records WHERE author = ? ORDER BY seq DESC LIMIT 10')
    .pluck();
  const staleUnits = db
    .prepare<[], UnitId>('SELECT DISTINCT unit FROM submissions WHERE is_stale = 1 ORDER BY unit')
    .pluck();
  const staleIn = db
    .prepare<[string], SubmissionId>(
      'SELECT submission FROM submissions WHERE is_stale = 1 AND unit = ? ORDER BY submission',
    )
    .pluck();
  const twice = db.prepare<[number], RepeatedAttempt>(
    'SELECT learner, unit, attempt FROM attempts_twice ORDER BY unit, learner, attempt LIMIT ?',
  );
  const ofAttempt = db
    .prepare<[string, string, number], SubmissionId>(
      'SELECT submission FROM submissions WHERE learner = ? AND unit = ? AND attempt = ? ORDER BY submission',
    )
    .pluck();
  const noteAhead = db.prepare<[string, string]>("INSERT OR IGNORE INTO wrong_clocks VALUES (?, 'ahead', ?)");
  const clocks = db.prepare<[number], WrongClock>(
    'SELECT record, how, seen_at AS seenAt FROM wrong_clocks ORDER BY seen_at DESC, record LIMIT ?',
  );
  const putAside = db.prepare<[string, string]>('INSERT OR IGNORE INTO put_aside VALUES (?, ?)');
  const aside = db.prepare<[], string>('SELECT id FROM put_aside').pluck();
  return {
    authors: () => authors.all(MOST),
    signedBy: (author) => ({ count: countBy.get(author) ?? 0, latest: latestBy.all(author) }),
    staleUnits: () => staleUnits.all(),
    staleIn: (unit) => staleIn.all(unit),
    attemptsTwice: () => twice.all(MOST),
    submissionsOf: ({ learner, unit, attempt }) => ofAttempt.all(learner, unit, attempt),
    noteClockAhead: (record, seenAt) => void noteAhead.run(record, seenAt),
    wrongClocks: () => clocks.all(MOST),
    putAside: (id, at) => void putAside.run(id, at),
    asidePuts: () => new Set(aside.all()),
  };
}
