import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIdentityWithheld, pseudonymOf } from '../../src/domain/anonymity.ts';
import { LearnerId } from '../../src/domain/ids.ts';
import { OutcomeState } from '../../src/domain/states.ts';
import { AHistory } from '../builders/a-history.ts';
import { level, met, notYet, points } from '../builders/a-judgment.ts';

const learners = fc
  .nat({ max: 1e9 })
  .map((n) => LearnerId.parse(createHash('sha256').update(String(n)).digest('hex').slice(0, 32)));

describe('a pseudonym', () => {
  it('is always the same for a learner, short, and holds no letters that look alike', () => {
    fc.assert(
      fc.property(learners, (learner) => {
        expect(pseudonymOf(learner)).toBe(pseudonymOf(learner));
        expect(pseudonymOf(learner)).toMatch(/^Learner [34679ACDEFGHJKMNPQRTWXY]{5}$/);
      }),
    );
  });

  it('tells the learners of a large cohort apart', () => {
    const names = Array.from({ length: 500 }, (_, n) =>
      pseudonymOf(LearnerId.parse(createHash('sha256').update(`${n}`).digest('hex').slice(0, 32))),
    );
    expect(new Set(names).size).toBe(500);
  });
});

describe('an identity', () => {
  it('is withheld until the outcome is confirmed, whatever comes after, and only where the unit is anonymous', () => {
    const withheld = OutcomeState.options.filter((state) => isIdentityWithheld(true, state));
    expect(OutcomeState.options.filter((state) => !withheld.includes(state))).toEqual([
      'confirmed',
      'released',
      'under_appeal',
    ]);
    expect(OutcomeState.options.some((state) => isIdentityWithheld(false, state))).toBe(false);
  });

  it('returns with the confirmation, and stays through the release', () => {
    const history = new AHistory().appoint('ann', ['assessor']).appoint('mo', ['moderator']).receive();
    history.isAnonymous = true;
    expect(history.view()?.isAnonymous).toBe(true);
    history.assess('ann', { c1: level('l3'), c2: met, c3: points(20) });
    expect(history.view()?.isAnonymous).toBe(true);
    const outcome = history.confirm('mo');
    expect(history.view()).toMatchObject({ state: 'confirmed', isAnonymous: false });
    history.release('root', outcome);
    expect(history.view()).toMatchObject({ state: 'released', isAnonymous: false });
  });

  it('stays withheld while two marks are being reconciled', () => {
    const history = new AHistory().appoint('ann', ['assessor']).appoint('bob', ['assessor']).receive();
    history.isAnonymous = true;
    history.assess('ann', { c1: level('l4'), c2: met, c3: points(20) });
    history.assess('bob', { c1: level('l1'), c2: notYet, c3: points(0) });
    expect(history.view()).toMatchObject({ state: 'reconciling', isAnonymous: true });
  });
});
