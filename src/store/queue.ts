import type {
  QueueFacets,
  QueueFilter,
  QueueGrouping,
  QueueItem,
  QueueRow,
  QueueSort,
  ResultRow,
} from '../api/shapes.ts';
import type { How } from '../domain/facts.ts';
import type { BatchId, LearnerId, PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import type { AssessmentState, OutcomeState, Verdict } from '../domain/states.ts';
import type { CommentTexts } from './comment-texts.ts';
import type { EvidenceTexts } from './evidence-text.ts';
import type { Db } from './open-database.ts';
import {
  DUE,
  FLAGGED,
  IS_BLIND,
  IS_CLOSED,
  MINE,
  MY_PART,
  type QueuedRow,
  queueIndex,
  SEEN,
  STATE,
  TO_DO,
  unitsReadIn,
} from './queue-index.ts';
import type { CommentSight } from './queue-search.ts';
import { IS_STANDARD } from './standards.ts';

export interface QueueReader {
  /**
   * `me` is a key; what any key of the same person submitted is theirs. Without `sight`, no comments of others are searched, and nobody is asked who may know of
   * “please check”.
   */
  list(
    me: PersonKey,
    filter: QueueFilter,
    sort: QueueSort,
    offset: number,
    limit: number,
    sight?: CommentSight | null,
  ): { readonly total: number; readonly rows: QueueRow[] };
  /** The list in groups; `total` counts headings and rows. */
  grouped(
    me: PersonKey,
    asked: { readonly filter: QueueFilter; readonly sort: QueueSort; readonly sight: CommentSight | null },
    group: { readonly by: QueueGrouping; readonly collapsed: readonly string[] },
    offset: number,
    limit: number,
  ): {
    readonly total: number;
    readonly submissions: number;
    readonly groups: number;
    readonly items: QueueItem[];
  };
  facets(me: PersonKey, filter: QueueFilter, sight?: CommentSight | null): QueueFacets;
  totals(me: PersonKey, filters: readonly QueueFilter[], sight?: CommentSight | null): number[];
  /** Makes ready, a step at a time, what the first question would wait for. */
  prepare(me: PersonKey, sight?: CommentSight | null): Iterable<unknown>;
  counts(
    me: PersonKey,
    sight?: CommentSight | null,
  ): {
    readonly toMark: number;
    readonly toReconcile: number;
    readonly toConfirm: number;
    readonly toExport: number;
  };
  /** What decides who sees what of a submission; null where there is none. */
  standing(me: PersonKey, submission: SubmissionId): Standing | null;
  /** The neighbours of a submission in order of receipt. */
  neighbours(submission: SubmissionId): {
    readonly previous: SubmissionId | null;
    readonly next: SubmissionId | null;
  };
  attemptsOf(learner: LearnerId, unit: UnitId): number;
  /** Every submission of a learner, in order of receipt. */
  submissionsOf(learner: LearnerId): readonly SubmissionId[];
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

export interface Standing {
  readonly unit: UnitId;
  readonly hasMarked: boolean;
  /** The person may not begin to assess it any more. */
  readonly isClosed: boolean;
  /** The person is still to decide, or what they decided is still sealed. */
  readonly isBlind: boolean;
  readonly isAnonymous: boolean;
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
  allocated: number;
  artifacts: number;
  pleaseCheck: number;
  isStale: number;
  hasGaps: number;
  isReturned: number;
  receivedAt: string;
  isAnonymous: number;
  due: string | null;
  isSealed: number;
  /** JSON. */
  allocations: string | null;
}

type Named = (key: PersonKey) => string;

function queueRowOf(row: ListedRow, person: PersonKey, nameOf: Named): QueueRow {
  const {
    met,
    notYet,
    toDo,
    marks,
    allocated,
    pleaseCheck,
    isStale,
    hasGaps,
    isReturned,
    isAnonymous,
    isSealed,
    allocations,
    ...rest
  } = row;
  const flags: QueueRow['flags'] = [];
  if (pleaseCheck) flags.push('please_check');
  if (isStale) flags.push('stale');
  if (hasGaps) flags.push('gaps');
  if (isReturned) flags.push('returned');
  return {
    ...rest,
    progress: { met, notYet, toDo },
    marks: { submitted: marks, expected: Math.max(1, marks, allocated) },
    flags,
    sealed: isSealed === 1,
    allocations: allocationsIn(allocations, person, nameOf),
    anonymous: isAnonymous === 1,
  };
}

interface AllocatedRow extends Omit<QueueRow['allocations'][number], 'person' | 'sealed' | 'isMine'> {
  readonly person: PersonKey;
  readonly sealed: 0 | 1;
}

function allocationsIn(json: string | null, me: PersonKey, nameOf: Named): QueueRow['allocations'] {
  const rows = json === null ? [] : (JSON.parse(json) as AllocatedRow[]);
  return rows.map(({ person, sealed, ...rest }) => ({
    ...rest,
    person: { key: person, name: nameOf(person) },
    sealed: sealed === 1,
    isMine: person === me,
  }));
}

/**
 * Whom it is allocated to, first markers first: all of them to whoever may read the marks of others and is not to mark
 * it themselves, and to somebody who may mark it no more; to others only themselves. Binds `:reads` and `:assesses`, the
 * units they read and assess as JSON; null asks of nobody what they may see.
 */
const ALLOCATIONS = `CASE WHEN re.person IS NOT NULL THEN json_array(json_object('record', re.record, 'person', re.person,
    'as', 'first', 'sealed', re.is_sealed, 'due', re.due, 'stands', re.stands, 'criteria', NULL)) WHEN ${SEEN.allocated} > 0 THEN (
    SELECT json_group_array(json_object('record', x.record, 'person', x.person, 'as', x.place, 'sealed', x.is_sealed,
      'due', x.due, 'stands', x.stands, 'criteria', json(x.criteria)) ORDER BY x.place, x.person)
    FROM allocations x WHERE x.submission = s.submission AND (x.person = :person OR (NOT ${IS_BLIND}
      AND (:assesses IS NULL OR (${IS_CLOSED} AND NOT ${IS_STANDARD}) OR s.unit IN (SELECT value FROM json_each(:reads))
        OR s.unit NOT IN (SELECT value FROM json_each(:assesses)))))) END`;

/** Whose a key is, and what they are called. */
interface People {
  readonly personOf: (key: PersonKey) => PersonKey;
  readonly nameOf: Named;
}

export function queueReader(
  db: Db,
  texts: { readonly evidence: EvidenceTexts; readonly comments: CommentTexts } | null = null,
  { personOf, nameOf }: People = { personOf: (key) => key, nameOf: (key) => key },
): QueueReader {
  const index = queueIndex(db, texts, personOf);
  const unitsRead = unitsReadIn(db);
  const listed = db.prepare<
    [
      {
        me: string;
        person: string;
        reads: string | null;
        assesses: string | null;
        submissions: string;
      },
    ],
    ListedRow
  >(
    `SELECT s.submission, s.title, s.learner_name AS learner, s.unit_code AS unitCode, s.unit_title AS unitTitle, s.unit,
       s.attempt, ${STATE} AS state, ${MINE} AS mine, coalesce(a.met, d.met, 0) AS met, coalesce(a.not_yet, d.not_yet, 0) AS notYet,
       ${TO_DO} AS toDo, CASE WHEN re.stands IS NULL THEN ${SEEN.marks} WHEN re.stands = 'to_do' THEN 0 ELSE 1 END AS marks, CASE WHEN ${IS_BLIND} THEN 1 ELSE ${SEEN.allocated} END AS allocated, s.artifacts,
       ${FLAGGED} AS pleaseCheck, ${SEEN.isStale} AS isStale,
       ${SEEN.isReturned} AND NOT ${IS_BLIND} AS isReturned, s.has_gaps AS hasGaps,
       s.received_at AS receivedAt, s.is_anonymous AS isAnonymous, ${DUE} AS due,
       coalesce(re.is_sealed, al.is_sealed, ${SEEN.isReserved}) AS isSealed, ${ALLOCATIONS} AS allocations
     FROM json_each(:submissions) wanted CROSS JOIN submissions s ON s.submission = wanted.value ${MY_PART}
     ORDER BY wanted.key`,
  );
  const standing = db.prepare<
    [{ person: string; submission: string }],
    { unit: UnitId; hasMarked: 0 | 1; isClosed: 0 | 1; isBlind: 0 | 1; isAnonymous: 0 | 1 }
  >(
    `SELECT s.unit, s.is_anonymous AS isAnonymous, ${IS_CLOSED} AS isClosed, ${IS_BLIND} AS isBlind,
       EXISTS (SELECT 1 FROM assessments a WHERE a.submission = s.submission AND a.author = :person) AS hasMarked
     FROM submissions s LEFT JOIN allocations al ON al.submission = s.submission AND al.person = :person
       LEFT JOIN remarking re ON re.submission = s.submission AND re.person = :person
       LEFT JOIN seen_apart ap ON ap.submission = s.submission AND ap.person = :person
     WHERE s.submission = :submission`,
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
  const ofLearner = db
    .prepare<[string], SubmissionId>(
      'SELECT submission FROM submissions WHERE learner = ? ORDER BY received_at, submission',
    )
    .pluck();
  const inStates = db.prepare<[{ states: string; unit: string | null }], { submission: SubmissionId }>(
    'SELECT submission FROM submissions WHERE state IN (SELECT value FROM json_each(:states)) AND (:unit IS NULL OR unit = :unit) ORDER BY weight DESC, learner_name, submission',
  );
  const results = db.prepare<[{ unit: string | null; marker: string | null }], ResultsRow>(
    `SELECT s.submission, learner_name AS learner, unit_code AS unitCode, unit_title AS unitTitle, ${SEEN.state} AS state,
       coalesce(ap.verdict, s.verdict) AS verdict, coalesce(ap.how, s.how) AS how, coalesce(ap.points, s.points) AS points,
       coalesce(ap.max_points, s.max_points) AS max, confirmed_at AS confirmedAt, batch
     FROM submissions s LEFT JOIN seen_apart ap ON ap.submission = s.submission AND ap.person = :marker
     WHERE coalesce(ap.verdict, s.verdict) IS NOT NULL AND (:unit IS NULL OR unit = :unit)
       AND (:marker IS NULL OR ${SEEN.state} <> 'provisional' OR EXISTS (
         SELECT 1 FROM assessments WHERE assessments.submission = s.submission AND author = :marker))
     ORDER BY unit_code, learner_name, s.submission`,
  );
  const batches = db.prepare<[], BatchRow>(
    'SELECT batch, label, version, exported_at AS exportedAt, author AS by, results, passed, manifest AS manifestSha256 FROM batches ORDER BY exported_at DESC, batch',
  );

  const rowsOf = (me: PersonKey, sight: CommentSight | null, items: readonly QueuedRow[]): QueueRow[] =>
    listed
      .all({
        me,
        person: personOf(me),
        reads: unitsRead(sight),
        assesses: unitsRead(sight, 'assesses'),
        submissions: JSON.stringify(items.map(({ submission }) => submission)),
      })
      .map((row, at) => {
        const found = items[at]?.found;
        return { ...queueRowOf(row, personOf(me), nameOf), ...(found ? { found: [...found] } : {}) };
      });

  return {
    list(me, filter, sort, offset, limit, sight = null) {
      const { total, items } = index.page(me, { filter, sort, sight }, offset, limit);
      return { total, rows: rowsOf(me, sight, items) };
    },
    grouped(me, asked, { by, collapsed }, offset, limit) {
      const page = index.grouped(me, asked, { by, collapsed: new Set(collapsed) }, offset, limit);
      const rows = rowsOf(
        me,
        asked.sight,
        page.items.filter((item) => item.kind === 'row'),
      );
      let next = 0;
      const items = page.items.flatMap((item): QueueItem[] => {
        if (item.kind === 'group') return [item];
        const row = rows[next++];
        return row && item.group ? [{ kind: 'row', group: item.group, row }] : [];
      });
      return { total: page.total, submissions: page.submissions, groups: page.groups, items };
    },
    facets: index.facets,
    totals: (me, filters, sight = null) => [...index.totals(me, filters, sight)],
    prepare: index.prepare,
    counts: (me, sight = null) => ({
      toMark: index.count(me, ['awaiting', 'partially_marked'], sight).toMark,
      toReconcile: index.count(me, ['reconciling', 'adjudicating'], sight).all,
      toConfirm: index.count(me, ['provisional', 'auto_agreed', 'agreed', 'adjudicated'], sight).all,
      toExport: index.count(me, ['confirmed'], sight).all,
    }),
    standing(me, submission) {
      const row = standing.get({ person: personOf(me), submission });
      return row
        ? {
            unit: row.unit,
            hasMarked: row.hasMarked === 1,
            isClosed: row.isClosed === 1,
            isBlind: row.isBlind === 1,
            isAnonymous: row.isAnonymous === 1,
          }
        : null;
    },
    neighbours: (submission) => ({
      previous: previous.get(submission)?.submission ?? null,
      next: next.get(submission)?.submission ?? null,
    }),
    attemptsOf: (learner, unit) => attempts.get(learner, unit)?.n ?? 0,
    submissionsOf: (learner) => ofLearner.all(learner),
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
