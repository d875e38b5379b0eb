import { describe, expect, it } from 'vitest';
import { completedJudgments, missingForSubmit, progressOf } from '../../src/domain/draft-rules.ts';
import { type Draft, EMPTY_DRAFT } from '../../src/domain/judgment.ts';
import { AN_ARTIFACT } from '../builders/a-history.ts';
import { aDraft, aJudgment, allMet, anchorId, level, met, notYet, points } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';

const unit = aUnit();
const codes = (draft: Draft) => missingForSubmit(unit, draft).map((one) => `${one.criterion} ${one.code}`);

describe('what is missing before a draft can be submitted', () => {
  it('every criterion of an empty draft', () => {
    expect(codes(EMPTY_DRAFT)).toEqual(['c1 not_judged', 'c2 not_judged', 'c3 not_judged']);
  });
  it('nothing when every criterion is judged', () => {
    expect(codes(aDraft(allMet(unit)))).toEqual([]);
  });
  it('a decision that was begun and left open', () => {
    const draft = aDraft(allMet(unit));
    expect(
      codes({ ...draft, judgments: draft.judgments.map((one) => ({ ...one, decision: null })) }),
    ).toHaveLength(3);
  });
  it('a decision that fits the criterion', () => {
    expect(codes(aDraft({ c1: level('l9'), c2: met, c3: points(0.3) }))).toEqual([
      'c1 decision_invalid',
      'c3 decision_invalid',
    ]);
  });
  it('a rationale for each not met and lowest level, and blanks are none', () => {
    const lowest = [
      aJudgment('c1', level('l1'), ''),
      aJudgment('c2', notYet, ' \n\t'),
      aJudgment('c3', points(0), ''),
    ];
    expect(codes({ ...EMPTY_DRAFT, judgments: lowest })).toEqual([
      'c1 rationale_missing',
      'c2 rationale_missing',
      'c3 rationale_missing',
    ]);
    expect(
      codes({ ...EMPTY_DRAFT, judgments: lowest.map((one) => ({ ...one, rationale: 'No plan.' })) }),
    ).toEqual([]);
  });
  it('no rationale for what lies above the lowest', () => {
    const bare = [
      aJudgment('c1', level('l2'), ''),
      aJudgment('c2', met, ''),
      aJudgment('c3', points(0.5), ''),
    ];
    expect(codes({ ...EMPTY_DRAFT, judgments: bare })).toEqual([]);
  });
  it('an anchor that a judgment rests on and that is gone', () => {
    const draft = aDraft(allMet(unit));
    const resting = draft.judgments.map((one) => ({ ...one, anchors: [anchorId('a1')] }));
    expect(codes({ ...draft, judgments: resting })).toHaveLength(3);
    const anchors = [{ id: anchorId('a1'), artifact: AN_ARTIFACT, target: { kind: 'whole' as const } }];
    expect(codes({ ...draft, judgments: resting, anchors })).toEqual([]);
  });
});

it('completed judgments stand in the rubric’s order, and what the rubric does not have is left out', () => {
  const decisions = { c3: points(3), c9: met, c1: level('l2'), c2: met };
  expect(completedJudgments(unit, aDraft(decisions)).map((one) => one.criterion)).toEqual(['c1', 'c2', 'c3']);
});

it('progress counts what is met, not yet met and to do; what does not fit is to do', () => {
  const draft = aDraft({ c1: level('l2'), c2: met, c3: points(0.3) });
  expect(progressOf(unit, draft.judgments)).toEqual({ met: 1, notYet: 1, toDo: 1 });
});
