import { sealMatterOf, stageOf } from '../domain/allocation-stage.ts';
import { shownIdentity } from '../domain/anonymity.ts';
import { disagreementIn } from '../domain/disagreement.ts';
import { type Progress, progressOf } from '../domain/draft-rules.ts';
import type { SubmissionId } from '../domain/ids.ts';
import type { Unit } from '../domain/rubric.ts';
import { isInScope, scopeOf } from '../domain/scope.ts';
import type { AssessmentFact } from '../domain/standing-assessments.ts';
import { isDecided } from '../domain/states.ts';
import type { SubmissionDetails } from '../domain/submission-details.ts';
import type { ReceivedFact, SubmissionView } from '../domain/submission-view.ts';
import { appealWriter } from './appeals.ts';
import type { Db } from './open-database.ts';

export interface SubmissionWriter {
  put(view: SubmissionView, unit: Unit, details: SubmissionDetails | null): void;
  drop(submission: SubmissionId): void;
}

/** Whether some criterion has no artifact that claims it or the unit as a whole. */
function hasGaps(unit: Unit, received: ReceivedFact): boolean {
  const { artifacts } = received.body;
  if (artifacts.some((artifact) => artifact.claimsUnit)) return false;
  const claimed = new Set(artifacts.flatMap((artifact) => artifact.claims));
  return unit.criteria.some((criterion) => !claimed.has(criterion.id));
}

/** How far an assessment has come with what its author is to judge; with what they judged, where nobody asked them. */
function progressIn({ allocations }: SubmissionView, unit: Unit, { author, body }: AssessmentFact): Progress {
  const judged = new Set(body.judgments.map(({ criterion }) => criterion));
  const isAsked = allocations.some((one) => one.person === author);
  const scope = scopeOf(allocations, author);
  const criteria = unit.criteria.filter(({ id }) => judged.has(id) || (isAsked && isInScope(scope, id)));
  return progressOf({ criteria }, body.judgments);
}

/** When the first mark is due that is still to come; null where none has a date. */
function firstDue(view: SubmissionView): string | null {
  if (view.outcome?.record || view.setAside || view.standard) return null;
  const dates = view.allocations.flatMap((one) =>
    one.due !== null && stageOf(view, one.person) === 'to_do' ? [one.due] : [],
  );
  return dates.sort()[0] ?? null;
}

/** What a submission was received with; its indexes are rewritten only when one of these changes. */
const RECEIVED = [
  'unit',
  'unit_version',
  'unit_code',
  'unit_title',
  'criteria',
  'learner',
  'learner_name',
  'title',
  'search',
  'attempt',
  'received_at',
  'artifacts',
  'has_gaps',
  'is_anonymous',
] as const;
/** What assessing makes of it. */
const ASSESSED = [
  'state',
  'marks',
  'please_check',
  'is_stale',
  'is_returned',
  'weight',
  'how',
  'verdict',
  'points',
  'max_points',
  'outcome_record',
  'confirmed_at',
  'batch',
  'allocated',
  'is_reserved',
  'is_double',
  'due',
] as const;
/** Of these what somebody who is tested by it sees. */
const APART = [
  'state',
  'marks',
  'please_check',
  'is_stale',
  'is_returned',
  'how',
  'verdict',
  'points',
  'max_points',
  'allocated',
  'is_reserved',
  'is_double',
  'due',
] as const satisfies readonly (typeof ASSESSED)[number][];
const COLUMNS = ['submission', ...RECEIVED, ...ASSESSED] as const;
type Value = string | number | null;
type Row = Readonly<Record<(typeof COLUMNS)[number], Value>>;

function assessedRow(view: SubmissionView): Pick<Row, (typeof ASSESSED)[number]> {
  const { outcome } = view;
  return {
    state: view.state,
    // Of a script that tests markers no list may tell how many have marked it: it looks like any that two are to mark.
    marks: view.standard ? Math.min(1, view.assessments.length) : view.assessments.length,
    please_check: view.pleaseCheck ? 1 : 0,
    is_stale: view.isStale ? 1 : 0,
    is_returned: view.lookedAt?.isReturned && !view.setAside ? 1 : 0,
    weight: view.weight,
    how: outcome?.how ?? null,
    verdict: outcome?.verdict ?? null,
    points: outcome?.total?.points ?? null,
    max_points: outcome?.total?.max ?? null,
    outcome_record: outcome?.record ?? null,
    confirmed_at: isDecided(view.state) ? (outcome?.at ?? null) : null,
    batch: view.batch,
    allocated: view.standard ? Math.min(2, view.allocations.length) : view.allocations.length,
    is_reserved: view.standard || view.allocations.some((one) => one.isSealed) ? 1 : 0,
    is_double: view.marks.isDouble ? 1 : 0,
    due: firstDue(view),
  };
}

/** By place: names would be looked up for each row. */
const valuesIn = (row: Row, columns: readonly (keyof Row)[]): Value[] => columns.map((column) => row[column]);
const UPDATED = [...ASSESSED, 'submission', ...RECEIVED] as const;

