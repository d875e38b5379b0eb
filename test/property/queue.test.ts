import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueueFilter, type QueueSort } from '../../src/api/shapes.ts';
import { UnitId } from '../../src/domain/ids.ts';
import { AssessmentState, OutcomeState } from '../../src/domain/states.ts';
import { queueReader } from '../../src/store/queue.ts';
import { keyNamed } from '../builders/a-chain.ts';
import {
  type QueuedAllocation,
  type QueuedPart,
  type QueuedSubmission,
  queueWriter,
  searchOf,
} from '../builders/a-queue.ts';
import { aDatabase } from '../builders/a-store.ts';

const me = keyNamed('ann');
const UNITS = ['u:1', 'u:2', 'u:3'] as const;
const SUBMISSIONS = Array.from({ length: 25 }, (_, index) => index.toString(16).padStart(64, 'e'));
const words = fc.constantFrom('Ann', 'anna', 'Ærø', '100%', 'a_b', 'İpek', '\\x', '日本', '');

const day = fc.nat({ max: 5 }).map((number) => `2026-02-0${number + 1}T00:00:00.000Z`);

const submission = fc.record({
  submission: fc.constantFrom(...SUBMISSIONS),
  unit: fc.constantFrom(...UNITS),
  unitCode: fc.constantFrom('A1', 'B2'),
  criteria: fc.nat({ max: 4 }),
  learnerName: words,
  title: words,
  attempt: fc.integer({ min: 1, max: 3 }),
  state: fc.constantFrom(...OutcomeState.options),
  receivedAt: fc.nat({ max: 5 }).map((day) => `2026-01-0${day + 1}T00:00:00.000Z`),
  pleaseCheck: fc.boolean(),
  isStale: fc.boolean(),
  hasGaps: fc.boolean(),
  isReturned: fc.boolean(),
  allocated: fc.nat({ max: 2 }),
  due: fc.option(day),
});
const allocation = fc.record({
  submission: fc.constantFrom(...SUBMISSIONS),
  person: fc.constantFrom(me, me, keyNamed('bob')),
  isSealed: fc.boolean(),
  due: fc.option(day),
  stands: fc.constantFrom('to_do' as const, 'sealed' as const),
});
const part = fc.record({
  submission: fc.constantFrom(...SUBMISSIONS),
  person: fc.constantFrom(me, me, keyNamed('bob')),
  kind: fc.constantFrom('draft' as const, 'assessment' as const),
  met: fc.nat({ max: 2 }),
  notYet: fc.nat({ max: 2 }),
  toDo: fc.nat({ max: 4 }),
  pleaseCheck: fc.boolean(),
});
/** Every piece typed is in some line: its words one after the other, the last of them perhaps unfinished. */
function hasWords(lines: string, typed: string): boolean {
  const wordsIn = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return typed.split(/\s+/).every((piece) => {
    const wanted = wordsIn(piece);
    return (
      wanted.length === 0 ||
      lines.split('\n').some((line) => {
        const words = wordsIn(line);
        return words.some((_, at) =>
          wanted.every((word, place) =>
            place === wanted.length - 1 ? words[at + place]?.startsWith(word) : words[at + place] === word,
          ),
        );
      })
    );
  });
}
const some = <T>(all: readonly T[]) => fc.option(fc.subarray([...all]), { nil: undefined });
const filter = fc
  .record({
    text: fc.option(
      fc.oneof(
        words.map((text) => text.toUpperCase()),
        fc.constantFrom('a', '%', '_', ' ann ', '\\', 'the unit u:1'),
      ),
      { nil: undefined },
    ),
    units: some(UNITS.map((unit) => UnitId.parse(unit))),
    states: some(OutcomeState.options),
    mine: some(AssessmentState.options),
    flags: some(['please_check', 'stale', 'gaps', 'returned'] as const),
  })
  .map((given) =>
    QueueFilter.parse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))),
  );
