import type { SealMatter } from '../domain/allocation-stage.ts';
import type { AssessmentId, LearnerId, PersonKey, RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
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

/** A trainee's assessment that waits for somebody to stand behind it. */
export interface ToCountersign {
  readonly submission: SubmissionId;
  readonly assessment: AssessmentId;
  readonly author: PersonKey;
  readonly learner: LearnerId;
  readonly at: string;
}

/** Whoever may stand behind assessments: in which units, and in which of them they mark themselves. */
export interface Countersigner {
  readonly person: PersonKey;
  /** Any key of theirs. */
  readonly keys: readonly PersonKey[];
  readonly units: readonly UnitId[];
  readonly marks: readonly UnitId[];
}

/** A seal that was asked for, and about which something waits for people. */
export interface SealInQuestion {
  readonly matter: SealMatter;
  readonly submission: SubmissionId;
  readonly person: PersonKey;
  readonly due: string | null;
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
  /** Units in which a trainee's assessment waits. */
  countersignUnits(): readonly UnitId[];
  /** Those that this person may stand behind, as far as tables tell: a conflict of interest may be in the way. */
  toCountersign(by: Countersigner): readonly ToCountersign[];
  /** Units in which something about a seal waits at that time. */
  sealUnits(now: string): readonly UnitId[];
  /**
   * Of this person's own seals, and of others' in the units they allocate. Nobody who is still to mark a submission learns
   * of the others who do. In a part of a workspace nobody is known to be alone.
   */
  sealsInQuestion(asked: {
    readonly person: PersonKey;
    readonly units: readonly UnitId[];
    readonly isPart: boolean;
    readonly now: string;
  }): readonly SealInQuestion[];
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
  const countersignUnits = db
    .prepare<[], UnitId>(
      'SELECT DISTINCT s.unit FROM to_countersign w JOIN submissions s ON s.submission = w.submission ORDER BY s.unit',
    )
    .pluck();
  // What `mayCountersign` asks of a submission itself.
  const countersign = db.prepare<
    [{ person: string; keys: string; units: string; marks: string }],
    ToCountersign
  >(
    `SELECT w.submission, w.assessment, w.author, s.learner, w.at
     FROM to_countersign w JOIN submissions s ON s.submission = w.submission
     WHERE w.author <> :person AND s.outcome_record IS NULL AND s.unit IN (SELECT value FROM json_each(:units))
       AND NOT EXISTS (SELECT 1 FROM allocations WHERE submission = w.submission AND person = :person)
       AND NOT EXISTS (SELECT 1 FROM assessments WHERE submission = w.submission AND author = :person)
       AND NOT EXISTS (SELECT 1 FROM to_countersign WHERE submission = w.submission AND author = :person)
       AND (s.unit NOT IN (SELECT value FROM json_each(:marks)) OR s.marks >= 2 OR s.is_reserved = 1
         OR EXISTS (SELECT 1 FROM erased_learners WHERE learner = s.learner)
         OR EXISTS (SELECT 1 FROM record_subjects f JOIN records r ON r.position = f.position
           WHERE f.subject = 's:' || w.submission AND r.type = 'assessment.countersigned'
             AND r.author IN (SELECT value FROM json_each(:keys))
             AND NOT EXISTS (SELECT 1 FROM not_counted WHERE record = r.id)))
     ORDER BY w.at, w.assessment LIMIT ${MOST}`,
  );
  const sealUnits = db
    .prepare<[string], UnitId>(
      `SELECT DISTINCT s.unit FROM allocations q JOIN submissions s ON s.submission = q.submission
       WHERE q.seal_matter IS NOT NULL AND (q.seal_matter <> 'late' OR q.due < ?) ORDER BY s.unit`,
    )
    .pluck();
  const inQuestion = db.prepare<
    [{ person: string; units: string; isPart: number; now: string }],
    SealInQuestion
  >(
    `SELECT q.seal_matter AS matter, q.submission, q.person, q.due
     FROM allocations q JOIN submissions s ON s.submission = q.submission
     LEFT JOIN allocations mine ON mine.submission = q.submission AND mine.person = :person
     WHERE q.seal_matter IS NOT NULL AND (q.seal_matter <> 'late' OR q.due < :now)
       AND CASE WHEN q.person = :person THEN q.seal_matter <> 'late'
         ELSE s.unit IN (SELECT value FROM json_each(:units)) AND coalesce(mine.stands <> 'to_do', 1) END
       AND (:isPart = 0 OR q.seal_matter <> 'to_open'
         OR 1 < (SELECT count(*) FROM allocations WHERE submission = q.submission AND is_sealed = 1))
     ORDER BY q.seal_matter, q.person, q.submission LIMIT ${MOST}`,
  );
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
    countersignUnits: () => countersignUnits.all(),
    toCountersign: ({ person, keys, units, marks }) =>
      countersign.all({
        person,
        keys: JSON.stringify(keys),
        units: JSON.stringify(units),
        marks: JSON.stringify(marks),
      }),
    sealUnits: (now) => sealUnits.all(now),
    sealsInQuestion: ({ person, units, isPart, now }) =>
      inQuestion.all({ person, units: JSON.stringify(units), isPart: isPart ? 1 : 0, now }),
    attemptsTwice: () => twice.all(MOST),
    submissionsOf: ({ learner, unit, attempt }) => ofAttempt.all(learner, unit, attempt),
    noteClockAhead: (record, seenAt) => void noteAhead.run(record, seenAt),
    wrongClocks: () => clocks.all(MOST),
    putAside: (id, at) => void putAside.run(id, at),
    asidePuts: () => new Set(aside.all()),
  };
}
