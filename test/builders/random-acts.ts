import fc from 'fast-check';
import type { Decision } from '../../src/domain/judgment.ts';
import { Role } from '../../src/domain/roles.ts';
import { level, met, notYet, points } from './a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from './a-unit.ts';
import { partly, sealActs } from './random-seals.ts';

const PEOPLE = ['root', 'ann', 'bob', 'mo', 'eve'] as const;
/** The tablet is a device of somebody’s, once it is added. */
const KEYS = [...PEOPLE, 'tablet'] as const;
const CRITERIA = [aLevels('c1', { critical: true }), aBinary('c2'), aNumeric('c3')];
export const UNIT = aUnit({ criteria: CRITERIA });
/** Two units, the first in two versions. */
export const UNITS = [
  UNIT,
  aUnit({ criteria: CRITERIA, versionLabel: '2026.2', passRule: { kind: 'total_points', atLeast: 10 } }),
  aUnit({ id: 'unit:other', criteria: CRITERIA }),
];

type Named = (typeof KEYS)[number];

const index = fc.nat({ max: 1000 });
const person = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PEOPLE) },
  { weight: 1, arbitrary: fc.constantFrom(...KEYS) },
);
const mostly = (name: Named) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(name) }, { weight: 1, arbitrary: person });

/** Few enough that two markers often give the same or nearly the same. */
const decisions = fc
  .record({ c1: fc.constantFrom('l2', 'l3', 'l4'), c2: fc.boolean(), c3: fc.constantFrom(11, 12, 20) })
  .map(
    ({ c1, c2, c3 }): Record<string, Decision> => ({ c1: level(c1), c2: c2 ? met : notYet, c3: points(c3) }),
  );

const usual = fc.oneof(
  fc.record({
    kind: fc.constant('appoint' as const),
    by: person,
    whom: person,
    roles: fc.uniqueArray(fc.constantFrom(...Role.options), { minLength: 1, maxLength: 3 }),
    trainee: fc.boolean(),
    days: fc.option(fc.nat({ max: 3 })),
  }),
  fc.record({ kind: fc.constant('publish' as const), by: person, unit: index }),
  fc.record({ kind: fc.constant('tolerance' as const), by: person, unit: index, gap: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('hide' as const), by: person, unit: index, anonymous: fc.boolean() }),
  fc.record({ kind: fc.constant('receive' as const), by: person, unit: index, learner: fc.nat({ max: 2 }) }),
  ...Array.from({ length: 6 }, () =>
    fc.record({
      kind: fc.constant('assess' as const),
      by: person,
      submission: index,
      decisions: partly(decisions),
    }),
  ),
  fc.record({ kind: fc.constant('recall' as const), by: person, assessment: index }),
  ...Array.from({ length: 2 }, () =>
    fc.record({ kind: fc.constant('agree' as const), by: mostly('mo'), submission: index, decisions }),
  ),
  ...Array.from({ length: 2 }, () =>
    fc.record({ kind: fc.constant('confirm' as const), by: mostly('mo'), submission: index, decisions }),
  ),
  ...Array.from({ length: 2 }, () =>
    fc.record({ kind: fc.constant('export' as const), by: mostly('root'), confirmation: index }),
  ),
  fc.record({ kind: fc.constant('revoke' as const), by: mostly('root'), appointment: index }),
  fc.record({
    kind: fc.constant('add key' as const),
    by: mostly('root'),
    whom: person,
    key: mostly('tablet'),
    isReplacement: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('conflict' as const),
    by: mostly('eve'),
    whom: person,
    learner: fc.nat({ max: 2 }),
  }),
  fc.record({ kind: fc.constant('free' as const), by: mostly('mo'), conflict: index }),
  fc.record({ kind: fc.constant('erase' as const), by: mostly('root'), learner: fc.nat({ max: 2 }) }),
  { weight: 4, arbitrary: fc.oneof(...sealActs(partly(decisions), { person, moderator: mostly('mo') })) },
  fc.record({ kind: fc.constant('say something new' as const), by: person, later: fc.boolean() }),
);
/** Somebody’s chain forks, as when an old backup was gone on with; somebody settles it, or not. */
const upsetting = fc.oneof(
  fc.record({ kind: fc.constant('fork' as const), by: person, back: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    kind: fc.constant('settle' as const),
    by: mostly('root'),
    fork: index,
    keep: fc.option(fc.nat({ max: 2 })),
  }),
);
/** One thing somebody does; what it does it to is chosen when it is known what is there. */
const act = fc.oneof({ weight: 10, arbitrary: usual }, { weight: 1, arbitrary: upsetting });
export type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
/** The order of the times differs from the order of signing: clocks of several machines are not alike. */
const minutesAfter = fc.nat({ max: 60 });
export interface Scene {
  readonly act: Act;
  readonly minutesAfter: number;
}
/** Something that people do, one after the other. */
export const scenes = (most: number): fc.Arbitrary<readonly Scene[]> =>
  fc.array(fc.record({ act, minutesAfter }), { minLength: 5, maxLength: most, size: 'max' });

const appointed = (whom: Named, ...roles: Role[]): Act => ({
  kind: 'appoint',
  by: 'root',
  whom,
  roles,
  trainee: false,
  days: null,
});

/** Without these little of what follows would count. Eve is never appointed but by chance. */
export const BEGINNING: readonly Act[] = [
  { kind: 'publish', by: 'root', unit: 0 },
  appointed('ann', 'assessor'),
  appointed('bob', 'assessor'),
  appointed('mo', 'moderator'),
  { kind: 'receive', by: 'root', unit: 0, learner: 0 },
  { kind: 'receive', by: 'ann', unit: 0, learner: 1 },
  { kind: 'allocate', by: 'root', whom: 'ann', submission: 1, sealed: false, criteria: null },
  { kind: 'allocate', by: 'root', whom: 'bob', submission: 1, sealed: true, criteria: null },
];
