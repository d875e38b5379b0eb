import type { Authority } from '../domain/authority.ts';
import type { Fact } from '../domain/facts.ts';
import type { AssessmentId, PersonKey, RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
import { viewStandards } from '../domain/standardisation/standards-view.ts';
import type { ClaimedScript } from '../domain/standardisation/view-script.ts';
import type { Db } from './open-database.ts';

export interface OrdinaryMark {
  readonly assessment: AssessmentId;
  readonly submission: SubmissionId;
  readonly at: string;
}

export interface GivenHow {
  readonly as: 'first' | 'second';
  readonly isSealed: boolean;
  readonly due: string | null;
}

export interface StandardsReader {
  /** Whether a set that counts for it names a submission: without that, it is ordinary work. */
  isNamed(submission: SubmissionId): boolean;
  /** Whether there is a set to qualify with, so that markers of the unit may have to. */
  hasQualifying(unit: UnitId): boolean;
  /** The ordinary submissions of the unit that are allocated to this person. */
  ordinaryAllocated(unit: UnitId, person: PersonKey): readonly SubmissionId[];
  /** How the ordinary work of the unit was allocated that this person was given last; null where there is none. */
  lastOrdinary(unit: UnitId, person: PersonKey): GivenHow | null;
  /** What this person has marked in the unit that is no standard, in order of time. */
  ordinaryMarks(unit: UnitId, person: PersonKey): readonly OrdinaryMark[];
}

export interface StandardsWriter {
  /** Writes which scripts are in sets, `note` saying which records do not count; gives the scripts this may concern. */
  view(
    unit: UnitId,
    facts: readonly Fact[],
    authority: Authority,
    note: (record: RecordId, reason: string | null) => void,
  ): ReadonlySet<SubmissionId>;
  /** What sets say of a submission of the unit, whether or not that counts. */
  claimOf(script: SubmissionId, unit: UnitId): ClaimedScript | null;
  /** Writes whether it counts. */
  noteCounts(script: SubmissionId, counts: boolean): void;
  /** Of the members of a batch those that sets name. */
  scriptsIn(batch: RecordId): readonly SubmissionId[];
}

/** Whether the submission `s` is a script of a set, so that nothing comes of it. */
export const IS_STANDARD =
  'EXISTS (SELECT 1 FROM standard_scripts t WHERE t.script = s.submission AND t.unit = s.unit AND t.counts = 1)';

const scriptsOf = (db: Db) =>
  db.prepare<[string], SubmissionId>('SELECT script FROM standard_scripts WHERE unit = ?').pluck();

export function standardsWriter(db: Db): StandardsWriter {
  const before = scriptsOf(db);
  const drop = db.prepare<[string]>('DELETE FROM standard_scripts WHERE unit = ?');
  const add = db.prepare<[string, string, string, string, string]>(
    'INSERT INTO standard_scripts VALUES (?, ?, ?, ?, ?, 1)',
  );
  const note = db.prepare<[number, string]>('UPDATE standard_scripts SET counts = ? WHERE script = ?');
  const claim = db.prepare<[string, string], Pick<ClaimedScript, 'kind' | 'since'> & { isInBatch: 0 | 1 }>(
    `SELECT kind, made_at AS since, EXISTS (SELECT 1 FROM batch_members WHERE submission = script) AS isInBatch
     FROM standard_scripts WHERE script = ? AND unit = ?`,
  );
  const members = db
    .prepare<[string], SubmissionId>(
      'SELECT submission FROM batch_members WHERE batch = ? AND submission IN (SELECT script FROM standard_scripts)',
    )
    .pluck();
  return {
    claimOf(script, unit) {
      const found = claim.get(script, unit);
      return found ? { ...found, isInBatch: found.isInBatch === 1 } : null;
    },
    noteCounts: (script, counts) => void note.run(counts ? 1 : 0, script),
    scriptsIn: (batch) => members.all(batch),
    view(unit, facts, authority, note) {
      const concerned = new Set(before.all(unit));
      const { claims, notCounted } = viewStandards(unit, facts, authority);
      for (const { id } of facts) note(id, notCounted.get(id) ?? null);
      drop.run(unit);
      for (const [script, { made }] of claims) {
        add.run(script, unit, made.body.rule.kind, made.id, made.at);
        concerned.add(script);
      }
      return concerned;
    },
  };
}

export function standardsReader(db: Db): StandardsReader {
  const named = db.prepare<[string]>(
    'SELECT 1 FROM standard_scripts WHERE script = ? AND counts = 1 LIMIT 1',
  );
  const qualifying = db.prepare<[string]>(
    "SELECT 1 FROM standard_scripts WHERE unit = ? AND kind = 'qualifying' LIMIT 1",
  );
  const ordinary = `FROM allocations a JOIN submissions s USING (submission)
    WHERE a.person = ? AND s.unit = ? AND NOT ${IS_STANDARD}`;
  const allocated = db.prepare<[string, string], SubmissionId>(`SELECT submission ${ordinary}`).pluck();
  const last = db.prepare<[string, string], Omit<GivenHow, 'isSealed'> & { isSealed: 0 | 1 }>(
    `SELECT a.place AS "as", a.is_sealed AS isSealed, a.due ${ordinary}
     ORDER BY (SELECT position FROM records WHERE id = a.record) DESC LIMIT 1`,
  );
  const marks = db.prepare<[string, string], OrdinaryMark>(
    `SELECT a.assessment, a.submission, a.at FROM assessments a JOIN submissions s USING (submission)
     WHERE a.author = ? AND s.unit = ? AND NOT ${IS_STANDARD}
     ORDER BY a.at, a.assessment`,
  );
  return {
    isNamed: (submission) => named.get(submission) !== undefined,
    hasQualifying: (unit) => qualifying.get(unit) !== undefined,
    ordinaryAllocated: (unit, person) => allocated.all(person, unit),
    lastOrdinary(unit, person) {
      const found = last.get(person, unit);
      return found ? { ...found, isSealed: found.isSealed === 1 } : null;
    },
    ordinaryMarks: (unit, person) => marks.all(person, unit),
  };
}
