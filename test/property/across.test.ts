import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CriterionId, type PersonKey, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { acrossIndex } from '../../src/store/across-index.ts';
import { keyNamed } from '../builders/a-chain.ts';
import { aDraft, met } from '../builders/a-judgment.ts';
import { queueWriter } from '../builders/a-queue.ts';
import { aDatabase } from '../builders/a-store.ts';

const PEOPLE: readonly PersonKey[] = [keyNamed('ann'), keyNamed('bob')];
const UNITS = ['u1', 'u2'].map((unit) => UnitId.parse(unit));
const CRITERIA = ['c1', 'c2'].map((criterion) => CriterionId.parse(criterion));
const idOf = (n: number) => SubmissionId.parse(n.toString(16).padStart(64, '0'));

const submission = fc.nat({ max: 12 });
const person = fc.constantFrom(...PEOPLE);
const happening = fc.oneof(
  fc.record({
    kind: fc.constant('receive' as const),
    submission,
    unit: fc.constantFrom(...UNITS),
    day: fc.nat({ max: 5 }),
  }),
  fc.record({
    kind: fc.constant('settle' as const),
    submission,
    marks: fc.nat({ max: 2 }),
    isSettled: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('draft' as const), submission, person, decides: fc.subarray(CRITERIA) }),
  fc.record({ kind: fc.constant('submit' as const), submission, person }),
  fc.record({ kind: fc.constant('recall' as const), submission, person }),
  fc.record({
    kind: fc.constant('ask' as const),
    submission,
    person,
    criteria: fc.option(fc.subarray(CRITERIA, { minLength: 1 }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('remove' as const), submission }),
);
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

const question = fc.record({
  me: person,
  unit: fc.constantFrom(...UNITS),
  criterion: fc.constantFrom(...CRITERIA),
});

/** What happened, kept as plainly as can be. */
class Desk {
  readonly submissions = new Map<number, { unit: string; day: number; marks: number; isSettled: boolean }>();
  readonly drafts = new Map<string, readonly string[]>();
  readonly submitted = new Set<string>();
  /** Who is asked for what; undefined for all of it. */
  readonly asked = new Map<string, readonly string[] | undefined>();

  /** By criterion, or all of them. */
  rows({ me, unit, criterion }: { me: string; unit: string; criterion: string | null }) {
    return [...this.submissions]
      .filter(([id, one]) => {
        const mine = this.submitted.has(`${id} ${me}`);
        const isAsked = this.asked.has(`${id} ${me}`);
        const scope = this.asked.get(`${id} ${me}`);
        const isInScope = criterion === null || (scope?.includes(criterion) ?? true);
        return one.unit === unit && isInScope && (mine || ((isAsked || one.marks < 2) && !one.isSettled));
      })
      .sort(([a, one], [b, other]) => one.day - other.day || a - b)
      .map(([id]) => ({
        submission: idOf(id),
        isSubmitted: this.submitted.has(`${id} ${me}`),
        isJudged:
          this.submitted.has(`${id} ${me}`) ||
          (this.drafts.get(`${id} ${me}`) ?? []).some((one) => one === criterion),
      }));
  }
}

function play(doing: Happening, desk: Desk, db: ReturnType<typeof aDatabase>) {
  const write = queueWriter(db);
  const id = idOf(doing.submission);
  const there = desk.submissions.get(doing.submission);
  switch (doing.kind) {
    case 'receive':
      desk.submissions.set(doing.submission, {
        unit: doing.unit,
        day: doing.day,
        marks: 0,
        isSettled: false,
      });
      write.put({
        ...{ submission: id, unit: doing.unit, unitCode: doing.unit, criteria: 2, learnerName: 'L' },
        ...{ title: 'T', attempt: 1, state: 'awaiting', receivedAt: `2026-01-0${doing.day + 1}` },
        ...{ pleaseCheck: false, isStale: false, hasGaps: false },
      });
      break;
    case 'settle':
      if (!there) break;
      desk.submissions.set(doing.submission, { ...there, marks: doing.marks, isSettled: doing.isSettled });
      db.prepare('UPDATE submissions SET is_double = ?, outcome_record = ? WHERE submission = ?').run(
        doing.marks >= 2 ? 1 : 0,
        doing.isSettled ? 'r' : null,
        id,
      );
      break;
    case 'draft': {
      const decisions = Object.fromEntries(doing.decides.map((criterion) => [criterion, met]));
      const draft = JSON.stringify(aDraft(decisions));
      desk.drafts.set(`${doing.submission} ${doing.person}`, doing.decides);
      db.prepare(
        `INSERT INTO drafts VALUES (?, ?, ?, 1, '2026', 0, 0, 0, 0, '')
         ON CONFLICT (submission, person) DO UPDATE SET draft = excluded.draft`,
      ).run(id, doing.person, draft);
      break;
    }
    case 'submit':
      desk.submitted.add(`${doing.submission} ${doing.person}`);
      desk.drafts.delete(`${doing.submission} ${doing.person}`);
      db.prepare('DELETE FROM drafts WHERE submission = ? AND person = ?').run(id, doing.person);
      write.putPart({
        ...{ submission: id, person: doing.person, kind: 'assessment' },
        ...{ met: 2, notYet: 0, toDo: 0, pleaseCheck: false },
      });
      break;
    case 'recall':
      desk.submitted.delete(`${doing.submission} ${doing.person}`);
      db.prepare('DELETE FROM assessments WHERE submission = ? AND author = ?').run(id, doing.person);
      break;
    case 'ask':
      desk.asked.set(`${doing.submission} ${doing.person}`, doing.criteria);
      write.putAllocation({
        ...{ submission: id, person: doing.person, isSealed: false, due: null, stands: 'to_do' },
        ...(doing.criteria && { criteria: doing.criteria }),
      });
      break;
    case 'remove':
      desk.submissions.delete(doing.submission);
      db.prepare('DELETE FROM submissions WHERE submission = ?').run(id);
  }
}

describe('one criterion across submissions', () => {
  it('lists, counts and goes on as the rows say, whatever happened in between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(happening, question, fc.nat({ max: 12 })), { maxLength: 40 }),
        (steps) => {
          const db = aDatabase();
          const index = acrossIndex(db);
          const desk = new Desk();
          for (const [doing, asked, after] of steps) {
            play(doing, desk, db);
            const rows = desk.rows(asked);
            const judged = rows.filter((row) => row.isJudged);
            const toDo = rows.filter((row) => !row.isJudged);
            const ids = (some: readonly { submission: SubmissionId }[]) => some.map((one) => one.submission);
            const all = { all: rows.length, judged: judged.length };
            expect(index.page(asked, 'all', 0, 50)).toEqual({
              ...all,
              total: rows.length,
              submissions: ids(rows),
            });
            expect(index.page(asked, 'judged', 1, 2)).toEqual({
              ...all,
              total: judged.length,
              submissions: ids(judged).slice(1, 3),
            });
            expect(index.page(asked, 'to_do', 0, 1)).toEqual({
              ...all,
              total: toDo.length,
              submissions: ids(toDo).slice(0, 1),
            });
            expect([...index.open(asked.me, asked.unit)]).toEqual(
              ids(desk.rows({ ...asked, criterion: null }).filter((row) => !row.isSubmitted)),
            );
            const place = rows.findIndex((row) => row.submission === idOf(after));
            const around = [...rows.slice(place + 1), ...rows.slice(0, place + 1)];
            const next = around.find((row) => !row.isJudged);
            expect(index.nextToJudge(asked, idOf(after))).toEqual(
              next ? { submission: next.submission, place: rows.indexOf(next) } : null,
            );
            const progress = index.progress(asked.me, asked.unit);
            expect(progress.of(asked.criterion)).toEqual({ all: rows.length, judged: judged.length });
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
