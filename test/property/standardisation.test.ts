import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonKey, RecordId, SubmissionId } from '../../src/domain/ids.ts';
import { MARKER_STEPS } from '../../src/domain/standardisation/marker-standing.ts';
import type { SetRule } from '../../src/domain/standardisation/standardisation-facts.ts';
import { ANN, authorityOf, MO, PIA, SomeStandards, timeAt } from '../builders/some-standards.ts';

const minute = fc.integer({ min: 1, max: 60 });
const author = fc.constantFrom<PersonKey>(ANN, MO, MO, PIA);
const reason = fc.constantFrom('', 'R', 'R');
const place = fc.nat(3);
const QUALIFYING: SetRule = { kind: 'qualifying', passAtLeast: 1, validMonths: 1, isRequired: true };
const SETS: readonly (readonly [SetRule, readonly string[]])[] = [
  [QUALIFYING, ['q1', 'q2']],
  [QUALIFYING, ['r1']],
  [{ kind: 'practice' }, ['p1']],
  [{ kind: 'seeds', oneIn: 5 }, ['s1', 's2', 's3', 's4', 's5']],
];
const SCRIPTS = SETS.flatMap(([, scripts]) => scripts);

/** Something that somebody records, be it right or wrong. `at` names a set, or an earlier record. */
const step = fc.oneof(
  fc.record({ do: fc.constant('approve' as const), minute, author, at: place, isRecognised: fc.boolean() }),
  fc.record({ do: fc.constant('suspend' as const), minute, author, reason }),
  fc.record({ do: fc.constant('requalify' as const), minute, author, at: place }),
  fc.record({ do: fc.constant('remove' as const), minute, reason }),
  fc.record({ do: fc.constant('withdraw' as const), minute, author, reason, at: fc.nat(12) }),
  fc.record({ do: fc.constant('end' as const), minute, at: place }),
);
const marked = fc.record({
  script: fc.constantFrom(...SCRIPTS),
  minute,
  isWithin: fc.constantFrom(true, true, false, null),
});
const history = fc.record({
  steps: fc.array(step, { maxLength: 14 }),
  marks: fc.uniqueArray(marked, { selector: (one) => one.script, maxLength: 9 }),
  unfit: fc.subarray(SCRIPTS, { maxLength: 2 }),
  moderatesFrom: fc.option(minute, { nil: null, freq: 2 }),
});

function play({
  steps,
  marks,
  unfit,
  moderatesFrom,
}: typeof history extends fc.Arbitrary<infer T> ? T : never) {
  const s = new SomeStandards();
  if (moderatesFrom !== null) s.authority = authorityOf(timeAt(moderatesFrom));
  const sets = SETS.map(([rule, scripts]) => s.set(rule, scripts));
  for (const one of marks) s.marks(one.script, one.minute, one.isWithin);
  for (const script of unfit) s.unfit.set(script as SubmissionId, 'It has a result.');
  const setAt = (at: number) => sets[at] ?? ('nowhere' as RecordId);
  for (const one of steps) {
    if (one.do === 'approve')
      s.approve(one.minute, one.isRecognised ? null : setAt(one.at), { author: one.author });
    else if (one.do === 'suspend') s.suspend(one.minute, one.reason, one.author);
    else if (one.do === 'requalify') s.requalify(one.minute, setAt(one.at), one.author);
    else if (one.do === 'remove') s.remove(one.minute, one.reason);
    else if (one.do === 'end')
      s.state('standardisation.set_ended', one.minute, { set: setAt(one.at), reason: '' });
    else s.withdraw(one.minute, s.facts[one.at]?.id ?? ('nowhere' as RecordId), one.reason, one.author);
  }
  return s;
}

describe('where a marker stands', () => {
  it('is never a state that the model forbids, whatever is recorded', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(history, (one) => {
        const s = play(one);
        const standing = s.standing();
        for (const [at, state] of standing.trace.entries()) {
          reached.add(state);
          const before = standing.trace[at - 1];
          if (before !== undefined) expect(MARKER_STEPS[before]).toContain(state);
        }
        // Nobody is approved by their own hand, nor without having passed, or knowing the definitive marks.
        const counted = s
          .view()
          .decisions.filter(
            ({ id, type }) => type === 'standardisation.approved' && s.problemOf(id) === null,
          );
        expect(counted.length).toBe(standing.trace.filter((state) => state === 'approved').length);
        for (const { author: by, body } of counted) {
          expect(by).not.toBe(ANN);
          if (!('basis' in body)) continue;
          const basis = body.basis;
          if (basis.kind === 'recognised') expect(one.moderatesFrom).not.toBeNull();
          else expect(standing.tries.find((tried) => tried.set === basis.set)?.isPassed).toBe(true);
        }
        // What has a result tests nobody.
        for (const script of one.unfit) {
          expect(s.view().setOf.has(script as SubmissionId)).toBe(false);
          expect(standing.seeds.map((seed) => seed.script as string)).not.toContain(script);
        }
        // A marker is suspended for a cause that is told, and what they marked before is in doubt.
        const suspensions = standing.trace.filter((state) => state === 'suspended').length;
        expect(standing.backReading).toHaveLength(suspensions);
        if (standing.state === 'suspended' || standing.state === 'removed')
          expect(standing.because?.trim()).toBeTruthy();
      }),
      { numRuns: 3000 },
    );
    for (const state of Object.keys(MARKER_STEPS)) expect(reached).toContain(state);
  });

  it('is the same in whatever order records arrive', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (one, order) => {
        const s = play(one);
        const shuffled = s.facts
          .map((fact) => ({ fact, lot: order.next().value }))
          .sort((a, b) => a.lot - b.lot)
          .map(({ fact }) => fact);
        const view = ({ sets, setOf, unfit, decisions, notCounted }: ReturnType<typeof s.view>) => ({
          sets,
          setOf,
          unfit,
          decisions,
          notCounted,
        });
        expect(view(s.view(shuffled))).toEqual(view(s.view()));
        expect(s.standing(shuffled)).toEqual(s.standing());
      }),
      { numRuns: 1000 },
    );
  });
});
