import type { QueueFacets, QueueFilter, QueueRow, QueueSort, ResultRow } from '../api/shapes.ts';
import type { How } from '../domain/facts.ts';
import type { BatchId, LearnerId, PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import type { AssessmentState, OutcomeState, Verdict } from '../domain/states.ts';
import type { Db } from './open-database.ts';

export interface QueueReader {
  list(
    me: PersonKey,
    filter: QueueFilter,
    sort: QueueSort,
    offset: number,
    limit: number,
  ): { readonly total: number; readonly rows: QueueRow[] };
  facets(me: PersonKey, filter: QueueFilter): QueueFacets;
  counts(me: PersonKey): {
    readonly toMark: number;
    readonly toReconcile: number;
    readonly toConfirm: number;
    readonly toExport: number;
  };
  /** The neighbours of a submission in order of receipt. */
  neighbours(submission: SubmissionId): {
    readonly previous: SubmissionId | null;
    readonly next: SubmissionId | null;
  };
  attemptsOf(learner: LearnerId, unit: UnitId): number;
  /** Every name under which a learner's submissions came; none where the names were erased. */
  namesOf(learner: LearnerId): readonly string[];
  /** Submissions in these states, heaviest disagreement first. */
  inStates(states: readonly OutcomeState[], unit: UnitId | null): readonly SubmissionId[];
  /** With `marker`, provisional ones only where that person gave the mark. */
  results(unit: UnitId | null, marker: PersonKey | null): readonly Omit<ResultRow, 'blocked'>[];
  batches(): readonly BatchRow[];
}

export interface BatchRow {
  readonly batch: BatchId;
  readonly label: string;
  readonly version: number;
  readonly exportedAt: string;
  readonly by: PersonKey;
  readonly results: number;
  readonly passed: number;
  readonly manifestSha256: string;
}

interface FilterParams {
  me: string;
  text: string | null;
  units: string | null;
  states: string | null;
  mine: string | null;
  flags: string | null;
}

interface ListedRow {
  submission: SubmissionId;
  title: string;
  learner: string;
  unitCode: string;
  unitTitle: string;
  unit: UnitId;
  attempt: number;
  state: OutcomeState;
  mine: AssessmentState;
  met: number;
  notYet: number;
  toDo: number;
  marks: number;
  artifacts: number;
  pleaseCheck: number;
  isStale: number;
  hasGaps: number;
  receivedAt: string;
}

const MINE =
  "CASE WHEN a.assessment IS NOT NULL THEN 'submitted' WHEN d.revision IS NOT NULL THEN 'in_progress' ELSE 'not_started' END";

const FROM = `FROM submissions s
  LEFT JOIN assessments a ON a.submission = s.submission AND a.author = :me
  LEFT JOIN drafts d ON d.submission = s.submission AND d.person = :me`;

const WHERE = {
  text: "(:text IS NULL OR s.search LIKE :text ESCAPE '\\')",
  units: '(:units IS NULL OR s.unit IN (SELECT value FROM json_each(:units)))',
  states: '(:states IS NULL OR s.state IN (SELECT value FROM json_each(:states)))',
  mine: `(:mine IS NULL OR ${MINE} IN (SELECT value FROM json_each(:mine)))`,
  flags: `(:flags IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(:flags) WHERE NOT (
    (value = 'please_check' AND (s.please_check = 1 OR coalesce(d.please_check, 0) = 1))
    OR (value = 'stale' AND s.is_stale = 1) OR (value = 'gaps' AND s.has_gaps = 1))))`,
} as const;
type Condition = keyof typeof WHERE;
const where = (without?: Condition) =>
  `WHERE ${(Object.keys(WHERE) as Condition[])
    .filter((one) => one !== without)
    .map((one) => WHERE[one])
    .join(' AND ')}`;

const SORTS: Record<QueueSort['by'], string> = {
  received: 's.received_at',
  learner: 's.learner_name',
  unit: 's.unit_code',
  state: 's.state',
  progress: '(s.criteria - coalesce(a.to_do, d.to_do, s.criteria)) * 1.0 / s.criteria',
  attempt: 's.attempt',
};

function paramsOf(me: PersonKey, filter: QueueFilter): FilterParams {
  const list = (values: readonly string[] | undefined) =>
    values && values.length > 0 ? JSON.stringify(values) : null;
  const text = filter.text
    ?.trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&');
  return {
    me,
    text: text ? `%${text}%` : null,
    units: list(filter.units),
    states: list(filter.states),
    mine: list(filter.mine),
    flags: list(filter.flags),
  };
}

function queueRowOf(row: ListedRow): QueueRow {
  const { met, notYet, toDo, marks, pleaseCheck, isStale, hasGaps, ...rest } = row;
  const flags: QueueRow['flags'] = [];
  if (pleaseCheck) flags.push('please_check');
  if (isStale) flags.push('stale');
  if (hasGaps) flags.push('gaps');
  return {
    ...rest,
    progress: { met, notYet, toDo },
    marks: { submitted: marks, expected: Math.max(1, marks) },
    flags,
  };
}

export function queueReader(db: Db): QueueReader {
  const count = db.prepare<[FilterParams], { n: number }>(`SELECT count(*) AS n ${FROM} ${where()}`);
  const lists = new Map<string, ReturnType<typeof prepareList>>();
  const prepareList = (by: QueueSort['by'], descending: boolean) => {
    const direction = descending ? 'DESC' : 'ASC';
    return db.prepare<[FilterParams & { limit: number; offset: number }], ListedRow>(
      `SELECT s.submission, s.title, s.learner_name AS learner, s.unit_code AS unitCode, s.unit_title AS unitTitle, s.unit,
         s.attempt, s.state, ${MINE} AS mine, coalesce(a.met, d.met, 0) AS met, coalesce(a.not_yet, d.not_yet, 0) AS notYet,
         coalesce(a.to_do, d.to_do, s.criteria) AS toDo, s.marks, s.artifacts,
         max(s.please_check, coalesce(d.please_check, 0)) AS pleaseCheck, s.is_stale AS isStale, s.has_gaps AS hasGaps,
         s.received_at AS receivedAt
       ${FROM} ${where()} ORDER BY ${SORTS[by]} ${direction}, s.submission ${direction} LIMIT :limit OFFSET :offset`,
    );
  };
  const unitFacet = db.prepare<[FilterParams], { unit: UnitId; code: string; count: number }>(
    `SELECT s.unit, s.unit_code AS code, count(*) AS count ${FROM} ${where('units')} GROUP BY s.unit, s.unit_code ORDER BY s.unit_code`,
  );
  const stateFacet = db.prepare<[FilterParams], { state: OutcomeState; count: number }>(
    `SELECT s.state, count(*) AS count ${FROM} ${where('states')} GROUP BY s.state ORDER BY s.state`,
  );
  const mineFacet = db.prepare<[FilterParams], { state: AssessmentState; count: number }>(
    `SELECT ${MINE} AS state, count(*) AS count ${FROM} ${where('mine')} GROUP BY 1 ORDER BY 1`,
  );
  const toMark = db.prepare<[string], { n: number }>(
    "SELECT count(*) AS n FROM submissions s WHERE s.state IN ('awaiting', 'partially_marked') AND NOT EXISTS (SELECT 1 FROM assessments a WHERE a.submission = s.submission AND a.author = ?)",
  );
  const states = db.prepare<[], { state: OutcomeState; n: number }>(
    'SELECT state, count(*) AS n FROM submissions GROUP BY state',
  );
  const previous = db.prepare<[string], { submission: SubmissionId }>(
    'SELECT p.submission FROM submissions s JOIN submissions p ON (p.received_at, p.submission) < (s.received_at, s.submission) WHERE s.submission = ? ORDER BY p.received_at DESC, p.submission DESC LIMIT 1',
  );
  const next = db.prepare<[string], { submission: SubmissionId }>(
    'SELECT p.submission FROM submissions s JOIN submissions p ON (p.received_at, p.submission) > (s.received_at, s.submission) WHERE s.submission = ? ORDER BY p.received_at, p.submission LIMIT 1',
  );
  const attempts = db.prepare<[string, string], { n: number }>(
    'SELECT coalesce(max(attempt), 0) AS n FROM submissions WHERE learner = ? AND unit = ?',
  );
  const names = db
    .prepare<[string], string>(
      "SELECT DISTINCT learner_name FROM submissions WHERE learner = ? AND learner_name <> 'Learner ' || substr(learner, 1, 6) ORDER BY received_at",
    )
    .pluck();
  const inStates = db.prepare<[{ states: string; unit: string | null }], { submission: SubmissionId }>(
    'SELECT submission FROM submissions WHERE state IN (SELECT value FROM json_each(:states)) AND (:unit IS NULL OR unit = :unit) ORDER BY weight DESC, learner_name, submission',
  );
  const results = db.prepare<[{ unit: string | null; marker: string | null }], ResultsRow>(
    `SELECT submission, learner_name AS learner, unit_code AS unitCode, unit_title AS unitTitle, state, verdict, how, points,
       max_points AS max, confirmed_at AS confirmedAt, batch
     FROM submissions WHERE verdict IS NOT NULL AND (:unit IS NULL OR unit = :unit)
       AND (:marker IS NULL OR state <> 'provisional' OR EXISTS (
         SELECT 1 FROM assessments WHERE assessments.submission = submissions.submission AND author = :marker))
     ORDER BY unit_code, learner_name, submission`,
  );
  const batches = db.prepare<[], BatchRow>(
    'SELECT batch, label, version, exported_at AS exportedAt, author AS by, results, passed, manifest AS manifestSha256 FROM batches ORDER BY exported_at DESC, batch',
  );

  return {
    list(me, filter, sort, offset, limit) {
      const key = `${sort.by} ${sort.descending}`;
      let statement = lists.get(key);
      if (!statement) {
        statement = prepareList(sort.by, sort.descending);
        lists.set(key, statement);
      }
      const params = paramsOf(me, filter);
      return {
        total: count.get(params)?.n ?? 0,
        rows: statement.all({ ...params, limit, offset }).map(queueRowOf),
      };
    },
    facets(me, filter) {
      const params = paramsOf(me, filter);
      return { units: unitFacet.all(params), states: stateFacet.all(params), mine: mineFacet.all(params) };
    },
    counts(me) {
      const byState = new Map(states.all().map((row) => [row.state, row.n]));
      const of = (...wanted: OutcomeState[]) =>
        wanted.reduce((sum, state) => sum + (byState.get(state) ?? 0), 0);
      return {
        toMark: toMark.get(me)?.n ?? 0,
        toReconcile: of('reconciling', 'adjudicating'),
        toConfirm: of('provisional', 'auto_agreed', 'agreed', 'adjudicated'),
        toExport: of('confirmed'),
      };
    },
    neighbours: (submission) => ({
      previous: previous.get(submission)?.submission ?? null,
      next: next.get(submission)?.submission ?? null,
    }),
    attemptsOf: (learner, unit) => attempts.get(learner, unit)?.n ?? 0,
    namesOf: (learner) => names.all(learner),
    inStates: (wanted, unit) =>
      inStates.all({ states: JSON.stringify(wanted), unit }).map((row) => row.submission),
    results: (unit, marker) =>
      results.all({ unit, marker }).map(({ points, max, ...row }) => ({
        ...row,
        total: points === null || max === null ? null : { points, max },
      })),
    batches: () => batches.all(),
  };
}

interface ResultsRow {
  submission: SubmissionId;
  learner: string;
  unitCode: string;
  unitTitle: string;
  state: OutcomeState;
  verdict: Verdict;
  how: How;
  points: number | null;
  max: number | null;
  confirmedAt: string | null;
  batch: BatchId | null;
}
