import { stageOf } from '../domain/allocation-stage.ts';
import type { AppealAsker, AppealProcess, AppealResult } from '../domain/appeals/appeal-facts.ts';
import { type AppealState, isAppealOpen } from '../domain/appeals/appeal-state.ts';
import type { AppealView } from '../domain/appeals/appeal-view.ts';
import type { PersonKey, RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import type { Db } from './open-database.ts';

/** An appeal in lists. */
export interface AppealRow {
  readonly appeal: RecordId;
  readonly submission: SubmissionId;
  readonly learner: string;
  readonly unit: UnitId;
  readonly unitCode: string;
  readonly unitTitle: string;
  readonly state: AppealState;
  readonly process: AppealProcess | null;
  readonly result: AppealResult | null;
  readonly asker: AppealAsker;
  readonly received: string;
  readonly due: string | null;
  readonly mayLower: boolean;
  readonly remarks: number;
  readonly remarked: number;
  readonly toRelease: boolean;
}

export interface AppealReader {
  /** Open ones first, by when they are due; none that this person is to mark anew for. */
  list(person: PersonKey): readonly AppealRow[];
  /** Submissions that this person is to mark anew while an appeal is open. */
  remarkedBy(person: PersonKey): ReadonlySet<SubmissionId>;
}

export interface AppealWriter {
  put(view: SubmissionView): void;
  drop(submission: SubmissionId): void;
}

export function appealWriter(db: Db): AppealWriter {
  const dropAppeals = db.prepare<[string]>('DELETE FROM appeals WHERE submission = ?');
  const dropRemarking = db.prepare<[string]>('DELETE FROM remarking WHERE submission = ?');
  const add = db.prepare<(string | number | null)[]>(
    'INSERT INTO appeals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addRemarking = db.prepare<(string | number | null)[]>(
    'INSERT OR REPLACE INTO remarking VALUES (?, ?, ?, ?, ?, ?)',
  );
  const drop = (submission: SubmissionId) => {
    dropAppeals.run(submission);
    dropRemarking.run(submission);
  };
  const putOne = (view: SubmissionView, appeal: AppealView) => {
    const { lodged, state, process, decision, remarking, outcome, closed } = appeal;
    const { submission, asker, received, due, mayLower } = lodged.body;
    const asked = new Set(process?.body.remarkers);
    const remarked = remarking?.assessments.filter((one) => asked.has(one.author)).length ?? 0;
    const isToRelease =
      closed !== null && outcome !== null && view.outcome?.record === outcome.record && view.batch === null;
    const came = [process?.body.process ?? null, decision?.body.result ?? null] as const;
    const counts = [mayLower ? 1 : 0, asked.size, remarked, isToRelease ? 1 : 0];
    add.run(lodged.id, submission, state, ...came, asker, received, due, ...counts);
    if (!remarking || !isAppealOpen(state)) return;
    for (const one of remarking.allocations) {
      const stands = stageOf(remarking, one.person);
      addRemarking.run(submission, one.person, one.record, one.isSealed ? 1 : 0, one.due, stands);
    }
  };
  return {
    put(view) {
      drop(view.received.body.submission);
      for (const appeal of view.appeals) putOne(view, appeal);
    },
    drop,
  };
}

interface Row extends Omit<AppealRow, 'mayLower' | 'toRelease'> {
  readonly mayLower: 0 | 1;
  readonly toRelease: 0 | 1;
}

export function appealReader(db: Db): AppealReader {
  const list = db.prepare<[string], Row>(
    `SELECT appeal, submission, learner_name AS learner, unit, unit_code AS unitCode, unit_title AS unitTitle,
       p.state, process, result, asker, received, p.due, may_lower AS mayLower, remarks, remarked, to_release AS toRelease
     FROM appeals p JOIN submissions USING (submission)
     WHERE NOT EXISTS (SELECT 1 FROM remarking r WHERE r.submission = p.submission AND r.person = ?)
     ORDER BY p.state IN ('closed', 'withdrawn'), p.due IS NULL, p.due, received, appeal`,
  );
  const remarked = db
    .prepare<[string], SubmissionId>('SELECT submission FROM remarking WHERE person = ?')
    .pluck();
  return {
    list: (person) =>
      list.all(person).map(({ mayLower, toRelease, ...row }) => ({
        ...row,
        mayLower: mayLower === 1,
        toRelease: toRelease === 1,
      })),
    remarkedBy: (person) => new Set(remarked.all(person)),
  };
}
