import type { Authority } from '../domain/authority.ts';
import type { Fact } from '../domain/facts.ts';
import type { AssessmentId, PersonKey, RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
import type { SetKind } from '../domain/standardisation/standardisation-facts.ts';
import { viewStandards } from '../domain/standardisation/standards-view.ts';
import type { Db } from './open-database.ts';

export interface OrdinaryMark {
  readonly assessment: AssessmentId;
  readonly submission: SubmissionId;
  readonly at: string;
}

export interface StandardsReader {
  /** What kind of set of its unit a submission is in; null where it is an ordinary one. */
  kindOf(submission: SubmissionId, unit: UnitId): SetKind | null;
  /** How many ordinary submissions of the unit are allocated to this person. */
  ordinaryAllocated(unit: UnitId, person: PersonKey): number;
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
}

const scriptsOf = (db: Db) =>
  db.prepare<[string], SubmissionId>('SELECT script FROM standard_scripts WHERE unit = ?').pluck();

export function standardsWriter(db: Db): StandardsWriter {
  const before = scriptsOf(db);
  const drop = db.prepare<[string]>('DELETE FROM standard_scripts WHERE unit = ?');
  const add = db.prepare<[string, string, string, string]>(
    'INSERT INTO standard_scripts VALUES (?, ?, ?, ?)',
  );
  return {
    view(unit, facts, authority, note) {
      const concerned = new Set(before.all(unit));
      const view = viewStandards(unit, facts, authority);
      for (const { id } of facts) note(id, view.notCounted.get(id) ?? null);
      drop.run(unit);
      for (const [script, { made }] of view.setOf) {
        add.run(script, unit, made.body.rule.kind, made.id);
        concerned.add(script);
      }
      return concerned;
    },
  };
}

export function standardsReader(db: Db): StandardsReader {
  const kind = db
    .prepare<[string, string], SetKind>('SELECT kind FROM standard_scripts WHERE script = ? AND unit = ?')
    .pluck();
  const allocated = db
    .prepare<[string, string], number>(
      `SELECT count(*) FROM allocations a JOIN submissions s USING (submission)
       WHERE a.person = ? AND s.unit = ? AND NOT EXISTS (SELECT 1 FROM standard_scripts WHERE script = s.submission AND unit = s.unit)`,
    )
    .pluck();
  const marks = db.prepare<[string, string], OrdinaryMark>(
    `SELECT a.assessment, a.submission, a.at FROM assessments a JOIN submissions s USING (submission)
     WHERE a.author = ? AND s.unit = ? AND NOT EXISTS (SELECT 1 FROM standard_scripts WHERE script = s.submission AND unit = s.unit)
     ORDER BY a.at, a.assessment`,
  );
  return {
    kindOf: (submission, unit) => kind.get(submission, unit) ?? null,
    ordinaryAllocated: (unit, person) => allocated.get(person, unit) ?? 0,
    ordinaryMarks: (unit, person) => marks.all(person, unit),
  };
}