const question = fc.record({
  filter,
  sort: fc.record({
    by: fc.constantFrom('received', 'learner', 'unit', 'state', 'progress', 'attempt', 'due'),
    descending: fc.boolean(),
  }),
  offset: fc.nat({ max: 12 }),
  limit: fc.integer({ min: 1, max: 12 }),
});

type Step =
  | { readonly kind: 'put'; readonly row: QueuedSubmission }
  | { readonly kind: 'part'; readonly part: QueuedPart }
  | { readonly kind: 'allocation'; readonly allocation: QueuedAllocation }
  | { readonly kind: 'drop'; readonly table: string; readonly submission: string };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: submission.map((row) => ({ kind: 'put' as const, row })) },
  { weight: 4, arbitrary: part.map((one) => ({ kind: 'part' as const, part: one })) },
  { weight: 2, arbitrary: allocation.map((one) => ({ kind: 'allocation' as const, allocation: one })) },
  fc.record({
    kind: fc.constant('drop' as const),
    table: fc.constantFrom('submissions', 'assessments', 'drafts', 'allocations'),
    submission: fc.constantFrom(...SUBMISSIONS),
  }),
);

/** What is set aside is listed for whoever asks for it. */
const QUEUED = OutcomeState.options.filter((state) => state !== 'set_aside');

/** The queue as one would write it down: every row, looked at one by one. */
class PlainQueue {
  readonly rows = new Map<string, QueuedSubmission>();
  readonly parts = new Map<string, QueuedPart>();
  readonly allocations = new Map<string, QueuedAllocation>();

  apply(one: Step) {
    if (one.kind === 'put') this.rows.set(one.row.submission, one.row);
    else if (one.kind === 'part')
      this.parts.set(`${one.part.kind} ${one.part.submission} ${one.part.person}`, one.part);
    else if (one.kind === 'allocation')
      this.allocations.set(`${one.allocation.submission} ${one.allocation.person}`, one.allocation);
    else if (one.table === 'allocations') {
      for (const [key, known] of this.allocations)
        if (known.submission === one.submission) this.allocations.delete(key);
    } else if (one.table === 'submissions') this.rows.delete(one.submission);
    else
      for (const [key, known] of this.parts)
        if (`${known.kind}s` === one.table && known.submission === one.submission) this.parts.delete(key);
  }

  #seen(row: QueuedSubmission) {
    const assessment = this.parts.get(`assessment ${row.submission} ${me}`);
    const draft = this.parts.get(`draft ${row.submission} ${me}`);
    const allocated = this.allocations.get(`${row.submission} ${me}`);
    const isSealed = allocated?.stands === 'sealed';
    const mine: AssessmentState =
      assessment || isSealed ? 'submitted' : draft ? 'in_progress' : 'not_started';
    const { met, notYet, toDo } = assessment ??
      draft ?? { met: 0, notYet: 0, toDo: isSealed ? 0 : row.criteria };
    const flags = [
      // Whoever is still to decide does not learn what others flagged.
      ...((row.pleaseCheck && !allocated) || draft?.pleaseCheck ? (['please_check'] as const) : []),
      ...(row.isStale ? (['stale'] as const) : []),
      ...(row.hasGaps ? (['gaps'] as const) : []),
      // Nor what a verifier said of them.
      ...(row.isReturned && !allocated ? (['returned'] as const) : []),
    ];
    const due = allocated ? (isSealed ? null : allocated.due) : (row.due ?? null);
    const isForOthers = !allocated && row.allocated !== undefined && row.allocated > 0;
    return { ...row, mine, progress: { met, notYet, toDo }, flags, due, isForOthers };
  }

  matching({ text, units, states, mine, flags }: QueueFilter) {
    const isIn = (list: readonly string[] | undefined, value: string) =>
      !list?.length || list.includes(value);
    return [...this.rows.values()]
      .map((row) => this.#seen(row))
      .filter(
        (row) =>
          hasWords(searchOf(row), text ?? '') &&
          isIn(units, row.unit) &&
          isIn(states?.length ? states : QUEUED, row.state) &&
          isIn(mine, row.mine) &&
          (flags ?? []).every((flag) => row.flags.includes(flag)),
      );
  }

  list(asked: QueueFilter, { by, descending }: QueueSort, offset: number, limit: number) {
    const keyOf = (row: ReturnType<PlainQueue['matching']>[number]): string | number => {
      if (by === 'received') return row.receivedAt;
      if (by === 'learner') return row.learnerName;
      if (by === 'unit') return row.unitCode;
      if (by === 'due') return row.due ?? '~';
      if (by === 'progress') return row.criteria === 0 ? -1000 : 1 - row.progress.toDo / row.criteria;
      return row[by];
    };
    const rows = this.matching(asked).sort((a, b) => {
      const [x, y] = [keyOf(a), keyOf(b)];
      const order = x < y ? -1 : x > y ? 1 : a.submission < b.submission ? -1 : 1;
      return descending ? -order : order;
    });
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }

  count(asked: QueueFilter, key: 'unit' | 'state' | 'mine'): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const row of this.matching(asked)) {
      const name = key === 'unit' ? `${row.unitCode} ${row.unit}` : row[key];
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }
}

