import type { LearnerId, SubmissionId, UnitId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';

export interface AttemptReader {
  /** What the learner handed in for the unit the time before this attempt; null for a first one. */
  before(learner: LearnerId, unit: UnitId, attempt: number): SubmissionId | null;
}

export function attemptReader(db: Db): AttemptReader {
  const before = db
    .prepare<[string, string, number], SubmissionId>(
      `SELECT submission FROM submissions WHERE learner = ? AND unit = ? AND attempt < ? AND state <> 'set_aside'
       ORDER BY attempt DESC, received_at DESC, submission LIMIT 1`,
    )
    .pluck();
  return { before: (learner, unit, attempt) => before.get(learner, unit, attempt) ?? null };
}
