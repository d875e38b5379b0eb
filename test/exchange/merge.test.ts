import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LearnerId } from '../../src/domain/ids.ts';
import { factOfStored } from '../../src/ledger/record.ts';
import type { AChain } from '../builders/a-chain.ts';
import { ACopy } from '../builders/a-copy.ts';
import { aShortHistory } from '../builders/a-random-history.ts';
import { aCall } from '../builders/a-workspace.ts';

const open: ACopy[] = [];
function aCopy(workspace: string): ACopy {
  const copy = new ACopy(workspace);
  open.push(copy);
  return copy;
}
const closeAll = () => {
  for (const copy of open.splice(0)) copy.close();
};
const holds = <T>(given: fc.Arbitrary<T>, claim: (given: T) => Promise<void>, numRuns: number) =>
  fc.assert(fc.asyncProperty(given, claim).afterEach(closeAll), { numRuns });

/** On a machine that does other work beside it. */
const SLOW_MS = 300_000;

const shuffled = (length: number) => fc.shuffledSubarray([...Array(length).keys()], { minLength: length });
const of = (chain: AChain, order: readonly number[]) => order.flatMap((at) => chain.raw[at] ?? []);

/** A history, and which of so many copies holds which of its records; each is somewhere. */
const scattered = (copies: number) =>
  aShortHistory.chain((chain) =>
    fc.record({
      chain: fc.constant(chain),
      homes: fc.array(fc.nat({ max: copies - 1 }), {
        minLength: chain.raw.length,
        maxLength: chain.raw.length,
      }),
      order: shuffled(chain.raw.length),
      again: fc.array(fc.nat({ max: chain.raw.length - 1 }), { maxLength: 10 }),
      /** So few that little merges are stored piece by piece too. */
      atOnce: fc.constantFrom(1, 3, 8, 2000),
    }),
  );
const partsOf = (copies: number, chain: AChain, homes: readonly number[], order: readonly number[]) =>
  Array.from({ length: copies }, (_, copy) =>
    of(
      chain,
      order.filter((at) => homes[at] === copy),
    ),
  );