const counted = (counts: readonly { readonly count: number }[], nameOf: (index: number) => string) =>
  Object.fromEntries(counts.map(({ count }, index) => [nameOf(index), count]));

describe('the queue', () => {
  it('answers as though every row were looked at, whatever was written, dropped or rolled back before', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            steps: fc.array(step, { maxLength: 25 }),
            isRolledBack: fc.boolean(),
            questions: fc.array(question, { minLength: 1, maxLength: 4 }),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        (rounds) => {
          const db = aDatabase();
          const writer = queueWriter(db);
          const reader = queueReader(db);
          const plain = new PlainQueue();
          const write = (one: Step) => {
            if (one.kind === 'put') writer.put(one.row);
            else if (one.kind === 'part') writer.putPart(one.part);
            else if (one.kind === 'allocation') writer.putAllocation(one.allocation);
            else db.prepare(`DELETE FROM ${one.table} WHERE submission = ?`).run(one.submission);
          };
          for (const { steps, isRolledBack, questions } of rounds) {
            db.exec('BEGIN');
            steps.forEach(write);
            db.exec(isRolledBack ? 'ROLLBACK' : 'COMMIT');
            if (!isRolledBack) for (const one of steps) plain.apply(one);
            for (const { filter: asked, sort, offset, limit } of questions) {
              const given = reader.list(me, asked, sort, offset, limit);
              const expected = plain.list(asked, sort, offset, limit);
              expect(given.total).toBe(expected.total);
              expect(
                given.rows.map(({ submission: id, mine, progress, flags, state, title, due }) => [
                  ...[id, mine, progress, flags, state, title, due],
                ]),
              ).toEqual(
                expected.rows.map((row) => [
                  ...[row.submission, row.mine, row.progress, row.flags, row.state, row.title, row.due],
                ]),
              );
              const facets = reader.facets(me, asked);
              const { units: _u, ...anyUnit } = asked;
              const { states: _s, ...others } = asked;
              const anyState = { ...others, states: [...OutcomeState.options] };
              const { mine: _m, ...anyPart } = asked;
              expect(
                counted(facets.units, (at) => `${facets.units[at]?.code} ${facets.units[at]?.unit}`),
              ).toEqual(plain.count(anyUnit, 'unit'));
              expect(counted(facets.states, (at) => `${facets.states[at]?.state}`)).toEqual(
                plain.count(anyState, 'state'),
              );
              expect(counted(facets.mine, (at) => `${facets.mine[at]?.state}`)).toEqual(
                plain.count(anyPart, 'mine'),
              );
            }
            const states: readonly OutcomeState[] = ['awaiting', 'partially_marked'];
            const toMark = plain.matching({ states: [...states], mine: ['not_started', 'in_progress'] });
            expect(reader.counts(me).toMark).toBe(toMark.filter((row) => !row.isForOthers).length);
          }
          db.close();
        },
      ),
      { numRuns: 150 },
    );
  });
});
