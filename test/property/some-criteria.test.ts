import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CriterionId, type RecordId } from '../../src/domain/ids.ts';
import { AHistory, day } from '../builders/a-history.ts';
import { level, met, notYet, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';
import { faultOf } from '../builders/fault-of-view.ts';

const unit = aUnit({ criteria: [aLevels('c1', { critical: true }), aBinary('c2'), aNumeric('c3')] });
const who = fc.constantFrom('ann', 'bob', 'cy');
const part = fc.constantFrom<readonly string[] | null>(['c1'], ['c2', 'c3'], ['c1', 'c2'], null);
const decisions = fc
  .record({ c1: fc.constantFrom('l2', 'l3'), c2: fc.boolean(), c3: fc.constantFrom(11, 12) })
  .map(({ c1, c2, c3 }) => ({ c1: level(c1), c2: c2 ? met : notYet, c3: points(c3) }));
const minutes = fc.integer({ min: -3 * 24 * 60, max: 60 });
const index = fc.nat({ max: 100 });

const ask = fc.record({
  kind: fc.constant('ask' as const),
  who,
  part,
  as: fc.constantFrom('first' as const, 'second' as const),
});
const assess = fc.record({ kind: fc.constant('assess' as const), who, part, decisions, minutes });
const act = fc.oneof(
  { weight: 5, arbitrary: ask },
  { weight: 8, arbitrary: assess },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('recall' as const), who, index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('agree' as const), decisions }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'confirm' as const }) },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

function playOut(acts: readonly Act[]): AHistory {
  const history = new AHistory({ unit });
  for (const name of ['ann', 'bob', 'cy']) history.appoint(name, ['assessor']);
  history.appoint('mo', ['moderator']).receive();
  const allocations: RecordId[] = [];
  const marks: RecordId[] = [];
  for (const [number, doing] of acts.entries()) {
    switch (doing.kind) {
      case 'ask': {
        const criteria = doing.part?.map((id) => CriterionId.parse(id));
        const asked = { as: doing.as, sealed: false, ...(criteria && { criteria }) };
        allocations.push(history.allocate(doing.who, asked));
        break;
      }
      case 'assess': {
        const judged = Object.entries(doing.decisions).filter(([id]) => doing.part?.includes(id) ?? true);
        const at = new Date(Date.parse(day(number + 10)) + doing.minutes * 60_000).toISOString();
        marks.push(history.assess(doing.who, Object.fromEntries(judged), {}, at));
        break;
      }
      case 'withdraw': {
        const allocation = allocations[doing.index % Math.max(1, allocations.length)];
        if (allocation) history.withdraw('mo', allocation);
        break;
      }
      case 'recall': {
        const mark = marks[doing.index % Math.max(1, marks.length)];
        if (mark) history.recall(doing.who, mark);
        break;
      }
      case 'agree':
        if (marks.length > 0) history.agree('mo', marks.slice(-2), doing.decisions);
        break;
      case 'confirm':
        if (history.view()?.outcome) history.confirm('mo');
    }
  }
  return history;
}

it('marks of some criteria come to the same in whatever order they arrive, and never to what the model forbids', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc
        .array(act, { minLength: 4, maxLength: 14, size: 'max' })
        .map(playOut)
        .chain((history) =>
          fc.tuple(
            fc.constant(history),
            fc.shuffledSubarray(history.facts, { minLength: history.facts.length }),
          ),
        ),
      ([history, shuffled]) => {
        const view = history.view();
        if (!view) throw new Error('it was received');
        expect(history.view(shuffled)).toEqual(view);
        expect(faultOf(view, unit)).toBeNull();
        // Nobody's judgment stands who was not asked for it, unless they judged everything.
        for (const { author, body } of view.assessments) {
          const asked = history.facts.flatMap((fact) =>
            fact.type === 'submission.allocated' && fact.body.person === author
              ? (fact.body.criteria ?? [])
              : [],
          );
          const isWhole = body.judgments.length === unit.criteria.length;
          expect(isWhole || body.judgments.every((one) => asked.includes(one.criterion))).toBe(true);
        }
        const kind = view.marks.sources.length > 1 && !view.marks.isDouble ? ' of several' : '';
        reached.add(`${view.state}${kind}`);
      },
    ),
    { numRuns: 400, seed: 7 },
  );
  expect([...reached]).toEqual(
    expect.arrayContaining(['partially_marked', 'provisional of several', 'auto_agreed', 'reconciling']),
  );
});
