import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkerToAsk, spread, type WorkToSpread } from '../../src/domain/allocating/spread.ts';
import type { PersonKey, SubmissionId } from '../../src/domain/ids.ts';
import { sha256Of } from '../../src/ledger/content-ids.ts';

const NAMES = ['ann', 'bob', 'cy', 'dee', 'eli'] as unknown as readonly PersonKey[];
const seed = fc.stringMatching(/^[^\r\n]{1,20}$/);
const markers = fc
  .subarray([...NAMES], { minLength: 1 })
  .chain((people) =>
    fc.tuple(...people.map((person) => fc.record({ person: fc.constant(person), load: fc.nat(12) }))),
  );
const needs = fc.constantFrom<WorkToSpread['needs']>(['first'], ['second'], ['first', 'second']);
const work = fc
  .array(
    fc.record({
      needs,
      markers: fc.subarray([...NAMES]),
      closed: fc.subarray([...NAMES]),
      second: fc.subarray([...NAMES]),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(
      (one, at): WorkToSpread => ({
        submission: `s${at}` as SubmissionId,
        needs: one.needs,
        markers: one.markers,
        closedTo: new Map(one.closed.map((person) => [person, `${person} has a conflict.`])),
        secondOnly: new Map(one.second.map((person) => [person, `${person} marks second only.`])),
      }),
    ),
  );
const open: fc.Arbitrary<WorkToSpread[]> = work.map((list) =>
  list.map((one) => ({ ...one, markers: [], closedTo: new Map(), secondOnly: new Map() })),
);
const loadsAfter = (asked: readonly MarkerToAsk[], given: ReturnType<typeof spread>) =>
  asked.map(({ person, load }) => load + given.proposed.filter((one) => one.person === person).length);

describe('submissions that are spread over markers', () => {
  it('are given to nobody twice, to nobody they are closed to, and to whoever is asked only', () => {
    fc.assert(
      fc.property(work, markers, seed, (list, asked, with_) => {
        const { proposed, left } = spread(list, asked, with_, sha256Of);
        for (const { submission, needs: wanted, markers: before, closedTo } of list) {
          const own = proposed.filter((one) => one.submission === submission);
          const people = own.map(({ person }) => person);
          expect(new Set([...people, ...before]).size).toBe(people.length + new Set(before).size);
          for (const person of people) {
            expect(closedTo.has(person)).toBe(false);
            expect(asked.some((one) => one.person === person)).toBe(true);
          }
          const unmet = left.filter((one) => one.submission === submission);
          expect([...own, ...unmet].map(({ as }) => as).sort()).toEqual([...wanted].sort());
        }
      }),
    );
  });

  it('come to the same from the same seed, in whatever order submissions and markers are named', () => {
    fc.assert(
      fc.property(
        work.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        markers.chain((asked) =>
          fc.tuple(fc.constant(asked), fc.shuffledSubarray(asked, { minLength: asked.length })),
        ),
        seed,
        ([list, shuffled], [asked, turned], with_) => {
          expect(spread(shuffled, turned, with_, sha256Of)).toEqual(spread(list, asked, with_, sha256Of));
        },
      ),
    );
  });

  it('leave nobody with two more than somebody who could take one of theirs', () => {
    fc.assert(
      fc.property(work, markers, seed, (list, asked, with_) => {
        const given = spread(list, asked, with_, sha256Of);
        const after = new Map(asked.map(({ person }, at) => [person, loadsAfter(asked, given)[at] ?? 0]));
        for (const { submission, person, as } of given.proposed) {
          const one = list.find((each) => each.submission === submission);
          for (const other of asked) {
            const isOpen =
              !one?.markers.includes(other.person) &&
              !one?.closedTo.has(other.person) &&
              (as === 'second' || !one?.secondOnly.has(other.person)) &&
              !given.proposed.some((each) => each.submission === submission && each.person === other.person);
            if (isOpen) expect((after.get(person) ?? 0) - (after.get(other.person) ?? 0)).toBeLessThan(2);
          }
        }
      }),
    );
  });

  it('come out even where nothing stands in the way', () => {
    fc.assert(
      fc.property(open, markers, seed, (list, asked, with_) => {
        const level = asked.map((one) => ({ ...one, load: 3 }));
        const given = spread(list, level, with_, sha256Of);
        const after = loadsAfter(level, given);
        expect(Math.max(...after) - Math.min(...after)).toBeLessThan(2);
      }),
    );
  });

  it('pair every two markers when all are marked twice', () => {
    const list = Array.from(
      { length: 60 },
      (_, at): WorkToSpread => ({
        submission: `s${at}` as SubmissionId,
        needs: ['first', 'second'],
        markers: [],
        closedTo: new Map(),
        secondOnly: new Map(),
      }),
    );
    const asked = NAMES.map((person) => ({ person, load: 0 }));
    const { proposed } = spread(list, asked, 'a seed', sha256Of);
    const pairs = new Map<string, number>();
    for (const { submission } of list) {
      const both = proposed.filter((one) => one.submission === submission).map(({ person }) => person);
      const pair = both.sort().join(' and ');
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    expect(pairs.size).toBe(10);
    expect(Math.max(...pairs.values()) - Math.min(...pairs.values())).toBeLessThan(4);
  });
});
