import type { QueueFacets, QueueFilter, QueueSort } from '../api/shapes.ts';
import type { PersonKey, SubmissionId } from '../domain/ids.ts';
import type { OutcomeState } from '../domain/states.ts';
import type { Db } from './open-database.ts';
import { queueChanges } from './queue-changes.ts';
import { FLAGS, FOUND, MY_STATES, QueueColumns, type Queued, STATES, TRAITS } from './queue-columns.ts';

/**
 * What the queue is filtered and sorted by, of every submission, in memory: whatever is asked is one walk over
 * it, which no set of database indexes gives for every mix of filters. Read when first asked for, and kept in step
 * with the database from then on. One per connection.
 */
export interface QueueIndex {
  page(
    me: PersonKey,
    filter: QueueFilter,
    sort: QueueSort,
    offset: number,
    limit: number,
  ): { readonly total: number; readonly submissions: readonly SubmissionId[] };
  /** Each list of choices is counted as though nothing had been chosen in it. */
  facets(me: PersonKey, filter: QueueFilter): QueueFacets;
  /** How many submissions are in this state, and how many of those I have not marked. */
  count(
    me: PersonKey,
    states: readonly OutcomeState[],
  ): { readonly all: number; readonly notMarkedByMe: number };
}

/** My part in a submission: what I submitted, or else my draft. Binds `:me`. */
export const MY_PART = `LEFT JOIN assessments a ON a.submission = s.submission AND a.author = :me
  LEFT JOIN drafts d ON d.submission = s.submission AND d.person = :me`;
export const MINE =
  "CASE WHEN a.assessment IS NOT NULL THEN 'submitted' WHEN d.revision IS NOT NULL THEN 'in_progress' ELSE 'not_started' END";

const SELECT = `SELECT s.submission, s.search, s.learner_name AS learner, s.received_at AS receivedAt, s.attempt,
    (s.criteria - coalesce(a.to_do, d.to_do, s.criteria)) * 1.0 / s.criteria AS progress,
    s.unit, s.unit_code AS unitCode, s.state, ${MINE} AS mine,
    max(s.please_check, coalesce(d.please_check, 0)) * ${FLAGS.please_check} + s.is_stale * ${FLAGS.stale}
      + s.has_gaps * ${FLAGS.gaps} AS flags
  FROM submissions s ${MY_PART}`;

/** From so many changes on, reading everything anew is quicker. */
const MANY_CHANGES = 1000;

/** What is asked for: 1 for each unit, state and part of mine that will do. */
interface Wanted {
  readonly text: string;
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
    text: filter.text?.trim().toLowerCase() ?? '',
    units: among(units, filter.units),
    states: among(STATES, filter.states),
    mine: among(MY_STATES, filter.mine),
    flags: (filter.flags ?? []).reduce((bits, flag) => bits | FLAGS[flag], 0),
  };
}

type Traits = (typeof TRAITS)[number];
const hasFlags = (wanted: Wanted, { flags }: Traits) => (flags & wanted.flags) === wanted.flags;
const isInState = (wanted: Wanted, { state }: Traits) => wanted.states[state] === 1;
const isMine = (wanted: Wanted, { mine }: Traits) => wanted.mine[mine] === 1;

export function queueIndex(db: Db): QueueIndex {
  const selectAll = db.prepare<[{ me: string }], Queued>(`${SELECT} ORDER BY s.submission`);
  const selectOne = db.prepare<[{ me: string; submission: string }], Queued>(
    `${SELECT} WHERE s.submission = :submission`,
  );
  const countAll = db.prepare<[], number>('SELECT count(*) FROM submissions').pluck();
  let changes: ReturnType<typeof queueChanges> | null = null;
  let known: { readonly me: PersonKey; readonly columns: QueueColumns } | null = null;

  const readAll = (me: PersonKey): QueueColumns => {
    const count = countAll.get() ?? 0;
    const columns = new QueueColumns(count + MANY_CHANGES + Math.ceil(count / 8));
    for (const queued of selectAll.iterate({ me })) columns.put(queued);
    return columns;
  };

  const apply = (me: PersonKey, columns: QueueColumns, changed: readonly SubmissionId[]): boolean =>
    changed.every((submission) => {
      const queued = selectOne.get({ me, submission });
      if (queued) return columns.put(queued);
      columns.drop(submission);
      return true;
    });

  const columnsFor = (me: PersonKey): QueueColumns => {
    changes ??= queueChanges(db);
    const changed = changes.take();
    const before = known?.me === me && changed.length <= MANY_CHANGES ? known.columns : null;
    // Should the disk fail on the way, the next call begins anew.
    known = null;
    const columns = before && apply(me, before, changed) ? before : readAll(me);
    known = { me, columns };
    return columns;
  };

  return {
    page(me, filter, { by, descending }, offset, limit) {
      const columns = columnsFor(me);
      const wanted = wantedBy(filter, columns);
      const hasText = wanted.text !== '';
      const traits = Uint8Array.from(TRAITS, (one) =>
        hasFlags(wanted, one) && isInState(wanted, one) && isMine(wanted, one) ? 1 : 0,
      );
      const passes = (slot: number) =>
        traits[columns.traits[slot] ?? 0] === 1 && wanted.units[columns.unit[slot] ?? 0] === 1;
      if (hasText) columns.look(wanted.text, passes);
      const order = columns.inOrder(by);
      const submissions: SubmissionId[] = [];
      let total = 0;
      for (let at = 0; at < order.length; at += 1) {
        const slot = order[descending ? order.length - 1 - at : at] ?? 0;
        if (!passes(slot) || (hasText && columns.found[slot] !== FOUND.yes)) continue;
        if (total >= offset && submissions.length < limit) {
          const submission = columns.submissionAt(slot);
          if (submission) submissions.push(submission);
        }
        total += 1;
      }
      return { total, submissions };
    },
    facets(me, filter) {
      const columns = columnsFor(me);
      const wanted = wantedBy(filter, columns);
      const hasText = wanted.text !== '';
      const flagged = Uint8Array.from(TRAITS, (one) => (hasFlags(wanted, one) ? 1 : 0));
      const forUnits = Uint8Array.from(TRAITS, (one) =>
        isInState(wanted, one) && isMine(wanted, one) ? 1 : 0,
      );
      if (hasText) columns.look(wanted.text, (slot) => flagged[columns.traits[slot] ?? 0] === 1);
      const ofUnit = new Uint32Array(columns.units.length);
      const inUnits = new Uint32Array(TRAITS.length);
      for (const slot of columns.inOrder('submission')) {
        const traits = columns.traits[slot] ?? 0;
        if (flagged[traits] === 0 || (hasText && columns.found[slot] !== FOUND.yes)) continue;
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
    count(me, states) {
      const columns = columnsFor(me);
      const counts = new Uint32Array(TRAITS.length);
      for (const slot of columns.inOrder('submission')) {
        const traits = columns.traits[slot] ?? 0;
        counts[traits] = (counts[traits] ?? 0) + 1;
      }
      const wanted = new Set(states.map((state) => STATES.indexOf(state)));
      const submitted = MY_STATES.indexOf('submitted');
      let all = 0;
      let notMarkedByMe = 0;
      for (const [place, { state, mine }] of TRAITS.entries()) {
        if (!wanted.has(state)) continue;
        all += counts[place] ?? 0;
        if (mine !== submitted) notMarkedByMe += counts[place] ?? 0;
      }
      return { all, notMarkedByMe };
    },
  };
}
