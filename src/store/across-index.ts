import type { AcrossFilter } from '../api/shapes.ts';
import type { CriterionId, PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import type { Db } from './open-database.ts';
import { queueChanges } from './queue-changes.ts';
import { IS_CLOSED } from './queue-index.ts';

/** One criterion of a unit, as one person marks it in every submission. */
export interface Across {
  readonly me: PersonKey;
  readonly unit: UnitId;
  readonly criterion: CriterionId;
}

/**
 * The submissions of a unit that one person marks or has marked, in order of receipt, and in which of them one
 * criterion is judged: in memory, since any page of any filter is then one walk. Read when first asked for, and kept
 * in step with the database from then on. One per connection.
 */
export interface AcrossIndex {
  page(
    across: Across,
    filter: AcrossFilter,
    offset: number,
    limit: number,
  ): {
    readonly all: number;
    readonly judged: number;
    readonly total: number;
    readonly submissions: readonly SubmissionId[];
  };
  /** The first that is not judged after this one, else the first of all, and its place among all; null where every one is. */
  nextToJudge(
    across: Across,
    after: SubmissionId | null,
  ): { readonly submission: SubmissionId; readonly place: number } | null;
  /** How many there are, and in how many of them each criterion is judged. */
  progress(
    me: PersonKey,
    unit: UnitId,
  ): {
    readonly all: number;
    /** The same of a criterion: those in which it is mine to judge. */
    readonly of: (criterion: CriterionId) => { readonly all: number; readonly judged: number };
  };
  /** Those I may still submit. */
  open(me: PersonKey, unit: UnitId): ReadonlySet<SubmissionId>;
}

interface Entry {
  readonly submission: SubmissionId;
  readonly receivedAt: string;
  readonly isSubmitted: 0 | 1;
  /** The criteria that are mine to judge in it; null for all. */
  readonly scope: ReadonlySet<CriterionId> | null;
  /** Whether my draft decides the criterion that was asked about last. */
  isDecided: boolean;
}

interface Known {
  readonly me: PersonKey;
  readonly person: PersonKey;
  readonly unit: UnitId;
  criterion: CriterionId | null;
  /** In order. */
  readonly entries: Entry[];
  readonly bySubmission: Map<SubmissionId, Entry>;
}

/** From so many changes on, reading everything anew is quicker. */
const MANY_CHANGES = 1000;

const SELECT = `SELECT s.submission, s.received_at AS receivedAt,
    a.assessment IS NOT NULL OR coalesce(al.stands = 'sealed' OR re.stands <> 'to_do', 0) AS isSubmitted, al.criteria
  FROM submissions s LEFT JOIN assessments a ON a.submission = s.submission AND a.author = :person
  LEFT JOIN allocations al ON al.submission = s.submission AND al.person = :person
  LEFT JOIN remarking re ON re.submission = s.submission AND re.person = :person
  LEFT JOIN seen_apart ap ON ap.submission = s.submission AND ap.person = :person
  WHERE s.unit = :unit AND (a.assessment IS NOT NULL OR al.stands = 'sealed' OR re.stands IS NOT NULL OR NOT ${IS_CLOSED})`;

/** An entry as the database has it. */
type Row = Pick<Entry, 'submission' | 'receivedAt' | 'isSubmitted'> & { readonly criteria: string | null };

const entryOf = ({ criteria, ...row }: Row, isDecided: boolean): Entry => ({
  ...row,
  scope: criteria === null ? null : new Set(JSON.parse(criteria) as CriterionId[]),
  isDecided,
});

const isMine = ({ scope }: Entry, criterion: CriterionId) => scope === null || scope.has(criterion);

const isBefore = (a: Entry, b: Entry) =>
  a.receivedAt === b.receivedAt ? a.submission < b.submission : a.receivedAt < b.receivedAt;

/** Where an entry stands, or would. */
function placeOf(entries: readonly Entry[], wanted: Entry): number {
  let from = 0;
  let to = entries.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const there = entries[middle];
    if (there && isBefore(there, wanted)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The place of an entry among those in which the criterion is mine to judge. */
function placeAmong(entries: readonly Entry[], place: number, criterion: CriterionId): number {
  let before = 0;
  for (const entry of entries.slice(0, place)) if (isMine(entry, criterion)) before += 1;
  return before;
}

export function acrossIndex(db: Db, personOf: (key: PersonKey) => PersonKey = (key) => key): AcrossIndex {
  const selectAll = db.prepare<[{ person: string; unit: string }], Row>(
    `${SELECT} ORDER BY s.received_at, s.submission`,
  );
  const selectOne = db.prepare<[{ person: string; unit: string; submission: string }], Row>(
    `${SELECT} AND s.submission = :submission`,
  );
  const selectDecided = db
    .prepare<[string, string], SubmissionId>(
      'SELECT submission FROM draft_decisions WHERE person = ? AND criterion = ?',
    )
    .pluck();
  const selectAllDecided = db.prepare<[string], { criterion: CriterionId; submission: SubmissionId }>(
    'SELECT criterion, submission FROM draft_decisions WHERE person = ?',
  );
  const isDecidedNow = db.prepare<[string, string, string]>(
    'SELECT 1 FROM draft_decisions WHERE person = ? AND criterion = ? AND submission = ?',
  );
  let changes: ReturnType<typeof queueChanges> | null = null;
  let known: Known | null = null;

  const readAll = (me: PersonKey, person: PersonKey, unit: UnitId): Known => {
    const entries = selectAll.all({ person, unit }).map((row) => entryOf(row, false));
    const bySubmission = new Map(entries.map((entry) => [entry.submission, entry]));
    return { me, person, unit, criterion: null, entries, bySubmission };
  };

  const keepInStep = (now: Known, submission: SubmissionId) => {
    const before = now.bySubmission.get(submission);
    const after = selectOne.get({ person: now.person, unit: now.unit, submission });
    if (before) now.entries.splice(placeOf(now.entries, before), 1);
    now.bySubmission.delete(submission);
    if (!after) return;
    const isDecided =
      now.criterion !== null && isDecidedNow.get(now.me, now.criterion, submission) !== undefined;
    const entry = entryOf(after, isDecided);
    now.entries.splice(placeOf(now.entries, entry), 0, entry);
    now.bySubmission.set(submission, entry);
  };

  const entriesFor = (me: PersonKey, unit: UnitId) => {
    changes ??= queueChanges(db, 'across');
    const changed = changes.take();
    const person = personOf(me);
    const isSame = known?.me === me && known.person === person && known.unit === unit;
    const now = isSame && changed.length <= MANY_CHANGES ? known : null;
    // Should the disk fail on the way, the next call begins anew.
    known = null;
    if (now) for (const submission of changed) keepInStep(now, submission);
    known = now ?? readAll(me, person, unit);
    return known;
  };

  /** The same, with every entry saying whether this criterion is decided. */
  const decidedFor = ({ me, unit, criterion }: Across): Known => {
    const now = entriesFor(me, unit);
    if (now.criterion === criterion) return now;
    for (const entry of now.entries) entry.isDecided = false;
    for (const submission of selectDecided.iterate(me, criterion)) {
      const entry = now.bySubmission.get(submission);
      if (entry) entry.isDecided = true;
    }
    now.criterion = criterion;
    return now;
  };

  return {
    page(across, filter, offset, limit) {
      const { entries } = decidedFor(across);
      const submissions: SubmissionId[] = [];
      let all = 0;
      let judgedCount = 0;
      let total = 0;
      for (const entry of entries) {
        if (!isMine(entry, across.criterion)) continue;
        const { submission, isSubmitted, isDecided } = entry;
        all += 1;
        const isJudged = isDecided || isSubmitted === 1;
        if (isJudged) judgedCount += 1;
        if (filter !== 'all' && isJudged !== (filter === 'judged')) continue;
        if (total >= offset && submissions.length < limit) submissions.push(submission);
        total += 1;
      }
      return { all, judged: judgedCount, total, submissions };
    },
    nextToJudge(across, after) {
      const { entries, bySubmission } = decidedFor(across);
      const from = after === null ? undefined : bySubmission.get(after);
      const first = from ? placeOf(entries, from) + 1 : 0;
      for (let step = 0; step < entries.length; step += 1) {
        const place = (first + step) % entries.length;
        const entry = entries[place];
        if (entry && entry.isSubmitted === 0 && !entry.isDecided && isMine(entry, across.criterion))
          return { submission: entry.submission, place: placeAmong(entries, place, across.criterion) };
      }
      return null;
    },
    progress(me, unit) {
      const { entries, bySubmission } = entriesFor(me, unit);
      const decided = new Map<CriterionId, number>();
      for (const { criterion, submission } of selectAllDecided.iterate(me)) {
        const entry = bySubmission.get(submission);
        if (entry?.isSubmitted === 0 && isMine(entry, criterion))
          decided.set(criterion, (decided.get(criterion) ?? 0) + 1);
      }
      return {
        all: entries.length,
        of: (criterion) => {
          const mine = entries.filter((entry) => isMine(entry, criterion));
          const submitted = mine.filter((entry) => entry.isSubmitted === 1).length;
          return { all: mine.length, judged: submitted + (decided.get(criterion) ?? 0) };
        },
      };
    },
    open(me, unit) {
      const { entries } = entriesFor(me, unit);
      return new Set(entries.flatMap((entry) => (entry.isSubmitted === 1 ? [] : [entry.submission])));
    },
  };
}
