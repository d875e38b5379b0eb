import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/facts.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import { chooseSealsFor, chooseToAssess, chooseToShow } from '../../src/domain/package-choice.ts';
import type { Store } from '../../src/store/store.ts';
import { type AChain, FOUNDED, keyNamed } from '../builders/a-chain.ts';
import { aRandomHistory } from '../builders/a-random-history.ts';
import { aStore } from '../builders/a-store.ts';

const PEOPLE = ['root', 'ann', 'bob', 'mo', 'eve'] as const;
const allocation = fc.record({
  by: fc.constantFrom('root', 'root', 'mo', 'ann', 'eve'),
  to: fc.constantFrom(...PEOPLE),
  submission: fc.nat({ max: 10 }),
  sealed: fc.boolean(),
  seals: fc.boolean(),
  isWithdrawn: fc.boolean(),
});

/** A random history in which submissions were allocated, and sometimes sealed, by people who might and who might not. */
const anAllocatedHistory = fc
  .tuple(aRandomHistory, fc.array(allocation, { minLength: 1, maxLength: 12 }))
  .map(([chain, allocations]) => {
    const submissions = [
      ...new Set(
        chain.records.flatMap(({ fact }) =>
          fact.type === 'submission.received' ? [fact.body.submission] : [],
        ),
      ),
    ];
    for (const [index, { by, to, sealed, seals, isWithdrawn, ...one }] of allocations.entries()) {
      const submission = submissions[one.submission % submissions.length];
      if (!submission) continue;
      const at = FOUNDED + (index + 1) * 45 * 60_000;
      const { id } = chain.sign(
        by,
        'submission.allocated',
        { submission, person: keyNamed(to), as: 'first', sealed, due: null },
        { at },
      );
      if (seals) chain.sign(to, 'assessment.sealed', { submission, commitment: id }, { at: at + 1 });
      if (isWithdrawn)
        chain.sign(by, 'allocation.withdrawn', { submission, allocation: id, reason: '' }, { at: at + 2 });
    }
    return { chain, submissions };
  });

const factsOf = (store: Store, submission: SubmissionId) => store.records.factsAbout(`s:${submission}`);

/** Tries what `about` says on each submission for each person. */
function forEverybody(
  { chain, submissions }: { chain: AChain; submissions: readonly SubmissionId[] },
  about: (given: {
    store: Store;
    facts: readonly Fact[];
    submission: SubmissionId;
    person: ReturnType<typeof keyNamed>;
    isTheirs: (key: ReturnType<typeof keyNamed>) => boolean;
  }) => void,
): void {
  const store = aStore(chain.workspace, chain.records);
  const authority = store.authority();
  for (const submission of submissions) {
    const facts = factsOf(store, submission);
    for (const name of PEOPLE) {
      const person = authority.personOf(keyNamed(name));
      about({ store, facts, submission, person, isTheirs: (key) => authority.personOf(key) === person });
    }
  }
}

describe('what goes to somebody to assess', () => {
  it('never shows what others think, nor that anybody else was asked', () => {
    let shown = 0;
    fc.assert(
      fc.property(anAllocatedHistory, (history) => {
        forEverybody(history, ({ store, facts, person, isTheirs }) => {
          const chosen = chooseToAssess(facts, person, store.authority());
          for (const fact of chosen?.facts ?? []) {
            shown += 1;
            if (fact.type === 'submission.allocated') expect(isTheirs(fact.body.person)).toBe(true);
            else if (fact.type === 'allocation.withdrawn')
              expect(chosen?.facts.some((one) => one.id === fact.body.allocation)).toBe(true);
            else if (!fact.type.startsWith('submission.')) {
              expect(['assessment.sealed', 'assessment.submitted', 'assessment.recalled']).toContain(
                fact.type,
              );
              expect(isTheirs(fact.author)).toBe(true);
            }
          }
        });
      }),
      { numRuns: 15 },
    );
    expect(shown).toBeGreaterThan(30);
  });

  it('is the same whatever the others did', () => {
    fc.assert(
      fc.property(anAllocatedHistory, (history) => {
        forEverybody(history, ({ store, facts, person, isTheirs }) => {
          const quiet = facts.filter(
            (fact) =>
              fact.type === 'submission.received' ||
              fact.type === 'submission.set_aside' ||
              fact.type === 'submission.resumed' ||
              isTheirs(fact.author) ||
              (fact.type === 'submission.allocated' && isTheirs(fact.body.person)) ||
              fact.type === 'allocation.withdrawn',
          );
          expect(chooseToAssess(quiet, person, store.authority())?.facts).toEqual(
            chooseToAssess(facts, person, store.authority())?.facts,
          );
        });
      }),
      { numRuns: 8 },
    );
  });
});

describe('what goes back to somebody who assessed', () => {
  it('shows what others think only to somebody whose own assessment stands, and after all who were asked', () => {
    let told = 0;
    fc.assert(
      fc.property(anAllocatedHistory, (history) => {
        forEverybody(history, ({ store, facts, submission, person, isTheirs }) => {
          const view = store.views.submission(submission);
          if (!view) return;
          const chosen = chooseToShow(facts, view, person, store.authority());
          const others = (chosen?.facts ?? []).filter(
            (fact) => fact.type === 'assessment.submitted' && !isTheirs(fact.author),
          );
          expect(chosen?.facts.some((fact) => fact.type === 'batch.exported') ?? false).toBe(false);
          if (others.length === 0) return;
          told += 1;
          expect(view.assessments.some((one) => isTheirs(one.author))).toBe(true);
        });
      }),
      { numRuns: 75 },
    );
    expect(told).toBeGreaterThan(1);
  });
});

describe('the seals of all who were asked', () => {
  it('go to one of them when that person has sealed and nobody is missing', () => {
    let complete = 0;
    fc.assert(
      fc.property(anAllocatedHistory, (history) => {
        forEverybody(history, ({ store, facts, person, isTheirs }) => {
          const chosen = chooseSealsFor(facts, person, store.authority());
          if (!chosen) return;
          complete += 1;
          const asked = chosen.facts.flatMap((fact) =>
            fact.type === 'submission.allocated' ? [store.authority().personOf(fact.body.person)] : [],
          );
          const sealed = chosen.facts.flatMap((fact) =>
            fact.type === 'assessment.sealed' ? [store.authority().personOf(fact.author)] : [],
          );
          expect(new Set(sealed)).toEqual(new Set(asked));
          expect(asked.some(isTheirs)).toBe(true);
          expect(chosen.facts).toHaveLength(asked.length + sealed.length);
        });
      }),
      { numRuns: 40 },
    );
    expect(complete).toBeGreaterThan(1);
  });
});
