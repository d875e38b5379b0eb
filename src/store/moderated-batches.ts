import type { Authority } from '../domain/authority.ts';
import type { BatchMode } from '../domain/batches/batch-facts.ts';
import type { BatchState } from '../domain/batches/batch-state.ts';
import { type BatchView, viewBatch } from '../domain/batches/batch-view.ts';
import { lastSaid } from '../domain/batches/last-said.ts';
import type { Fact } from '../domain/facts.ts';
import type { AssessmentId, PersonKey, RecordId, SubmissionId, UnitId } from '../domain/ids.ts';
import type { Verdict } from '../domain/states.ts';
import { sha256Of } from '../ledger/content-ids.ts';
import type { Db } from './open-database.ts';
import { IS_STANDARD } from './standards.ts';

/** A batch in lists, as its newest version stands. */
export interface ModeratedBatchRow {
  readonly batch: RecordId;
  readonly label: string;
  readonly unit: UnitId;
  readonly mode: BatchMode;
  readonly openedAt: string;
  readonly by: PersonKey;
  readonly version: number;
  readonly state: BatchState;
  readonly members: number;
  readonly sampled: number;
  readonly lookedAt: number;
  readonly returned: number;
  /** Of what whoever confirmed it had not seen. */
  readonly unseen: number;
}

export interface MemberRow {
  readonly learner: string;
  readonly verdict: Verdict | null;
}

export interface BatchReader {
  /** Newest first. */
  list(unit: UnitId | null): readonly ModeratedBatchRow[];
  /** The batches whose newest version a submission is in. */
  of(submission: SubmissionId): readonly ModeratedBatchRow[];
  /** Whose the members of its newest version are, as far as that may be told, and what came of them. */
  membersOf(batch: RecordId): ReadonlyMap<SubmissionId, MemberRow>;
  /** Submissions of a unit that are in some batch. */
  takenIn(unit: UnitId): ReadonlySet<SubmissionId>;
  /** Which of its author's assessments in the unit each one is: 1 is the first. */
  placesIn(unit: UnitId): ReadonlyMap<AssessmentId, number>;
}

export interface ModeratedBatchWriter {
  /** Writes what the facts under a batch's name come to; `note` says which of them do not count. */
  view(
    id: RecordId,
    facts: readonly Fact[],
    authority: Authority,
    note: (record: RecordId, reason: string | null) => void,
  ): void;
}

export function moderatedBatchWriter(db: Db): ModeratedBatchWriter {
  const drop = db.prepare<[string]>('DELETE FROM moderated_batches WHERE batch = ?');
  const dropMembers = db.prepare<[string]>('DELETE FROM batch_members WHERE batch = ?');
  const put = db.prepare<(string | number)[]>(
    'INSERT INTO moderated_batches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addMember = db.prepare<[string, string]>('INSERT INTO batch_members VALUES (?, ?)');
  const write = (id: RecordId, { opened, mode, state, current }: BatchView) => {
    const { label, unit } = opened.body;
    const { version, branch, unseen } = current;
    const said = branch ? [...lastSaid(branch).values()] : [];
    const returned = said.filter(
      (fact) => fact.type === 'batch.item_verified' && fact.body.as.kind === 'return',
    );
    const about = [id, label, unit, mode, opened.at, opened.author, version, state];
    const counts = [branch?.members.size ?? 0, branch?.sample.size ?? 0, said.length, returned.length];
    put.run(...about, ...counts, unseen.length);
    for (const submission of branch?.members.keys() ?? []) addMember.run(submission, id);
  };
  return {
    view(id, facts, authority, note) {
      const steps = facts.filter((fact) => fact.type.startsWith('batch.') && fact.type !== 'batch.exported');
      drop.run(id);
      dropMembers.run(id);
      const view = steps.length > 0 ? viewBatch(id, facts, { authority, sha256: sha256Of }) : null;
      for (const { id: record } of steps) note(record, view?.notCounted.get(record) ?? null);
      if (view) write(id, view);
    },
  };
}

export function batchReader(db: Db): BatchReader {
  const columns =
    'batch, label, unit, mode, opened_at AS openedAt, author AS "by", version, state, members, sampled, looked_at AS lookedAt, returned, unseen';
  const list = db.prepare<[{ unit: string | null }], ModeratedBatchRow>(
    `SELECT ${columns} FROM moderated_batches WHERE :unit IS NULL OR unit = :unit ORDER BY opened_at DESC, batch`,
  );
  const of = db.prepare<[string], ModeratedBatchRow>(
    `SELECT ${columns} FROM moderated_batches JOIN batch_members USING (batch) WHERE submission = ? ORDER BY opened_at DESC, batch`,
  );
  const membersOf = db.prepare<[string], MemberRow & { submission: SubmissionId }>(
    'SELECT submission, learner_name AS learner, verdict FROM batch_members JOIN submissions USING (submission) WHERE batch_members.batch = ?',
  );
  const takenIn = db
    .prepare<[string], SubmissionId>(
      'SELECT submission FROM batch_members JOIN moderated_batches USING (batch) WHERE unit = ?',
    )
    .pluck();
  const places = db.prepare<[string], { assessment: AssessmentId; nth: number }>(
    `SELECT assessment, row_number() OVER (PARTITION BY author ORDER BY at, assessment) AS nth
     FROM assessments JOIN submissions s USING (submission) WHERE s.unit = ?
       AND NOT ${IS_STANDARD}`,
  );
  return {
    list: (unit) => list.all({ unit }),
    of: (submission) => of.all(submission),
    membersOf: (batch) => new Map(membersOf.all(batch).map(({ submission, ...row }) => [submission, row])),
    takenIn: (unit) => new Set(takenIn.all(unit)),
    placesIn: (unit) => new Map(places.all(unit).map(({ assessment, nth }) => [assessment, nth])),
  };
}
