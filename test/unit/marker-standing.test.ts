import { describe, expect, it } from 'vitest';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import { approvalProblem } from '../../src/domain/standardisation/marker-standing.ts';
import type { SetRule } from '../../src/domain/standardisation/standardisation-facts.ts';
import { ANN, authorityOf, PIA, SomeStandards, timeAt } from '../builders/some-standards.ts';

const PRACTICE: SetRule = { kind: 'practice' };
const SEEDS: SetRule = { kind: 'seeds', oneIn: 10 };
const test = (passAtLeast = 1): SetRule => ({
  kind: 'qualifying',
  passAtLeast,
  validMonths: 12,
  isRequired: true,
});

/** Ann passed a set of two at minute 10, and is approved from 20 on. */
function anApproved() {
  const s = new SomeStandards();
  const set = s.set(test(2), ['q1', 'q2']);
  s.marks('q1', 8, true);
  s.marks('q2', 9, true);
  const approval = s.approve(20, set);
  s.set(SEEDS, ['s1', 's2', 's3', 's4']);
  return { s, set, approval };
}

describe('a marker', () => {
  it('has not started until they are given a script', () => {
    const s = new SomeStandards();
    s.set(PRACTICE, ['p1']);
    expect(s.standing().state).toBe('not_started');
    s.marks('p1', 5, null);
    expect(s.standing().state).toBe('practice');
  });
  it('practises, qualifies and is approved, in that order and no other', () => {
    const s = new SomeStandards();
    s.set(PRACTICE, ['p1']);
    const set = s.set(test(), ['q1']);
    s.marks('p1', 5, false);
    s.marks('q1', 7, null);
    expect(s.standing().trace).toEqual(['not_started', 'practice', 'qualifying']);
    s.results.pop();
    s.marks('q1', 7, true);
    s.approve(20, set, { assessments: ['a-q1'] });
    expect(s.standing().trace).toEqual(['not_started', 'practice', 'qualifying', 'approved']);
    // To practise later sets nobody back.
    s.set(PRACTICE, ['p2']);
    s.marks('p2', 30, true);
    expect(s.standing().state).toBe('approved');
  });
  it.each([
    [[true, true, null], true],
    [[true, false, true], true],
    [[true, false, null], null],
    [[false, false, null], false],
  ])('passes with two of three within tolerance: %j', (marks, isPassed) => {
    const s = new SomeStandards();
    s.set(test(2), ['q0', 'q1', 'q2']);
    for (const [at, one] of marks.entries()) s.marks(`q${at}`, at, one);
    expect(s.standing().tries).toMatchObject([{ isPassed, needed: 2, scripts: 3 }]);
  });
  it('is not approved who did not pass, nor on assessments that are not theirs, nor twice on one set', () => {
    const s = new SomeStandards();
    const set = s.set(test(2), ['q1', 'q2']);
    s.marks('q1', 8, true);
    const early = s.approve(9, set, { assessments: ['a-q1'] });
    expect(s.problemOf(early)).toBe('1 of 2 scripts were within tolerance; 2 are needed.');
    const borrowed = s.approve(8, set, { assessments: ['a-other'] });
    expect(s.problemOf(borrowed)).toContain('not the first of these scripts');
    s.marks('q2', 9, true);
    expect(s.problemOf(s.approve(11, 'nowhere' as RecordId))).toContain('is not here, or does not count');
    // What was too early counts once the marks are in: the records decide, not when they arrived.
    expect(s.problemOf(early)).toBeNull();
    expect(s.problemOf(s.approve(12, set))).toBe('An earlier approval rests on this set already.');
  });
  it('is approved by somebody else, until later', () => {
    const { s, set, approval } = anApproved();
    s.withdraw(21, approval);
    s.authority = authorityOf(timeAt(22));
    expect(s.problemOf(s.approve(30, set, { author: ANN }))).toBe('Nobody approves themselves.');
    expect(s.problemOf(s.approve(31, set, { until: 31 }))).toBe('It ends before it begins.');
    expect(s.problemOf(s.approve(32, set))).toBeNull();
  });
  it('who knows the definitive marks is recognised, and nobody else', () => {
    const s = new SomeStandards();
    const set = s.set(test(), ['q1']);
    expect(s.problemOf(s.approve(5, null))).toBe(
      'ann does not know the definitive marks, and so has to qualify.',
    );
    s.marks('q1', 30, true);
    s.authority = authorityOf(timeAt(6));
    expect(s.problemOf(s.approve(40, set))).toBe('0 of 1 scripts were within tolerance; 1 are needed.');
    expect(s.problemOf(s.approve(41, null))).toBeNull();
  });
  it('is decided about by those in the role only', () => {
    const { s } = anApproved();
    expect(s.problemOf(s.suspend(30, 'R', ANN))).toBe('Not in that role.');
    expect(s.problemOf(s.suspend(31, 'R', PIA))).toBeNull();
  });
  it('is suspended, and removed, with a reason, and only in that order', () => {
    const { s } = anApproved();
    expect(s.problemOf(s.remove(29))).toBe('Only who was suspended is removed.');
    expect(s.problemOf(s.suspend(30, ' '))).toBe('It does not say why.');
    expect(s.problemOf(s.suspend(31))).toBeNull();
    expect(s.problemOf(s.suspend(32))).toBe('Only who is approved is suspended.');
    expect(s.problemOf(s.remove(33, ''))).toBe('It does not say why.');
    expect(s.problemOf(s.remove(34))).toBeNull();
    expect(s.standing()).toMatchObject({ state: 'removed', because: 'R' });
  });
  it('who is suspended qualifies again with a set they have not seen, and is approved by that one alone', () => {
    const { s, set } = anApproved();
    expect(s.problemOf(s.requalify(29, set))).toBe('Only who is suspended qualifies again.');
    s.suspend(30);
    const [other, unused] = [s.set(test(), ['r1']), s.set(test(), ['u1'])];
    expect(s.problemOf(s.requalify(31, set))).toContain('They have marked scripts of this set before.');
    expect(s.problemOf(s.requalify(32, other, ANN))).toBe('Not in that role.');
    expect(s.problemOf(s.approve(33, other))).toContain('must qualify again first');
    expect(s.problemOf(s.requalify(34, other))).toBeNull();
    s.marks('r1', 40, true);
    s.marks('u1', 40, true);
    expect(s.problemOf(s.approve(50, unused))).toBe(
      'It rests on another set than the one to qualify again with.',
    );
    expect(s.problemOf(s.approve(51, other))).toBeNull();
    expect(s.standing().trace.slice(-4)).toEqual(['approved', 'suspended', 'requalifying', 'approved']);
  });
  it('lets nobody qualify again who is themselves, even in the role', () => {
    const { s } = anApproved();
    s.suspend(30);
    const other = s.set(test(), ['r1']);
    s.authority = authorityOf(timeAt(31));
    expect(s.problemOf(s.requalify(32, other, ANN))).toBe('Nobody lets themselves qualify again.');
  });
  it('who was removed while qualifying again comes back by nothing', () => {
    const { s } = anApproved();
    s.suspend(30);
    const other = s.set(test(), ['r1']);
    s.requalify(31, other);
    s.remove(32);
    s.marks('r1', 40, true);
    expect(s.problemOf(s.approve(50, other))).toBe('ann was removed.');
    expect(s.standing().state).toBe('removed');
  });
});

