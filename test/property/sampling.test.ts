import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SampleCandidate } from '../../src/domain/sampling/candidate.ts';
import { type DrawnCandidate, drawSample } from '../../src/domain/sampling/draw-sample.ts';
import type { SamplingRule, Strategy } from '../../src/domain/sampling/sampling-rule.ts';
import { valuesOf } from '../../src/domain/sampling/strategies.ts';
import { sha256Of } from '../../src/ledger/content-ids.ts';
import { aCandidate } from '../builders/a-candidate.ts';
import { must } from '../builders/a-workspace.ts';

const few = (...values: string[]) => fc.subarray(values);
const candidate = (id: string): fc.Arbitrary<SampleCandidate> =>
  fc.record({
    id: fc.constant(id),
    learner: fc.option(fc.constantFrom('l1', 'l2', 'l3')),
    assessments: fc.array(
      fc.record({
        assessor: fc.constantFrom('ann', 'bob', 'Ämma', 'zoë'),
        nth: fc.option(fc.integer({ min: 1, max: 9 })),
        afterFailedSeed: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    methods: few('observation', 'product'),
    criteria: few('c1', 'c2', 'c3'),
    location: fc.option(fc.constantFrom('site', 'college')),
    risk: fc.option(fc.constantFrom('high', 'low')),
    passed: fc.option(fc.boolean()),
    mark: fc.option(fc.integer({ min: 0, max: 100_000 })),
    margin: fc.option(fc.integer({ min: -50_000, max: 50_000 })),
  });
const population = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), { minLength: 1, maxLength: 60 })
  .chain((ids) => fc.tuple(...ids.map(candidate)));
const seed = fc.stringMatching(/^[^\r\n]{1,20}$/);

const count = fc.integer({ min: 1, max: 20 });
const STEPS: Extract<Strategy, { kind: 'size_table' }>['steps'] = [
  { upTo: 5, draw: null },
  { upTo: 20, draw: 4 },
  { upTo: null, draw: 6 },
];
const BANDS: Omit<Extract<Strategy, { kind: 'risk' }>, 'kind'> = {
  bands: [
    { band: 'high', percent: 100 },
    { band: 'low', percent: 10 },
  ],
  rated: [{ assessor: 'bob', band: 'low' }],
};
const strategy = (ids: readonly string[]): fc.Arbitrary<Strategy> =>
  fc.oneof(
    fc.record({ kind: fc.constant('census' as const) }),
    fc.record({ kind: fc.constant('percentage' as const), percent: fc.integer({ min: 1, max: 100 }) }),
    fc.record({
      kind: fc.constant('size_table' as const),
      steps: fc.constant(STEPS),
    }),
    fc.record({
      kind: fc.constant('risk' as const),
      bands: fc.constant(BANDS.bands),
      rated: fc.constant(BANDS.rated),
    }),
    fc.record({
      kind: fc.constant('minimum' as const),
      each: fc.constantFrom('assessor', 'criterion', 'method', 'location'),
      atLeast: count,
    }),
    fc.record({ kind: fc.constant('fails' as const) }),
    fc.record({ kind: fc.constant('boundary' as const), withinMilliPercent: fc.nat({ max: 20_000 }) }),
    fc.record({ kind: fc.constant('new_assessor' as const), first: count }),
    fc.record({ kind: fc.constant('failed_seed' as const) }),
    fc.record({
      kind: fc.constant('picks' as const),
      ids: fc.subarray([...ids], { minLength: 1 }),
      reason: fc.constant('asked for'),
    }),
  );
const drawn = population.chain((population) =>
  fc.record({
    population: fc.constant(population),
    shuffled: fc.shuffledSubarray(population, { minLength: population.length }),
    strategies: fc.array(strategy(population.map(({ id }) => id)), { minLength: 1, maxLength: 4 }),
    seed,
  }),
);
const ruleOf = (strategies: readonly Strategy[]): SamplingRule => ({ v: 1, strategies: [...strategies] });
const draw = (
  population: readonly SampleCandidate[],
  strategies: readonly Strategy[],
  seed: string,
): DrawnCandidate[] => must(drawSample({ population, rule: ruleOf(strategies), seed }, sha256Of));
const ids = (sample: readonly DrawnCandidate[]) => sample.map(({ id }) => id);

describe('a sample', () => {
  it('is the same in whatever order the population comes, reasons and all', () => {
    fc.assert(
      fc.property(drawn, ({ population, shuffled, strategies, seed }) => {
        expect(draw(shuffled, strategies, seed)).toEqual(draw(population, strategies, seed));
      }),
    );
  });

  it('is what each strategy draws by itself, taken together: none takes anything out, whatever their order', () => {
    fc.assert(
      fc.property(drawn, ({ population, strategies, seed }) => {
        const alone = strategies.map((one) => ids(draw(population, [one], seed)));
        expect(ids(draw(population, strategies, seed))).toEqual([...new Set(alone.flat())].sort());
        for (const { id, why } of draw(population, strategies, seed)) {
          const giving = new Set(why.map((one) => one.strategy));
          expect([...giving]).toEqual([...alone.keys()].filter((at) => alone[at]?.includes(id)));
        }
      }),
    );
  });

  it('holds what its rule promises', () => {
    fc.assert(
      fc.property(drawn, ({ population, strategies, seed }) => {
        const sample = new Set(ids(draw(population, strategies, seed)));
        const inSample = population.filter(({ id }) => sample.has(id));
        for (const one of strategies) {
          switch (one.kind) {
            case 'census':
              expect(sample.size).toBe(population.length);
              break;
            case 'percentage':
              expect(sample.size * 100).toBeGreaterThanOrEqual(population.length * one.percent);
              break;
            case 'size_table': {
              const marks = population.flatMap(({ mark }) => (mark === null ? [] : [mark]));
              const seen = inSample.map(({ mark }) => mark);
              if (marks.length > 0) {
                expect(seen).toContain(Math.max(...marks));
                expect(seen).toContain(Math.min(...marks));
              }
              const n = population.length;
              expect(sample.size).toBeGreaterThanOrEqual(n <= 5 ? n : n <= 20 ? 4 : 6);
              break;
            }
            case 'minimum': {
              for (const value of new Set(population.flatMap((each) => valuesOf(each, one.each)))) {
                const has = (each: SampleCandidate) => valuesOf(each, one.each).includes(value);
                const there = population.filter(has).length;
                expect(inSample.filter(has).length).toBeGreaterThanOrEqual(Math.min(there, one.atLeast));
              }
              break;
            }
            case 'fails':
              expect(
                population.filter(({ passed }) => passed === false).every(({ id }) => sample.has(id)),
              ).toBe(true);
              break;
            case 'boundary':
              for (const { id, margin } of population)
                if (margin !== null && Math.abs(margin) <= one.withinMilliPercent)
                  expect(sample.has(id)).toBe(true);
              break;
            case 'picks':
              for (const id of one.ids) expect(sample.has(id)).toBe(true);
              break;
            default:
              break;
          }
        }
      }),
    );
  });

  it('keeps what was drawn when more of it is drawn from the same seed', () => {
    fc.assert(
      fc.property(population, seed, fc.integer({ min: 1, max: 99 }), (population, seed, percent) => {
        const less = ids(draw(population, [{ kind: 'percentage', percent }], seed));
        const more = new Set(ids(draw(population, [{ kind: 'percentage', percent: percent + 1 }], seed)));
        expect(less.filter((id) => !more.has(id))).toEqual([]);
      }),
    );
  });
});

it('every lot comes up equally often', () => {
  const population = Array.from({ length: 20 }, (_, at) => aCandidate(`s${at}`));
  const counts = new Map<string, number>();
  for (let at = 0; at < 4000; at += 1)
    for (const { id } of draw(population, [{ kind: 'percentage', percent: 25 }], `seed ${at}`))
      counts.set(id, (counts.get(id) ?? 0) + 1);
  // 1,000 expected each, with a standard deviation of 27: five of those on either side.
  for (const { id } of population) expect(Math.abs((counts.get(id) ?? 0) - 1000)).toBeLessThan(137);
});
