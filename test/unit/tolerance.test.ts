import { describe, expect, it } from 'vitest';
import { compareAssessments, weightOf } from '../../src/domain/compare.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Criterion, Unit } from '../../src/domain/rubric.ts';
import { DEFAULT_TOLERANCE, type ToleranceRule } from '../../src/domain/tolerance.ts';
import { judgments, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';

type Decisions = Record<string, Decision>;
const compare = (unit: Unit, a: Decisions, b: Decisions, rule: Partial<ToleranceRule> = {}) =>
  compareAssessments(unit, { ...DEFAULT_TOLERANCE, ...rule }, judgments(a), judgments(b));
/** A rule no total decides, so that one criterion can be looked at alone. */
const alone = (criterion: Criterion) =>
  aUnit({ criteria: [criterion], passRule: { kind: 'weighted_percent', atLeast: 0 } });
const settled = (unit: Unit, a: Decision, b: Decision, rule: Partial<ToleranceRule>) =>
  compare(unit, { c1: a }, { c1: b }, rule).criteria[0]?.settled;

describe('tolerance on a criterion', () => {
  it('one level apart is within by default, two are not', () => {
    const unit = alone(aLevels('c1'));
    expect(compare(unit, { c1: level('l3') }, { c1: level('l4') }).within).toBe(true);
    const two = compare(unit, { c1: level('l2') }, { c1: level('l4') });
    expect(two.criteria[0]).toMatchObject({
      within: false,
      gap: 2,
      settled: null,
      reason: '2 levels apart; 1 allowed.',
    });
  });
  it('a critical criterion allows no gap by default', () => {
    const unit = alone(aLevels('c1', { critical: true }));
    const one = compare(unit, { c1: level('l3') }, { c1: level('l4') });
    expect(one.criteria[0]).toMatchObject({
      within: false,
      reason: '1 level apart on a critical criterion; 0 allowed.',
    });
    expect(compare(unit, { c1: level('l3') }, { c1: level('l4') }, { maxCriticalLevelGap: 1 }).within).toBe(
      true,
    );
  });
  it('a critical criterion that one mark meets and the other does not always needs people', () => {
    const unit = alone(aLevels('c1', { critical: true }));
    const rule = { maxCriticalLevelGap: 20, maxLevelGap: 20 };
    expect(compare(unit, { c1: level('l2') }, { c1: level('l3') }, rule).within).toBe(false);
  });
  it('met against not yet met counts one level', () => {
    const unit = alone(aBinary('c1'));
    expect(compare(unit, { c1: met }, { c1: notYet }).within).toBe(true);
    expect(compare(unit, { c1: met }, { c1: notYet }, { maxLevelGap: 0 }).within).toBe(false);
  });
  it('points are measured against a share of the range, its end included', () => {
    const unit = alone(aNumeric('c1'));
    expect(compare(unit, { c1: points(10) }, { c1: points(12) }).within).toBe(true);
    expect(compare(unit, { c1: points(10) }, { c1: points(12.5) }).criteria[0]).toMatchObject({
      within: false,
      gap: 2.5,
      reason: '2.5 points apart; 2 points allowed.',
    });
  });
  it('a share that binary fractions cannot hold does not push the end out', () => {
    const unit = alone(aNumeric('c1', { max: 1, step: 0.1, passMark: 0.5 }));
    expect(compare(unit, { c1: points(0.2) }, { c1: points(0.1 + 0.2) }).within).toBe(true);
  });
  it('points on a critical criterion may not differ where no level may', () => {
    const unit = alone(aNumeric('c1', { critical: true }));
    expect(compare(unit, { c1: points(13) }, { c1: points(13.5) }).within).toBe(false);
    expect(compare(unit, { c1: points(13) }, { c1: points(13) }).within).toBe(true);
  });
  it('what only one of the two judged is taken as it is', () => {
    const unit = alone(aLevels('c1'));
    expect(compare(unit, { c1: level('l3') }, {}).criteria[0]).toMatchObject({
      within: true,
      settled: level('l3'),
    });
  });
});

describe('tolerance on the whole', () => {
  it('marks on both sides of the pass boundary are never within, however small the gaps', () => {
    const unit = aUnit({ criteria: [aNumeric('c1')], passRule: { kind: 'total_points', atLeast: 12 } });
    const straddling = compare(
      unit,
      { c1: points(11.5) },
      { c1: points(12) },
      { maxLevelGap: 20, maxNumericShare: 1 },
    );
    expect(straddling.criteria[0]?.within).toBe(true);
    expect(straddling).toMatchObject({ within: false, overall: [{ rule: 'straddle', within: false }] });
  });
  it('the value taken never comes to a verdict that neither marker came to', () => {
    // Each fails one criterion; the higher of both passes all.
    const unit = aUnit({ criteria: [aLevels('c1'), aLevels('c2')] });
    const a = { c1: level('l2'), c2: level('l3') };
    const b = { c1: level('l3'), c2: level('l2') };
    const higher = compare(unit, a, b, { value: 'higher' });
    expect(higher.criteria.every((one) => one.within)).toBe(true);
    expect(higher.within).toBe(false);
    expect(higher.overall[0]?.reason).toContain('neither');
    expect(compare(unit, a, b, { value: 'first' }).within).toBe(true);
  });
  it('totals may be limited too, and the end counts as within', () => {
    const unit = aUnit({
      criteria: [aNumeric('c1'), aNumeric('c2')],
      passRule: { kind: 'total_points', atLeast: 1 },
    });
    const rule = { maxNumericShare: 1, maxTotalGap: 0.3 };
    const [a, b] = [
      { c1: points(0.5), c2: points(1) },
      { c1: points(1), c2: points(1.5) },
    ];
    expect(compare(unit, a, b, rule).overall[1]).toMatchObject({
      rule: 'total',
      within: false,
      reason: 'Totals 1.5 and 2.5 are 1 apart; 0.3 allowed.',
    });
    expect(compare(unit, a, b, { ...rule, maxTotalGap: 1 }).within).toBe(true);
  });
  it('a gap of totals is told and measured as people write it', () => {
    const unit = aUnit({
      criteria: [
        aNumeric('c1', { max: 1, step: 0.1, passMark: 0 }),
        aNumeric('c2', { max: 1, step: 0.1, passMark: 0 }),
      ],
      passRule: { kind: 'total_points', atLeast: 0 },
    });
    const whole = compare(
      unit,
      { c1: points(0.8), c2: points(0) },
      { c1: points(0.9), c2: points(0.2) },
      { maxNumericShare: 1, maxTotalGap: 0.3 },
    );
    expect(whole.overall[1]).toMatchObject({
      within: true,
      reason: 'Totals 0.8 and 1.1 are 0.3 apart; 0.3 allowed.',
    });
  });
});

describe('the value taken within tolerance', () => {
  const unit = alone(aLevels('c1'));
  it.each([
    ['first', level('l4'), level('l3'), level('l4')],
    ['lower', level('l4'), level('l3'), level('l3')],
    ['higher', level('l3'), level('l4'), level('l4')],
    // A level nobody gave is never invented.
    ['mean', level('l2'), level('l3'), level('l2')],
  ] as const)('%s of two levels', (value, a, b, taken) => {
    expect(settled(unit, a, b, { value })).toEqual(taken);
  });
  it('the mean of points stays on the criterion’s steps', () => {
    const steps = alone(aNumeric('c1', { step: 2 }));
    expect(settled(steps, points(10), points(12), { value: 'mean' })).toEqual(points(12));
    expect(settled(steps, points(8), points(12), { value: 'mean', maxNumericShare: 1 })).toEqual(points(10));
  });
  it('the mean of met and not yet met is the first', () => {
    expect(settled(alone(aBinary('c1')), notYet, met, { value: 'mean' })).toEqual(notYet);
  });
});

it('a straddle weighs most, a critical criterion next, then the gaps', () => {
  const plain = [aLevels('c1', { critical: true }), aLevels('c2')];
  const lenient = aUnit({ criteria: plain, passRule: { kind: 'weighted_percent', atLeast: 0 } });
  const strict = aUnit({ criteria: plain });
  const weight = (unit: Unit, a: Decisions, b: Decisions) => weightOf(unit, compare(unit, a, b));
  const small = weight(lenient, { c1: level('l3'), c2: level('l1') }, { c1: level('l3'), c2: level('l3') });
  const big = weight(lenient, { c1: level('l3'), c2: level('l1') }, { c1: level('l3'), c2: level('l4') });
  const critical = weight(
    lenient,
    { c1: level('l3'), c2: level('l3') },
    { c1: level('l4'), c2: level('l3') },
  );
  const straddle = weight(strict, { c1: level('l3'), c2: level('l2') }, { c1: level('l3'), c2: level('l3') });
  expect([small, big, critical, straddle]).toEqual([small, big, critical, straddle].sort((a, b) => a - b));
  expect(small).toBeGreaterThan(0);
});
