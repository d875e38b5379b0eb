import { describe, expect, it } from 'vitest';
import type { SampleCandidate } from '../../src/domain/sampling/candidate.ts';
import { coverageOf } from '../../src/domain/sampling/coverage.ts';
import { drawSample } from '../../src/domain/sampling/draw-sample.ts';
import { DEFAULT_RULE, type Strategy } from '../../src/domain/sampling/sampling-rule.ts';
import { whyDrawn } from '../../src/domain/sampling/why-drawn.ts';
import { sha256Of } from '../../src/ledger/content-ids.ts';
import { aCandidate, assessedBy } from '../builders/a-candidate.ts';
import { codeOf, must } from '../builders/a-workspace.ts';

const many = (count: number, change: (at: number) => Partial<SampleCandidate> = () => ({})) =>
  Array.from({ length: count }, (_, at) => aCandidate(`s${String(at + 1).padStart(3, '0')}`, change(at)));
const draw = (population: readonly SampleCandidate[], ...strategies: Strategy[]) =>
  drawSample({ population, rule: { v: 1, strategies }, seed: 'July 2026' }, sha256Of);
/** As coreutils sorts them, with the place of each. */
const LOTS = [
  ['s001', { kind: 'lot', place: 1, drawn: 5, from: 20 }],
  ['s004', { kind: 'lot', place: 5, drawn: 5, from: 20 }],
  ['s012', { kind: 'lot', place: 4, drawn: 5, from: 20 }],
  ['s017', { kind: 'lot', place: 2, drawn: 5, from: 20 }],
  ['s018', { kind: 'lot', place: 3, drawn: 5, from: 20 }],
];
const reasonsOf = (population: readonly SampleCandidate[], ...strategies: Strategy[]) =>
  must(draw(population, ...strategies)).map(({ id, why }) => [
    id,
    ...why.map(({ because }) => whyDrawn(because)),
  ]);

describe('drawing', () => {
  it('is what sha256sum says of seed, line feed and id', () => {
    // for i in 001 … 020: printf 'July 2026\ns%s' $i | sha256sum; the five that sort first.
    const drawn = must(draw(many(20), { kind: 'percentage', percent: 25 }));
    expect(drawn.map(({ id, why: [why] }) => [id, why?.because])).toEqual(LOTS);
  });
  it('rounds a share up, and never with floating point', () => {
    const size = (of: number, percent: number) =>
      must(draw(many(of), { kind: 'percentage', percent })).length;
    expect([size(1, 1), size(100, 7), size(101, 10), size(200, 29), size(3, 100)]).toEqual([1, 7, 11, 58, 3]);
  });
  it.each([
    [1, 1],
    [15, 15],
    [16, 15],
    [100, 15],
    [101, 20],
    [200, 20],
    [201, 25],
    [900, 25],
  ])('of %i takes %i by the size table', (size, expected) => {
    const population = many(size, (at) => ({ mark: at * 10 }));
    const sample = must(drawSample({ population, rule: DEFAULT_RULE, seed: 'x' }, sha256Of));
    expect(sample).toHaveLength(expected);
    expect(sample[0]?.id).toBe('s001');
    expect(sample.at(-1)?.id).toBe(population.at(-1)?.id);
  });
  it('takes all after a failed seed, and the first of whoever is new', () => {
    const population = [
      aCandidate('a', assessedBy('Ann', 1)),
      aCandidate('b', assessedBy('Ann', 2)),
      aCandidate('c', assessedBy('Bob', 40, true)),
      aCandidate('d', assessedBy('Bob', 41)),
    ];
    expect(reasonsOf(population, { kind: 'new_assessor', first: 1 }, { kind: 'failed_seed' })).toEqual([
      ['a', 'Ann is new to the unit: number 1 of the first 1.'],
      ['c', 'Bob had failed a seed before.'],
    ]);
  });
  it('takes fails, and what is within the margin on either side, the margin itself included', () => {
    const margins = [-2001, -2000, -1, 0, 2000, 2001];
    const population = margins.map((margin, at) => aCandidate(`m${at}`, { margin, passed: margin >= 0 }));
    expect(reasonsOf(population, { kind: 'boundary', withinMilliPercent: 2000 }, { kind: 'fails' })).toEqual([
      ['m0', 'It is not yet passed.'],
      ['m1', 'It is 2 % below the pass boundary: all within 2 % are drawn.', 'It is not yet passed.'],
      ['m2', 'It is 0.001 % below the pass boundary: all within 2 % are drawn.', 'It is not yet passed.'],
      ['m3', 'It is on the pass boundary: all within 2 % are drawn.'],
      ['m4', 'It is 2 % above the pass boundary: all within 2 % are drawn.'],
    ]);
  });
  it('puts what several bands claim, or nobody rated, where the risk is highest', () => {
    const risk: Strategy = {
      kind: 'risk',
      bands: [
        { band: 'high', percent: 100 },
        { band: 'low', percent: 0 },
      ],
      rated: [{ assessor: 'Ann', band: 'low' }],
    };
    const population = [
      aCandidate('low', assessedBy('Ann')),
      aCandidate('both', { ...assessedBy('Ann'), risk: 'high' }),
      aCandidate('unrated', assessedBy('Bob')),
    ];
    expect(must(draw(population, risk)).map(({ id }) => id)).toEqual(['both', 'unrated']);
  });
  it.each<[string, readonly SampleCandidate[], Strategy]>([
    ['sample.nobody', [], { kind: 'census' }],
    ['sample.id_twice', [aCandidate('a'), aCandidate('a')], { kind: 'census' }],
    ['sample.rule_unfit', [aCandidate('a')], { kind: 'picks', ids: ['b'], reason: 'r' }],
    [
      'sample.rule_unfit',
      [aCandidate('a')],
      {
        kind: 'size_table',
        steps: [
          { upTo: 9, draw: 1 },
          { upTo: 9, draw: 2 },
        ],
      },
    ],
    [
      'sample.rule_unfit',
      [aCandidate('a')],
      { kind: 'risk', bands: [{ band: 'x', percent: 1 }], rated: [{ assessor: 'Ann', band: 'y' }] },
    ],
  ])('is refused with %s', (code, population, strategy) => {
    expect(codeOf(draw(population, strategy))).toBe(code);
  });
  it('is refused from a seed that is no line', () => {
    const drawn = drawSample({ population: many(3), rule: DEFAULT_RULE, seed: 'a\nb' }, sha256Of);
    expect(codeOf(drawn)).toBe('sample.seed_unfit');
  });
});

it('coverage says for each letter of CAMERA what was seen, what was not, and what nobody knows', () => {
  const population = [
    aCandidate('a', { ...assessedBy('Ann'), learner: 'l1', methods: ['product'], passed: true }),
    aCandidate('b', { ...assessedBy('Bob'), learner: 'l2', methods: ['product', 'rpl'], passed: false }),
  ];
  const coverage = coverageOf(population, new Set(['a']));
  expect(
    coverage.map(({ dimension, isKnown, total, covered }) => [dimension, isKnown, covered, total]),
  ).toEqual([
    ['candidates', true, 1, 2],
    ['assessors', true, 1, 2],
    ['methods', true, 1, 2],
    ['elements', false, 0, 0],
    ['records', true, 1, 2],
    ['activities', false, 0, 0],
  ]);
  expect(coverage[1]?.values).toEqual([
    { value: 'Ann', population: 1, sample: 1 },
    { value: 'Bob', population: 1, sample: 0 },
  ]);
});
