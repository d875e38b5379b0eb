import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityFrom } from '../../src/domain/authority.ts';
import { type Fact, subjectsOf } from '../../src/domain/facts.ts';
import { LearnerId } from '../../src/domain/ids.ts';
import { Role } from '../../src/domain/roles.ts';
import { keyNamed } from '../builders/a-chain.ts';
import { aRandomHistory } from '../builders/a-random-history.ts';

const NAMES = ['root', 'ann', 'bob', 'mo', 'eve', 'tablet'];
const LEARNERS = [0, 1, 2].map((number) => LearnerId.parse(`${number}`.repeat(32)));

const peopleFacts = aRandomHistory.map((chain) =>
  chain.records.map((record) => record.fact).filter((fact) => subjectsOf(fact).includes('people')),
);

function authorityOver(facts: readonly Fact[]) {
  const created = facts.find((fact) => fact.type === 'workspace.created');
  if (created?.type !== 'workspace.created') throw new Error('a history begins with the workspace');
  return authorityFrom(created, 'Root', facts);
}

/** All that an authority says, of everybody at every time that matters. */
function sayings(facts: readonly Fact[]) {
  const authority = authorityOver(facts);
  const times = [...new Set(facts.map((fact) => fact.at))].sort();
  return {
    people: authority.people,
    guardedFrom: authority.guardedFrom,
    notCounted: [...authority.notCounted].sort(),
    each: NAMES.map(keyNamed).map((key) => ({
      person: authority.personOf(key),
      keys: authority.keysOf(key),
      name: authority.nameOf(key),
      at: times.map((at) => [
        authority.silenceOf(key, at),
        ...Role.options.map((role) => authority.holds(key, [role], null, at).reason),
        ...LEARNERS.map((learner) => authority.conflictOf(key, learner, at)?.id ?? null),
      ]),
    })),
  };
}

describe('who may do what', () => {
  it('is the same in whatever order the facts about people arrived', () => {
    fc.assert(
      fc.property(
        peopleFacts.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
        ),
        ([facts, shuffled]) => {
          expect(sayings(shuffled)).toEqual(sayings(facts));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('nobody holds a role whom no chain of providers from the founder appointed', () => {
    fc.assert(
      fc.property(peopleFacts, (facts) => {
        const without = facts.filter((fact) => fact.author !== keyNamed('root'));
        const founding = facts.filter((fact) => fact.type === 'workspace.created');
        const authority = authorityOver([...founding, ...without]);
        const times = facts.map((fact) => fact.at);
        for (const name of NAMES.slice(1))
          for (const at of times) expect(authority.rolesOf(keyNamed(name), at)).toEqual([]);
        expect(authority.people).toEqual([keyNamed('root')]);
      }),
      { numRuns: 50 },
    );
  });

  it('a key leads to one person, whose keys lead back to it', () => {
    fc.assert(
      fc.property(peopleFacts, (facts) => {
        const authority = authorityOver(facts);
        for (const key of NAMES.map(keyNamed)) {
          const person = authority.personOf(key);
          expect(authority.personOf(person)).toBe(person);
          const keys = authority.keysOf(key);
          expect(keys[0]).toBe(person);
          expect(keys).toContain(key);
          expect(keys.map(authority.personOf)).toEqual(keys.map(() => person));
        }
        expect(new Set(authority.people).size).toBe(authority.people.length);
      }),
      { numRuns: 50 },
    );
  });
});
