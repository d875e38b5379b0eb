import type { PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';

/** What somebody has to mark, in submissions. */
export interface Workload {
  readonly person: PersonKey;
  readonly toDo: number;
  readonly sealed: number;
  /** Submitted, or sealed and opened. */
  readonly done: number;
  /** Of those to do, how many were due before now. */
  readonly overdue: number;
  /** When the next of those to do is due. */
  readonly nextDue: string | null;
}

export interface Workloads {
  /** Everybody to whom something is allocated, in one unit or in all, for appeals too; without what is set aside. */
  of(unit: UnitId | null, now: string): readonly Workload[];
  /** Submissions whose ids begin so. At most two: whoever asks needs one. */
  beginningWith(prefix: string): readonly SubmissionId[];
}

export function workloadReader(db: Db): Workloads {
  const loads = db.prepare<{ unit: string | null; now: string }, Workload>(
    `SELECT a.person AS person,
       count(*) FILTER (WHERE a.stands = 'to_do') AS toDo,
       count(*) FILTER (WHERE a.stands = 'sealed') AS sealed,
       count(*) FILTER (WHERE a.stands IN ('opened', 'submitted')) AS done,
       count(*) FILTER (WHERE a.stands = 'to_do' AND a.due < :now) AS overdue,
       min(a.due) FILTER (WHERE a.stands = 'to_do' AND a.due >= :now) AS nextDue
     FROM (SELECT submission, person, stands, due FROM allocations
       UNION ALL SELECT submission, person, stands, due FROM remarking) a JOIN submissions s ON s.submission = a.submission
     WHERE s.state <> 'set_aside' AND (:unit IS NULL OR s.unit = :unit)
     GROUP BY a.person ORDER BY a.person`,
  );
  // Ids are of hexadecimal digits, and g comes after them.
  const beginning = db
    .prepare<[string, string], SubmissionId>(
      'SELECT submission FROM submissions WHERE submission >= ? AND submission < ? ORDER BY submission LIMIT 2',
    )
    .pluck();
  return {
    of: (unit, now) => loads.all({ unit, now }),
    beginningWith: (prefix) => beginning.all(prefix, `${prefix}g`),
  };
}