describe('a failed seed', () => {
  it('makes a second one due, and a good one after it settles that', () => {
    const { s } = anApproved();
    s.marks('s1', 30, true);
    expect(s.standing()).toMatchObject({ isSecondChance: false, afterFailedSeed: [] });
    s.marks('s2', 40, false);
    expect(s.standing()).toMatchObject({
      state: 'approved',
      isSecondChance: true,
      afterFailedSeed: [{ from: timeAt(41), until: null }],
    });
    s.marks('s3', 50, true);
    expect(s.standing()).toMatchObject({
      isSecondChance: false,
      backReading: [],
      afterFailedSeed: [{ from: timeAt(41), until: timeAt(51) }],
    });
  });
  it('and a second one suspend, and what came since the last good seed is read again', () => {
    const { s } = anApproved();
    s.marks('s1', 30, true);
    s.marks('s2', 40, false);
    s.marks('s3', 50, false);
    expect(s.standing()).toMatchObject({
      state: 'suspended',
      isSecondChance: false,
      because: 'Two seeds in a row were out of tolerance of the definitive mark.',
      backReading: [{ from: timeAt(31), until: null }],
    });
    // What is marked while suspended counts neither way.
    s.marks('s4', 60, true);
    expect(s.standing().seeds).toHaveLength(3);
  });
  it('with no good one before reaches back to the approval', () => {
    const { s } = anApproved();
    s.marks('s2', 40, false);
    s.marks('s3', 50, false);
    expect(s.standing().backReading).toEqual([{ from: timeAt(20), until: null }]);
    const other = s.set(test(), ['r1']);
    s.requalify(60, other);
    s.marks('r1', 70, true);
    s.approve(80, other);
    // What is marked from then on is not in doubt.
    expect(s.standing().backReading).toEqual([{ from: timeAt(20), until: timeAt(80) }]);
  });
  it('is none before somebody is approved, nor for whoever knows the definitive marks', () => {
    const s = new SomeStandards();
    s.set(SEEDS, ['s1', 's2']);
    s.marks('s1', 5, false);
    s.marks('s2', 6, false);
    expect(s.standing()).toMatchObject({ state: 'not_started', seeds: [] });
    const { s: later } = anApproved();
    later.authority = authorityOf(timeAt(39));
    later.marks('s1', 40, false);
    expect(later.standing()).toMatchObject({ seeds: [], isSecondChance: false });
  });
});

