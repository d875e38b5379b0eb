import { describe, expect, it } from 'vitest';
import { adjustJudgments, adjustmentProblem } from '../../src/domain/batches/adjust.ts';
import { CriterionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import type { PassRule } from '../../src/domain/rubric.ts';
import { marginOf, markOf } from '../../src/domain/sampling/margin.ts';
import { decided, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';

/** Four levels, the third required; met or not; 0 to 20 points, 12 required. */
const criteria = [aLevels('c1'), aBinary('c2'), aNumeric('c3')];
const under = (passRule: PassRule) => aUnit({ criteria, passRule });
const given = (c1: string, c2: Decision, c3: number) => decided({ c1: level(c1), c2, c3: points(c3) });

describe('the margin to the pass boundary', () => {
  it('is measured in percent of the weighted result, where that decides', () => {
    const unit = under({ kind: 'weighted_percent', atLeast: 70 });
    const decisions = given('l4', met, 5);
    expect([markOf(unit, decisions), marginOf(unit, decisions)]).toEqual([75_000, 5_000]);
    expect(marginOf(unit, given('l4', notYet, 20))).toBe(66_667 - 70_000);
  });
  it('is measured in percent of all points, where the total decides', () => {
    const unit = under({ kind: 'total_points', atLeast: 10 });
    // Of 24 points that there are.
    expect(marginOf(unit, given('l1', met, 9))).toBe(0);
    expect(marginOf(unit, given('l1', met, 12))).toBe(12_500);
    expect(marginOf(unit, given('l1', met, 3))).toBe(-25_000);
  });
  it('is that of the weakest criterion, where each must be met', () => {
    const unit = under({ kind: 'all_met' });
    expect(marginOf(unit, given('l4', met, 13))).toBe(5_000);
    expect(marginOf(unit, given('l3', met, 20))).toBe(0);
    expect(marginOf(unit, given('l4', met, 9))).toBe(-15_000);
    expect(marginOf(unit, given('l4', notYet, 20))).toBe(-100_000);
  });
  it('is unknown where there is nothing but met', () => {
    const unit = aUnit({ criteria: [aBinary('c2')], passRule: { kind: 'all_met' } });
    expect(marginOf(unit, decided({ c2: met }))).toBeNull();
  });
});

describe('adjusting marks', () => {
  const unit = under({ kind: 'all_met' });
  const judged = (c1: string, c3: number) => [
    { criterion: CriterionId.parse('c1'), decision: level(c1), from: null, rationale: 'r' },
    { criterion: CriterionId.parse('c3'), decision: points(c3), from: null, rationale: 'r' },
  ];
  const rule = (c1: number, c3: number) => [
    { criterion: CriterionId.parse('c1'), by: c1 },
    { criterion: CriterionId.parse('c3'), by: c3 },
  ];
  it('stays within the range of each criterion, and leaves what does not change as it was', () => {
    const adjusted = (c1: string, c3: number, by: ReturnType<typeof rule>) =>
      adjustJudgments(unit, judged(c1, c3), by, 'why').map(({ decision, rationale }) => [
        decision,
        rationale,
      ]);
    const why = 'Adjusted with the whole batch: why';
    expect(adjusted('l2', 19, rule(-1, 2))).toEqual([
      [level('l1'), why],
      [points(20), why],
    ]);
    expect(adjusted('l1', 20, rule(-1, 2))).toEqual([
      [level('l1'), 'r'],
      [points(20), 'r'],
    ]);
  });
  it.each([
    ['a criterion by half a level', rule(0.5, 1)],
    ['a criterion by nothing', rule(0, 1)],
    ['a criterion twice', [...rule(1, 1), ...rule(1, 1)]],
    ['what is met or not', [{ criterion: CriterionId.parse('c2'), by: 1 }]],
    ['a criterion of another unit', [{ criterion: CriterionId.parse('c9'), by: 1 }]],
  ])('never adjusts %s', (_, adjustments) => {
    expect(adjustmentProblem(unit, adjustments)).not.toBeNull();
    expect(adjustmentProblem(unit, rule(1, 1))).toBeNull();
  });
});
