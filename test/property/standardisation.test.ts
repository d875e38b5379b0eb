import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Authority } from '../../src/domain/authority.ts';
import type { AssessmentId, PersonKey, RecordId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { MARKER_STEPS, markerStanding } from '../../src/domain/standardisation/marker-standing.ts';
import type { StandardResult } from '../../src/domain/standardisation/standard-results.ts';
import type { MarkerFact, StandardsView } from '../../src/domain/standardisation/standards-view.ts';

const unit = 'u' as UnitId;
const ann = 'ann' as PersonKey;
const mo = 'mo' as PersonKey;
const set = 'set' as RecordId;
const time = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();

/** Ann marks and knows no definitive mark; Mo moderates. */
const authority = {
  personOf: (key: PersonKey) => key,
  nameOf: (key: PersonKey) => key,
  guardedFrom: '',
  holds: (key: PersonKey) => ({ allowed: key === mo, reason: null }),
} as unknown as Authority;

const minute = fc.integer({ min: 0, max: 60 });
const decision = fc.record({
  at: minute,
  kind: fc.constantFrom('approved', 'suspended', 'requalifying', 'removed'),
  author: fc.constantFrom(ann, mo),
  reason: fc.constantFrom('', 'R'),
  basis: fc.constantFrom('qualified', 'recognised'),
  other: fc.boolean(),
});
const result = fc.record({
  at: minute,
  kind: fc.constantFrom('practice' as const, 'qualifying' as const, 'seeds' as const),
  isWithin: fc.constantFrom(true, false, null),
});

const factOf = (one: typeof decision extends fc.Arbitrary<infer T> ? T : never, at: number) => {
  const named = (one.other ? 'other' : set) as RecordId;
  const basis =
    one.basis === 'qualified'
      ? { kind: 'qualified', set: named, assessments: ['a0' as AssessmentId] }
      : { kind: 'recognised' };
  const about = { unit, person: ann, reason: one.reason, set: named, basis, scope: 'any', until: time(99) };
  const type = `standardisation.${one.kind}`;
  return { id: `d${at}`, type, at: time(one.at), author: one.author, body: about } as unknown as MarkerFact;
};

describe('where a marker stands', () => {
  it('is never a state that the model forbids, and the same in whatever order records arrive', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(decision, { maxLength: 12 }),
        fc.array(result, { maxLength: 10 }),
        fc.integer(),
        (decided, marked, shuffle) => {
          const results = marked.map(
            (one, at): StandardResult => ({
              script: `s${at}` as SubmissionId,
              set: (one.kind === 'qualifying' ? set : one.kind) as RecordId,
              kind: one.kind,
              person: ann,
              allocatedAt: time(one.at),
              at: one.isWithin === null ? null : time(one.at + 1),
              assessment: one.isWithin === null ? null : ({ id: `a${at}` } as never),
              mark: null,
              compared: null,
              isWithin: one.isWithin,
            }),
          );
          const decisions = decided.map(factOf);
          const made = {
            id: set,
            body: {
              rule: { kind: 'qualifying', passAtLeast: 1, validMonths: 1, isRequired: true },
              scripts: [{ script: 's0' }],
            },
          };
          const sets = new Map([[set, { made, ended: null }]]);
          const given = { view: { unit, sets, decisions } as unknown as StandardsView, results, authority };
          const standing = markerStanding(given, ann);
          for (const [at, state] of standing.trace.entries()) {
            reached.add(state);
            const before = standing.trace[at - 1];
            if (before !== undefined) expect(MARKER_STEPS[before]).toContain(state);
          }
          // Nobody is approved who passed nothing, nor by their own hand.
          if (standing.trace.includes('approved')) {
            expect(results.some((one) => one.kind === 'qualifying' && one.isWithin)).toBe(true);
            expect(decisions.some((one) => one.type.endsWith('approved') && one.author === mo)).toBe(true);
          }
          const by = (at: number) => Math.sin(at * 7919 + shuffle);
          const view = {
            ...given.view,
            decisions: decisions.toSorted(
              (a, b) => by(a.id.length + Number(a.id.slice(1))) - by(b.id.length + Number(b.id.slice(1))),
            ),
          };
          expect(markerStanding({ ...given, view, results: results.toReversed() }, ann).trace).toEqual(
            standing.trace,
          );
        },
      ),
      { numRuns: 3000 },
    );
    for (const state of ['practice', 'qualifying', 'approved', 'suspended']) expect(reached).toContain(state);
  });
});