export function submissionWriter(db: Db): SubmissionWriter {
  const updates = COLUMNS.slice(1).map((column) => `${column} = excluded.${column}`);
  const isThere = db.prepare<[string]>('SELECT 1 FROM submissions WHERE submission = ?');
  const put = db.prepare<Value[]>(
    `INSERT INTO submissions (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
     ON CONFLICT (submission) DO UPDATE SET ${updates.join(', ')}`,
  );
  const assess = db.prepare<Value[]>(
    `UPDATE submissions SET ${ASSESSED.map((column) => `${column} = ?`).join(', ')}
     WHERE submission = ? AND ${RECEIVED.map((column) => `${column} IS ?`).join(' AND ')}`,
  );
  const drop = db.prepare<[string]>('DELETE FROM submissions WHERE submission = ?');
  const dropAssessments = db.prepare<[string]>('DELETE FROM assessments WHERE submission = ?');
  const addAssessment = db.prepare<[string, string, string, string, number, number, number]>(
    'INSERT INTO assessments VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const dropAllocations = db.prepare<[string]>('DELETE FROM allocations WHERE submission = ?');
  const addAllocation = db.prepare<
    [string, string, string, string, number, string | null, string, string | null, string | null]
  >('INSERT INTO allocations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const dropApart = db.prepare<[string]>('DELETE FROM seen_apart WHERE submission = ?');
  const addApart = db.prepare<Value[]>(
    `INSERT INTO seen_apart (submission, person, ${APART.join(', ')}) VALUES (?, ?, ${APART.map(() => '?').join(', ')})`,
  );
  const dropCountersign = db.prepare<[string]>('DELETE FROM to_countersign WHERE submission = ?');
  const addCountersign = db.prepare<[string, string, string, string]>(
    'INSERT INTO to_countersign VALUES (?, ?, ?, ?)',
  );
  const appeals = appealWriter(db);
  const dropDisagreement = db.prepare<[string]>('DELETE FROM disagreements WHERE submission = ?');
  const addDisagreement = db.prepare<[string, string]>(
    'INSERT INTO disagreements VALUES (?, ?) ON CONFLICT (submission) DO UPDATE SET json = excluded.json',
  );
  return {
    put(view, unit, details) {
      const { received } = view;
      const { submission, learner, attempt, unitVersion } = received.body;
      const shown = shownIdentity(received, details, unit, view.isAnonymous);
      const row: Row = {
        submission,
        unit: unit.id,
        unit_version: unitVersion,
        unit_code: unit.code,
        unit_title: unit.title,
        criteria: unit.criteria.length,
        learner,
        learner_name: shown.name,
        title: shown.title,
        search: [...shown.searchable, unit.code, unit.title].join('\n').toLowerCase(),
        attempt,
        received_at: received.at,
        artifacts: received.body.artifacts.length,
        has_gaps: hasGaps(unit, received) ? 1 : 0,
        is_anonymous: view.isAnonymous ? 1 : 0,
        ...assessedRow(view),
      };
      const isNew = isThere.get(submission) === undefined;
      if (isNew || assess.run(...valuesIn(row, UPDATED)).changes === 0) put.run(...valuesIn(row, COLUMNS));
      if (!isNew) dropAssessments.run(submission);
      for (const assessment of view.assessments) {
        const { met, notYet, toDo } = progressIn(view, unit, assessment);
        addAssessment.run(assessment.id, submission, assessment.author, assessment.at, met, notYet, toDo);
      }
      if (!isNew) dropAllocations.run(submission);
      for (const one of view.allocations) {
        const { person, record, as, isSealed, due } = one;
        const criteria = one.criteria && JSON.stringify(one.criteria);
        const seen = view.tested.get(person) ?? view;
        const stands = [stageOf(seen, person), sealMatterOf(seen, person)] as const;
        addAllocation.run(submission, person, record, as, isSealed ? 1 : 0, due, ...stands, criteria);
      }
      if (!isNew) dropApart.run(submission);
      for (const [person, own] of view.tested)
        addApart.run(submission, person, ...valuesIn({ ...row, ...assessedRow(own) }, APART));
      if (!isNew) dropCountersign.run(submission);
      const waiting = view.setAside || view.standard ? [] : view.toCountersign;
      for (const one of waiting) addCountersign.run(submission, one.id, one.author, one.at);
      const disagreement = disagreementIn(view, unit);
      if (disagreement) addDisagreement.run(submission, JSON.stringify(disagreement));
      else if (!isNew) dropDisagreement.run(submission);
      if (!isNew || view.appeals.length > 0) appeals.put(view);
    },
    drop(submission) {
      dropAssessments.run(submission);
      dropAllocations.run(submission);
      dropApart.run(submission);
      dropCountersign.run(submission);
      dropDisagreement.run(submission);
      appeals.drop(submission);
      drop.run(submission);
    },
  };
}