describe('whoever asks for work', () => {
  it('is refused by where they stand, and by the clock', () => {
    const { s } = anApproved();
    const problemAt = (minute: number, isSecond = false) =>
      approvalProblem(s.standing(), isSecond, timeAt(minute));
    expect(problemAt(30)).toBeNull();
    expect(problemAt(100_000)).toMatch(/^was approved to mark this unit until 2026-/);
    s.suspend(30);
    expect(problemAt(40)).toBe('is suspended from marking this unit');
    expect(approvalProblem(new SomeStandards().standing(), false, timeAt(1))).toContain('has not qualified');
  });
  it('approved as second marker only is given what somebody else marks first', () => {
    const s = new SomeStandards();
    const set = s.set(test(), ['q1']);
    s.marks('q1', 8, true);
    s.approve(20, set, { scope: 'second' as never });
    expect(approvalProblem(s.standing(), false, timeAt(30))).toContain('second marker only');
    expect(approvalProblem(s.standing(), true, timeAt(30))).toBeNull();
  });
});

describe('what is withdrawn', () => {
  it('is as though it had not been made', () => {
    const { s, approval } = anApproved();
    const suspension = s.suspend(30);
    s.withdraw(31, suspension);
    expect(s.standing().state).toBe('approved');
    s.withdraw(32, approval, 'Too soon');
    expect(s.problemOf(approval)).toBe('It was withdrawn: Too soon.');
    expect(s.standing().state).toBe('qualifying');
  });
  it('is withdrawn with a reason, by somebody else, once, and is no withdrawal itself', () => {
    const { s, approval } = anApproved();
    const suspension = s.suspend(30);
    expect(s.problemOf(s.withdraw(31, suspension, ' '))).toBe('It does not say why.');
    s.authority = authorityOf(timeAt(32));
    expect(s.problemOf(s.withdraw(33, suspension, 'R', ANN))).toBe(
      'Nobody withdraws what was decided about themselves.',
    );
    const withdrawal = s.withdraw(34, approval);
    expect(s.problemOf(withdrawal)).toBeNull();
    expect(s.problemOf(s.withdraw(35, withdrawal))).toContain('cannot be withdrawn');
  });
});

describe('a set', () => {
  it('has no script twice, nor one that another has, nor asks for more than it holds', () => {
    const s = new SomeStandards();
    const first = s.set(SEEDS, ['x', 'y']);
    expect(s.problemOf(s.set(PRACTICE, ['z', 'z']))).toBe('A script is in it twice.');
    expect(s.problemOf(s.set(PRACTICE, ['z', 'y']))).toBe('A script of it is in another set already.');
    expect(s.problemOf(s.set(test(2), ['z']))).toBe('It takes more scripts to pass than there are in it.');
    s.withdraw(5, first);
    expect(s.problemOf(s.set(PRACTICE, ['x'], 6))).toBeNull();
  });
  it('does not count for a submission whose learner has a result, and is passed by the others', () => {
    const s = new SomeStandards();
    const set = s.set(test(2), ['q1', 'q2', 'q3']);
    for (const script of ['q1', 'q2', 'q3']) s.marks(script, 8, script !== 'q3');
    s.unfit.set('q1' as SubmissionId, 'Its outcome is confirmed.');
    expect(s.view().unfit).toEqual(new Map([['q1', 'Its outcome is confirmed.']]));
    expect(s.standing().tries).toMatchObject([{ set, scripts: 2, within: 1, isPassed: false }]);
    expect(s.problemOf(s.approve(20, set))).toBe('1 of 2 scripts were within tolerance; 2 are needed.');
  });
});
