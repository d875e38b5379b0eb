import type { QueueFacets, QueueFilter, QueueGrouping, QueueSort } from '../api/shapes.ts';
import type { PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import { parseSearch, type SearchTerm } from '../domain/search-terms.ts';
import type { OutcomeState } from '../domain/states.ts';
import type { CommentTexts } from './comment-texts.ts';
import type { EvidenceTexts } from './evidence-text.ts';
import type { Db } from './open-database.ts';
import { queueChanges } from './queue-changes.ts';
import { FLAGS, MY_STATES, QueueColumns, type Queued, STATES, TRAITS } from './queue-columns.ts';
import { groupedPage, type QueueGroup } from './queue-groups.ts';
import { type CommentSight, type FoundSlots, IN, QueueSearch } from './queue-search.ts';

/**
 * What the queue is filtered and sorted by, of every submission, in memory: whatever is asked is one walk over
 * it, which no set of database indexes gives for every mix of filters. Read when first asked for, and kept in step
 * with the database from then on. One per connection.
 */
export interface QueueIndex {
  page(me: PersonKey, asked: QueueQuestion, offset: number, limit: number): QueuePage<QueuedRow>;
  /** The same with a heading for each group, and no rows under those that are collapsed. */
  grouped(
    me: PersonKey,
    asked: QueueQuestion,
    group: { readonly by: QueueGrouping; readonly collapsed: ReadonlySet<string> },
    offset: number,
    limit: number,
  ): QueuePage<QueuedRow | QueuedHeading> & { readonly submissions: number; readonly groups: number };
  /** Each list of choices is counted as though nothing had been chosen in it. */
  facets(me: PersonKey, filter: QueueFilter, sight?: CommentSight | null): QueueFacets;
  /** How many submissions fit each filter. */
  totals(me: PersonKey, filters: readonly QueueFilter[], sight?: CommentSight | null): readonly number[];
  /** How many submissions are in this state, and how many of those I may mark and have not: none that others are to. */
  count(
    me: PersonKey,
    states: readonly OutcomeState[],
    sight?: CommentSight | null,
  ): { readonly all: number; readonly toMark: number };
  /** Makes ready, a step at a time, what the first question would wait for. */
  prepare(me: PersonKey, sight?: CommentSight | null): Iterable<unknown>;
}

export interface QueueQuestion {
  readonly filter: QueueFilter;
  readonly sort: QueueSort;
  readonly sight: CommentSight | null;
}

export interface QueuedRow {
  readonly kind: 'row';
  readonly submission: SubmissionId;
  /** Where what was looked for is; null where nothing was. */
  readonly found: readonly (keyof typeof IN)[] | null;
  /** The group it stands in, where there are groups. */
  readonly group: QueueGroup | null;
}
export interface QueuedHeading {
  readonly kind: 'group';
  readonly group: QueueGroup;
}

export interface QueuePage<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

/**
 * My part in a submission: what I submitted or sealed with any key of mine, or else my draft. Binds `:person`, the first key of
 * mine, and `:me`, the one of this machine.
 */
export const MY_PART = `LEFT JOIN assessments a ON a.submission = s.submission AND a.author = :person
  LEFT JOIN allocations al ON al.submission = s.submission AND al.person = :person
  LEFT JOIN remarking re ON re.submission = s.submission AND re.person = :person
  LEFT JOIN seen_apart ap ON ap.submission = s.submission AND ap.person = :person
  LEFT JOIN drafts d ON d.submission = s.submission AND d.person = :me`;
/**
 * What the row of a submission says, as whoever is at the desk sees it: whoever is tested by it sees their own part alone.
 */
export const SEEN = {
  state: 'coalesce(ap.state, s.state)',
  marks: 'coalesce(ap.marks, s.marks)',
  pleaseCheck: 'coalesce(ap.please_check, s.please_check)',
  isStale: 'coalesce(ap.is_stale, s.is_stale)',
  isReturned: 'coalesce(ap.is_returned, s.is_returned)',
  allocated: 'coalesce(ap.allocated, s.allocated)',
  isReserved: 'coalesce(ap.is_reserved, s.is_reserved)',
  isDouble: 'coalesce(ap.is_double, s.is_double)',
  due: 'CASE WHEN ap.person IS NULL THEN s.due ELSE ap.due END',
} as const;

export const MINE =
  "CASE WHEN a.assessment IS NOT NULL OR al.stands = 'sealed' OR re.stands <> 'to_do' THEN 'submitted' WHEN d.revision IS NOT NULL THEN 'in_progress' ELSE 'not_started' END";

/** Whether I may not begin to assess it any more: what `mayAssess` asks of a submission itself. */
export const IS_CLOSED = `CASE WHEN ${SEEN.state} = 'set_aside' THEN 1
  WHEN re.stands IS NOT NULL THEN re.stands <> 'to_do'
  WHEN al.stands = 'to_do' THEN s.outcome_record IS NOT NULL
  ELSE ${SEEN.isDouble} = 1 OR s.outcome_record IS NOT NULL OR ${SEEN.isReserved} = 1 END`;

/**
 * Whether I am still to decide, or what I decided is still sealed: see `isBlind`; or mark it anew for an appeal that is
 * open.
 */
export const IS_BLIND =
  "(re.stands IS NOT NULL OR coalesce(al.stands IN ('to_do', 'sealed') AND s.outcome_record IS NULL, 0))";

/** Where it stands: whoever marks it anew for an appeal is told no more than of any script. */
export const STATE = `CASE WHEN re.stands IS NULL THEN ${SEEN.state} WHEN re.stands IN ('to_do', 'sealed') THEN 'awaiting' ELSE 'provisional' END`;

/**
 * Whether it carries “please check”: in my draft, or said by others where I marked it too or read others' marks in its
 * unit. A second marker must not learn it. Binds `:reads`, units as JSON; null asks of nobody what they may see.
 */
export const FLAGGED = `max(coalesce(d.please_check, 0), ${SEEN.pleaseCheck} * (1 - ${IS_BLIND}) * (:reads IS NULL
  OR a.assessment IS NOT NULL OR s.unit IN (SELECT value FROM json_each(:reads))))`;

/**
 * When it is due: my own mark, while it is to come; else the first of others, which nobody learns who is still to decide
 * without seeing them.
 */
export const DUE = `CASE WHEN re.stands = 'to_do' THEN re.due WHEN al.stands = 'to_do' THEN al.due WHEN ${IS_BLIND} THEN NULL ELSE ${SEEN.due} END`;

/** How many criteria I am to judge. */
const MY_CRITERIA = 'coalesce(json_array_length(al.criteria), s.criteria)';

/** How many of them I have still to judge. */
export const TO_DO = `coalesce(a.to_do, d.to_do, CASE WHEN al.stands = 'sealed' OR re.stands <> 'to_do' THEN 0 END, ${MY_CRITERIA})`;

const SELECT = `SELECT s.submission, s.search, s.learner_name AS learner, s.learner AS learnerId, s.received_at AS receivedAt, s.attempt,
    max(0, ${MY_CRITERIA} - ${TO_DO}) * 1.0 / ${MY_CRITERIA} AS progress,
    s.unit, s.unit_code AS unitCode, ${STATE} AS state, ${MINE} AS mine,
    ${FLAGGED} * ${FLAGS.please_check} + ${SEEN.isStale} * ${FLAGS.stale}
      + s.has_gaps * ${FLAGS.gaps} + (${SEEN.isReturned} AND NOT ${IS_BLIND}) * ${FLAGS.returned} AS flags,
    ${IS_CLOSED} AS isClosed, ${IS_BLIND} AS isBlind, s.is_anonymous AS isAnonymous,
    al.person IS NULL AND re.person IS NULL AND ${SEEN.allocated} > 0 AS isForOthers, ${DUE} AS due
  FROM submissions s ${MY_PART}`;

/** From so many changes on, reading everything anew is quicker. */
const MANY_CHANGES = 1000;

const QUEUED = STATES.filter((state) => state !== 'set_aside');

/** What is asked for: 1 for each unit, state and part of mine that will do. */
interface Wanted {
  readonly terms: readonly SearchTerm[];
  readonly units: Uint8Array;
  readonly states: Uint8Array;
  readonly mine: Uint8Array;
  readonly flags: number;
}

function wantedBy(filter: QueueFilter, columns: QueueColumns): Wanted {
  const among = <T extends string>(all: readonly T[], some: readonly T[] | undefined) => {
    const chosen = new Set(some);
    return Uint8Array.from(all, (one) => (chosen.size === 0 || chosen.has(one) ? 1 : 0));
  };
  const units = columns.units.map(({ unit }) => unit);
  return {
    terms: parseSearch(filter.text ?? ''),
    units: among(units, filter.units),
    // What is set aside is shown to whoever asks for it.
    states: among(STATES, filter.states?.length ? filter.states : QUEUED),
    mine: among(MY_STATES, filter.mine),
    flags: (filter.flags ?? []).reduce((bits, flag) => bits | FLAGS[flag], 0),
  };
}

type Traits = (typeof TRAITS)[number];
const hasFlags = (wanted: Wanted, { flags }: Traits) => (flags & wanted.flags) === wanted.flags;
const isInState = (wanted: Wanted, { state }: Traits) => wanted.states[state] === 1;
const isMine = (wanted: Wanted, { mine }: Traits) => wanted.mine[mine] === 1;

type Row = Queued & { readonly search: string };
type Known = {
  readonly me: PersonKey;
  readonly person: PersonKey;
  readonly reads: string | null;
  readonly columns: QueueColumns;
  readonly search: QueueSearch;
};

/** The units in which a person reads others' marks, or assesses, as JSON; null where nobody's sight is asked for. */
export function unitsReadIn(
  db: Db,
): (sight: CommentSight | null, part?: 'reads' | 'assesses') => string | null {
  const units = db.prepare<[], UnitId>('SELECT DISTINCT unit FROM units ORDER BY unit').pluck();
  return (sight, part = 'reads') => sight && JSON.stringify(units.all().filter((unit) => sight(unit)[part]));
}

/** Without `texts` only names, titles and units are searched. */
export function queueIndex(
  db: Db,
  texts: { readonly evidence: EvidenceTexts; readonly comments: CommentTexts } | null,
  personOf: (key: PersonKey) => PersonKey,
): QueueIndex {
  const selectAll = db.prepare<[{ me: string; person: string; reads: string | null }], Row>(
    `${SELECT} ORDER BY s.submission`,
  );
  const selectOne = db.prepare<
    [{ me: string; person: string; reads: string | null; submission: string }],
    Row
  >(`${SELECT} WHERE s.submission = :submission`);
  const countAll = db.prepare<[], number>('SELECT count(*) FROM submissions').pluck();
  const unitsRead = unitsReadIn(db);
  let changes: ReturnType<typeof queueChanges> | null = null;
  let known: Known | null = null;

  const put = ({ columns, search }: Known, row: Row): boolean => {
    const slot = columns.put(row);
    if (slot !== null) search.put(row.submission, slot, row.search);
    return slot !== null;
  };

  const readAll = (me: PersonKey, person: PersonKey, reads: string | null): Known => {
    const count = countAll.get() ?? 0;
    const columns = new QueueColumns(count + MANY_CHANGES + Math.ceil(count / 8));
    const search = new QueueSearch(db, { me, person }, columns, texts?.evidence ?? null);
    const read = { me, person, reads, columns, search };
    for (const row of selectAll.iterate({ me, person, reads })) put(read, row);
    return read;
  };

  const apply = (before: Known, changed: readonly SubmissionId[]): boolean =>
    changed.every((submission) => {
      const { me, person, reads } = before;
      const row = selectOne.get({ me, person, reads, submission });
      if (row) return put(before, row);
      before.columns.drop(submission);
      return true;
    });

  const knownTo = (me: PersonKey, sight: CommentSight | null): Known => {
    const reads = unitsRead(sight);
    const person = personOf(me);
    changes ??= queueChanges(db, 'queue');
    const changed = changes.take();
    texts?.comments.note(changed);
    const isSame = known?.me === me && known.person === person && known.reads === reads;
    const before = isSame && changed.length <= MANY_CHANGES ? known : null;
    // Should the disk fail on the way, the next call begins anew.
    known = null;
    const now = before && apply(before, changed) ? before : readAll(me, person, reads);
    known = now;
    return now;
  };

  const find = ({ search }: Known, { terms }: Wanted, sight: CommentSight | null): FoundSlots | null => {
    if (terms.length === 0) return null;
    if (texts) {
      texts.comments.settle();
      search.follow(texts.evidence.version(), texts.comments.version());
    }
    return search.find(terms, sight);
  };

  /** The slots that fit, in order: those found by their names first. */
  const fitting = (now: Known, wanted: Wanted, found: FoundSlots | null, { by, descending }: QueueSort) => {
    const { columns } = now;
    const traits = Uint8Array.from(TRAITS, (one) =>
      hasFlags(wanted, one) && isInState(wanted, one) && isMine(wanted, one) ? 1 : 0,
    );
    const order = columns.inOrder(by);
    const slots = new Uint32Array(order.length);
    const later = new Uint32Array(found ? order.length : 0);
    let count = 0;
    let countLater = 0;
    for (let at = 0; at < order.length; at += 1) {
      const slot = order[descending ? order.length - 1 - at : at] ?? 0;
      if (traits[columns.traits[slot] ?? 0] !== 1 || wanted.units[columns.unit[slot] ?? 0] !== 1) continue;
      const rank = found ? (found.rank[slot] ?? 0) : 1;
      if (rank === 1) slots[count++] = slot;
      else if (rank === 2) later[countLater++] = slot;
    }
    slots.set(later.subarray(0, countLater), count);
    return slots.subarray(0, count + countLater);
  };

  const rowOf = (now: Known, slot: number, found: FoundSlots | null, group: QueueGroup | null): QueuedRow => {
    // Names are named only where all the words are in them.
    const bits = (found?.where[slot] ?? 0) & (found?.rank[slot] === 1 ? ~0 : ~IN.names);
    const places = (Object.keys(IN) as (keyof typeof IN)[]).filter((place) => (bits & IN[place]) !== 0);
    const submission = now.columns.submissionAt(slot);
    if (submission === undefined) throw new Error('a slot that is listed holds a submission');
    return { kind: 'row', submission, found: found ? places : null, group };
  };

  return {
    page(me, { filter, sort, sight }, offset, limit) {
      const now = knownTo(me, sight);
      const wanted = wantedBy(filter, now.columns);
      const found = find(now, wanted, sight);
      const slots = fitting(now, wanted, found, sort);
      const items = Array.from(slots.subarray(offset, offset + limit), (slot) =>
        rowOf(now, slot, found, null),
      );
      return { total: slots.length, items };
    },
    grouped(me, { filter, sort, sight }, { by, collapsed }, offset, limit) {
      const now = knownTo(me, sight);
      const wanted = wantedBy(filter, now.columns);
      const found = find(now, wanted, sight);
      const slots = fitting(now, wanted, found, sort);
      const page = groupedPage(now.columns, slots, by, collapsed, offset, limit);
      return {
        ...page,
        submissions: slots.length,
        items: page.items.map((item) =>
          item.kind === 'group' ? item : rowOf(now, item.slot, found, item.group),
        ),
      };
    },
    totals(me, filters, sight = null) {
      const now = knownTo(me, sight);
      const sort = { by: 'received', descending: false } as const;
      return filters.map((filter) => {
        const wanted = wantedBy(filter, now.columns);
        return fitting(now, wanted, find(now, wanted, sight), sort).length;
      });
    },
    *prepare(me, sight = null) {
      const now = knownTo(me, sight);
      yield 'columns';
      now.search.names.prepare();
      yield 'words';
      if (texts) now.search.follow(texts.evidence.version(), texts.comments.version());
      for (const by of ['received', 'learner', 'unit', 'state', 'progress', 'attempt', 'due'] as const) {
        yield by;
        // What was read meanwhile by somebody else's question has its own orders.
        if (known === now) now.columns.inOrder(by);
      }
    },
    facets(me, filter, sight = null) {
      const now = knownTo(me, sight);
      const { columns } = now;
      const wanted = wantedBy(filter, columns);
      const found = find(now, wanted, sight);
      const flagged = Uint8Array.from(TRAITS, (one) => (hasFlags(wanted, one) ? 1 : 0));
      const forUnits = Uint8Array.from(TRAITS, (one) =>
        isInState(wanted, one) && isMine(wanted, one) ? 1 : 0,
      );
      const ofUnit = new Uint32Array(columns.units.length);
      const inUnits = new Uint32Array(TRAITS.length);
      for (const slot of columns.inOrder('submission')) {
        const traits = columns.traits[slot] ?? 0;
        if (flagged[traits] === 0 || found?.rank[slot] === 0) continue;
        const unit = columns.unit[slot] ?? 0;
        if (forUnits[traits] === 1) ofUnit[unit] = (ofUnit[unit] ?? 0) + 1;
        if (wanted.units[unit] === 1) inUnits[traits] = (inUnits[traits] ?? 0) + 1;
      }
      const countIn = (isIn: (traits: Traits) => boolean) =>
        TRAITS.reduce((sum, traits, place) => (isIn(traits) ? sum + (inUnits[place] ?? 0) : sum), 0);
      const some = <T extends { readonly count: number }>(counts: readonly T[]) =>
        counts.filter(({ count }) => count > 0);
      return {
        units: some(columns.units.map((unit, place) => ({ ...unit, count: ofUnit[place] ?? 0 }))).sort(
          (a, b) => (a.code === b.code ? (a.unit < b.unit ? -1 : 1) : a.code < b.code ? -1 : 1),
        ),
        states: some(
          STATES.map((state, place) => ({
            state,
            count: countIn((one) => one.state === place && isMine(wanted, one)),
          })),
        ),
        mine: some(
          MY_STATES.map((state, place) => ({
            state,
            count: countIn((one) => one.mine === place && isInState(wanted, one)),
          })),
        ),
      };
    },
    count(me, states, sight = null) {
      const { columns } = knownTo(me, sight);
      const counts = new Uint32Array(TRAITS.length);
      const mine = new Uint32Array(TRAITS.length);
      for (const slot of columns.inOrder('submission')) {
        const traits = columns.traits[slot] ?? 0;
        counts[traits] = (counts[traits] ?? 0) + 1;
        if (columns.isForOthers[slot] === 0 && columns.isClosed[slot] === 0)
          mine[traits] = (mine[traits] ?? 0) + 1;
      }
      const wanted = new Set(states.map((state) => STATES.indexOf(state)));
      const submitted = MY_STATES.indexOf('submitted');
      let all = 0;
      let toMark = 0;
      for (const [place, traits] of TRAITS.entries()) {
        if (!wanted.has(traits.state)) continue;
        all += counts[place] ?? 0;
        if (traits.mine !== submitted) toMark += mine[place] ?? 0;
      }
      return { all, toMark };
    },
  };
}