describe('merging', () => {
  it(
    'is commutative: who takes in whom makes no difference',
    async () => {
      await holds(
        scattered(2),
        async ({ chain, homes, order, atOnce }) => {
          const [a = [], b = []] = partsOf(2, chain, homes, order);
          const ab = aCopy(chain.workspace);
          const ba = aCopy(chain.workspace);
          for (const part of [a, b]) await ab.merge(part, atOnce);
          for (const part of [b, a]) await ba.merge(part);
          expect(ab.state()).toEqual(ba.state());
        },
        300,
      );
    },
    SLOW_MS,
  );

  it(
    'is associative: what was merged elsewhere first makes no difference',
    async () => {
      await holds(
        scattered(3),
        async ({ chain, homes, order, atOnce }) => {
          const [a = [], b = [], c = []] = partsOf(3, chain, homes, order);
          const left = aCopy(chain.workspace);
          for (const part of [a, b, c]) await left.merge(part, atOnce);
          const bc = aCopy(chain.workspace);
          for (const part of [b, c]) await bc.merge(part);
          const right = aCopy(chain.workspace);
          await right.merge(a);
          await right.merge(bc.everyRecord(), atOnce);
          expect(left.state()).toEqual(right.state());
        },
        200,
      );
    },
    SLOW_MS,
  );

  it(
    'is idempotent: what comes again changes nothing',
    async () => {
      await holds(
        scattered(1),
        async ({ chain, order, again, atOnce }) => {
          const copy = aCopy(chain.workspace);
          await copy.merge(of(chain, order), atOnce);
          const before = [copy.state(), copy.store.records.position()];
          const merged = await copy.merge([...of(chain, again), ...copy.everyRecord()], atOnce);
          expect(merged).toMatchObject({ added: 0, newer: 0, refused: 0, submissions: 0 });
          expect([copy.state(), copy.store.records.position()]).toEqual(before);
        },
        250,
      );
    },
    SLOW_MS,
  );

  it(
    'that was interrupted shows what it took in, and going on completes it',
    async () => {
      const interrupted = fc.tuple(scattered(1), fc.nat({ max: 40 }));
      await holds(
        interrupted,
        async ([{ chain, order, atOnce }, reached]) => {
          const records = of(chain, order);
          const copy = aCopy(chain.workspace);
          await copy.mergeAndDie(records.slice(0, reached), atOnce);
          expect(copy.store.views.digestOfRebuild(() => {})).toBe(copy.store.views.digest());
          await copy.merge(records, atOnce);
          const whole = aCopy(chain.workspace);
          await whole.merge(chain.raw);
          expect(copy.state()).toEqual(whole.state());
        },
        150,
      );
    },
    SLOW_MS,
  );

  it(
    'brings any number of copies that exchange files at random to one state',
    async () => {
      await holds(
        fc.integer({ min: 2, max: 5 }).chain((copies) =>
          fc.record({
            copies: fc.constant(copies),
            history: scattered(copies),
            exchanges: fc.array(fc.tuple(fc.nat({ max: copies - 1 }), fc.nat({ max: copies - 1 })), {
              maxLength: 6,
            }),
          }),
        ),
        async ({ copies, history: { chain, homes, order, atOnce }, exchanges }) => {
          const all = await Promise.all(
            partsOf(copies, chain, homes, order).map(async (part) => {
              const copy = aCopy(chain.workspace);
              await copy.merge(part, atOnce);
              return copy;
            }),
          );
          const [first] = all;
          if (!first) return;
          for (const [from, to] of exchanges) await all[to]?.merge(all[from]?.everyRecord() ?? [], atOnce);
          // In the end everybody sends to one, and the one to everybody.
          for (const copy of all) await first.merge(copy.everyRecord(), atOnce);
          for (const copy of all) await copy.merge(first.everyRecord());
          for (const copy of all) expect(copy.state()).toEqual(first.state());
        },
        100,
      );
    },
    SLOW_MS,
  );

  it(
    'keeps nothing about a learner who is erased, and the same about all others, whatever came first',
    async () => {
      const histories = scattered(3).chain((history) =>
        fc.record({
          history: fc.constant(history),
          // Personal data travels with the records that name it, or before, or long after them.
          privateHomes: fc.array(fc.nat({ max: 2 }), {
            minLength: history.chain.privates.length,
            maxLength: history.chain.privates.length,
          }),
          reversed: fc.boolean(),
          // Histories rarely erase anybody whose name is shown already.
          erasure: fc.record({ learner: fc.nat({ max: 1 }), home: fc.nat({ max: 2 }) }),
        }),
      );
      let erased = 0;
      await holds(
        histories,
        async ({ history: { chain, homes, order, atOnce }, privateHomes, reversed, erasure }) => {
          const parts = partsOf(3, chain, homes, order).map((records, home) => ({
            records,
            privates: chain.privates.filter((_, at) => privateHomes[at] === home),
          }));
          const learner = LearnerId.parse(`${erasure.learner}`.repeat(32));
          const { bytes, signature } = chain.sign('root', 'learner.erased', { learner, reason: 'asked' });
          parts[erasure.home]?.records.push({ bytes, signature });
          const all = [parts, reversed ? parts.toReversed() : [...parts.slice(1), ...parts.slice(0, 1)]];
          const copies: ACopy[] = [];
          for (const brought of all) {
            const copy = aCopy(chain.workspace);
            copies.push(copy);
            for (const { records, privates } of brought) {
              await copy.merge(records, atOnce, aCall(), privates);
              copy.carryOutErasures();
            }
            // An erasure may turn out not to count: what it took on the way comes with any later package.
            await copy.merge([], atOnce, aCall(), chain.privates);
            const names = (learner: string) => keptAbout(copy, learner);
            for (const learner of copy.store.erasures.all()) {
              erased += 1;
              expect(names(learner), 'of who is erased').toEqual([]);
            }
            expect(copy.store.views.digestOfRebuild(() => {})).toBe(copy.store.views.digest());
          }
          const [one, other] = copies;
          expect(one?.state()).toEqual(other?.state());
          expect(one?.kept()).toEqual(other?.kept());
        },
        150,
      );
      expect(erased).toBeGreaterThan(20);
    },
    SLOW_MS,
  );
});

/** Private objects that submissions of this learner name, counted or not. */
function keptAbout({ store }: ACopy, learner: string): string[] {
  const kept: string[] = [];
  for (const { id, bytes } of store.recordPages.ofType('submission.received')) {
    const fact = factOfStored(id, bytes);
    if (fact.type !== 'submission.received' || fact.body.learner !== learner) continue;
    const text = store.privates.text(fact.body.details);
    if (text !== null) kept.push(text);
  }
  return kept;
}
