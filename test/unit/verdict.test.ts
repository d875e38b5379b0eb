import { describe, expect, it } from 'vitest';
import { checkUnit } from '../../src/domain/check-unit.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { Criterion } from '../../src/domain/rubric.ts';
import {
  decideVerdict,
  decisionInWords,
  decisionProblem,
  isLowest,
  isMet,
  percentOf,
  totalOf,
} from '../../src/domain/verdict.ts';
import { decided, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';

const verdictOf = (unit: ReturnType<typeof aUnit>, decisions: Record<string, Decision>) =>
  decideVerdict(unit, decided(decisions));

describe('a decision and its criterion', () => {
  it.each<[string, Criterion, Decision, string | null]>([
    ['a binary criterion takes met', aBinary('c'), met, null],
    ['a binary criterion refuses a level', aBinary('c'), level('l1'), 'Choose met or not yet met.'],
    ['a levels criterion takes one of its levels', aLevels('c'), level('l2'), null],
    [
      'a levels criterion refuses another’s level',
      aLevels('c'),
      level('l9'),
      'The chosen level is not one of this criterion.',
    ],
    ['a levels criterion refuses points', aLevels('c'), points(2), 'Choose a level.'],
    ['a numeric criterion takes both ends', aNumeric('c'), points(20), null],
    [
      'a numeric criterion refuses more than its most',
      aNumeric('c'),
      points(20.5),
      'Points must lie between 0 and 20.',
    ],
    [
      'a numeric criterion refuses less than its least',
      aNumeric('c'),
      points(-0.5),
      'Points must lie between 0 and 20.',
    ],
    [
      'a numeric criterion refuses what lies between steps',
      aNumeric('c'),
      points(0.25),
      'Points go in steps of 0.5.',
    ],
    ['steps count from the least', aNumeric('c', { min: 1, max: 9, step: 2, passMark: 5 }), points(3), null],
    [
      'steps that binary fractions cannot hold still fit',
      aNumeric('c', { max: 1, step: 0.1, passMark: 0.5 }),
      points(0.1 + 0.2),
      null,
    ],
    ['a numeric criterion refuses met', aNumeric('c'), met, 'Enter points.'],
  ])('%s', (_, criterion, decision, problem) => {
    expect(decisionProblem(criterion, decision)).toBe(problem);
  });

  it('is met from the required level and the pass mark on', () => {
    expect(['l2', 'l3', 'l4'].map((id) => isMet(aLevels('c'), level(id)))).toEqual([false, true, true]);
    expect([11.5, 12, 20].map((worth) => isMet(aNumeric('c'), points(worth)))).toEqual([false, true, true]);
    expect([isMet(aBinary('c'), met), isMet(aBinary('c'), notYet)]).toEqual([true, false]);
  });

  it('a level that the criterion does not have never meets it', () => {
    expect(isMet(aLevels('c'), level('l9'))).toBe(false);
  });

  it('is the lowest at not yet met, the first level and the least points', () => {
    expect([
      isLowest(aBinary('c'), notYet),
      isLowest(aLevels('c'), level('l1')),
      isLowest(aNumeric('c'), points(0)),
    ]).toEqual([true, true, true]);
    expect([
      isLowest(aBinary('c'), met),
      isLowest(aLevels('c'), level('l2')),
      isLowest(aNumeric('c'), points(0.5)),
    ]).toEqual([false, false, false]);
  });

  it('reads in words', () => {
    expect(decisionInWords(aLevels('c'), level('l3'))).toBe('Level 3');
    expect(decisionInWords(aBinary('c'), notYet)).toBe('not yet met');
    expect(decisionInWords(aNumeric('c'), points(14))).toBe('14 points');
    expect(decisionInWords(aNumeric('c'), points(1))).toBe('1 point');
  });
});

describe('the pass rule “all met”', () => {
  const unit = aUnit();
  it('passes when every criterion is met', () => {
    const all = verdictOf(unit, { c1: level('l3'), c2: met, c3: points(12) });
    expect(all).toMatchObject({ verdict: 'passed', reasons: ['Every criterion is met.'] });
  });
  it('names each criterion that is not', () => {
    const some = verdictOf(unit, { c1: level('l2'), c2: notYet, c3: points(12) });
    expect(some.verdict).toBe('not_yet');
    expect(some.reasons).toEqual(['“Criterion c1” is not yet met.', '“Criterion c2” is not yet met.']);
  });
  it('takes a criterion nobody judged as not met', () => {
    expect(verdictOf(unit, { c1: level('l3'), c2: met }).verdict).toBe('not_yet');
  });
});

describe('the pass rule “total of points”', () => {
  const criteria = [aLevels('c1', { weight: 2 }), aBinary('c2'), aNumeric('c3')];
  const unit = aUnit({ criteria, passRule: { kind: 'total_points', atLeast: 18 } });
  it('passes from the total on, though a criterion is not met', () => {
    expect(verdictOf(unit, { c1: level('l4'), c2: notYet, c3: points(10) })).toMatchObject({
      verdict: 'passed',
      total: { points: 18, max: 28 },
    });
  });
  it('says the total and what is needed below it', () => {
    const below = verdictOf(unit, { c1: level('l4'), c2: met, c3: points(9.5) });
    expect(below).toMatchObject({ verdict: 'not_yet', reasons: ['The total is 17.5; 18 are needed.'] });
  });
  it('is not fooled by fractions that binary numbers cannot hold', () => {
    const tenths = aUnit({
      criteria: [
        aNumeric('c1', { max: 1, step: 0.1, passMark: 0.5 }),
        aNumeric('c2', { max: 1, step: 0.1, passMark: 0.5 }),
      ],
      passRule: { kind: 'total_points', atLeast: 0.3 },
    });
    expect(verdictOf(tenths, { c1: points(0.1), c2: points(0.2) }).verdict).toBe('passed');
  });
  it('leaves criteria without points out of the total', () => {
    const bare = aUnit({ criteria: [aBinary('c1'), aLevels('c2', { points: [null, null, null] })] });
    expect(totalOf(bare, decided({ c1: met, c2: level('l3') }))).toBeNull();
  });
  it('a total nobody can reach is found before the unit is used', () => {
    const codes = (unreachable: ReturnType<typeof aUnit>) => checkUnit(unreachable).map((one) => one.code);
    const rule = { kind: 'total_points' as const, atLeast: 1 };
    expect(codes(aUnit({ criteria: [aBinary('c1')], passRule: rule }))).toEqual(['unit.pass_out_of_reach']);
    expect(
      codes(aUnit({ criteria: [aLevels('c1', { points: [null, null, null] })], passRule: rule })),
    ).toEqual(['unit.pass_out_of_reach']);
    expect(codes(aUnit({ criteria: [aLevels('c1')], passRule: { ...rule, atLeast: 4 } }))).toEqual([]);
    expect(codes(aUnit({ criteria: [aLevels('c1')], passRule: { ...rule, atLeast: 4.5 } }))).toEqual([
      'unit.pass_out_of_reach',
    ]);
  });
  it('the most is the level worth most, wherever it stands', () => {
    const odd = aUnit({ criteria: [aLevels('c1', { points: [0, 5, 3] })] });
    expect(totalOf(odd, decided({ c1: level('l2') }))).toEqual({ points: 5, max: 5 });
  });
});

describe('the pass rule “weighted percent”', () => {
  const unit = aUnit({
    criteria: [aLevels('c1', { weight: 3 }), aBinary('c2'), aNumeric('c3')],
    passRule: { kind: 'weighted_percent', atLeast: 60 },
  });
  it('takes each criterion on its own scale from 0 to 1', () => {
    expect(percentOf(unit, decided({ c1: level('l3'), c2: met, c3: points(0) }))).toBeCloseTo(60, 4);
    expect(verdictOf(unit, { c1: level('l3'), c2: met, c3: points(0) }).verdict).toBe('passed');
  });
  it('says the percent and what is needed below it', () => {
    const below = verdictOf(unit, { c1: level('l3'), c2: notYet, c3: points(10) });
    expect(below.reasons).toEqual(['The weighted result is 50 %; 60 % are needed.']);
  });
  it('never says that less than is needed is what is needed', () => {
    const close = aUnit({
      criteria: [aNumeric('c1', { max: 10000, step: 1, passMark: 1 })],
      passRule: { kind: 'weighted_percent', atLeast: 60 },
    });
    expect(verdictOf(close, { c1: points(5999) }).reasons[0]).not.toContain('is 60 %');
  });
});

describe('a critical criterion', () => {
  it.each([
    { kind: 'all_met' as const },
    { kind: 'total_points' as const, atLeast: 1 },
    { kind: 'weighted_percent' as const, atLeast: 1 },
  ])('must be met whatever the total, under $kind', (passRule) => {
    const unit = aUnit({ criteria: [aLevels('c1', { critical: true }), aNumeric('c2')], passRule });
    const without = verdictOf(unit, { c1: level('l2'), c2: points(20) });
    expect(without).toMatchObject({
      verdict: 'not_yet',
      reasons: ['“Criterion c1” must be met and is not.'],
    });
    expect(verdictOf(unit, { c1: level('l3'), c2: points(20) }).verdict).toBe('passed');
  });
});
