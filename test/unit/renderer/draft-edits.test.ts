import { describe, expect, it } from 'vitest';
import {
  addAnchor,
  anchorsOf,
  changedCriterion,
  editJudgment,
  judgmentOn,
  removeAnchor,
} from '../../../renderer/workbench/draft-edits.ts';
import type { AnchorTarget } from '../../../src/domain/anchor.ts';
import { AnchorId, ArtifactHash, AssessmentId, CriterionId } from '../../../src/domain/ids.ts';
import { EMPTY_DRAFT } from '../../../src/domain/judgment.ts';
import { met, notYet } from '../../builders/a-judgment.ts';

const one = CriterionId.parse('c1');
const two = CriterionId.parse('c2');
const artifact = ArtifactHash.parse('a'.repeat(64));
const target: AnchorTarget = { kind: 'lines', from: 3, to: 9, quote: 'x' };
const ids = () => {
  let next = 0;
  return () => {
    next += 1;
    return AnchorId.parse(`n${next}`);
  };
};

describe('a draft', () => {
  it('one anchor serves several criteria and is kept until the last lets go', () => {
    const newId = ids();
    let { draft } = addAnchor(EMPTY_DRAFT, one, { artifact, target }, newId);
    draft = addAnchor(draft, two, { artifact, target: { ...target } }, newId).draft;
    expect(draft.anchors).toHaveLength(1);
    draft = removeAnchor(draft, one, AnchorId.parse('n1'));
    expect([anchorsOf(draft, one).length, anchorsOf(draft, two).length]).toEqual([0, 1]);
    expect(removeAnchor(draft, two, AnchorId.parse('n1')).anchors).toEqual([]);
  });

  it('anchoring the same place twice changes nothing', () => {
    const newId = ids();
    const { draft } = addAnchor(EMPTY_DRAFT, one, { artifact, target }, newId);
    expect(addAnchor(draft, one, { artifact, target }, newId).draft).toBe(draft);
  });

  it('an edit touches one judgment and leaves the old draft as it was', () => {
    const draft = editJudgment(EMPTY_DRAFT, one, { rationale: 'because' });
    expect(judgmentOn(draft, one).rationale).toBe('because');
    expect(judgmentOn(draft, two).rationale).toBe('');
    expect(EMPTY_DRAFT.judgments).toEqual([]);
    expect(editJudgment(draft, one, { rationale: 'because' })).toBe(draft);
  });

  it('says which criterion an undo takes one back to', () => {
    const before = editJudgment(EMPTY_DRAFT, one, { rationale: 'a' });
    const after = editJudgment(before, two, { confidence: 'low' });
    expect(changedCriterion(before, after)).toBe(two);
    expect(changedCriterion(before, { ...before, feedback: 'x' })).toBeNull();
  });

  it('no longer counts as carried once something else is decided, and still does when it is explained', () => {
    const from = AssessmentId.parse('ab'.repeat(32));
    const carried = { ...judgmentOn(EMPTY_DRAFT, one), decision: met, carriedFrom: from };
    const taken = { ...EMPTY_DRAFT, judgments: [carried] };
    expect(judgmentOn(editJudgment(taken, one, { rationale: 'More.' }), one).carriedFrom).toBe(from);
    expect(editJudgment(taken, one, { decision: met })).toBe(taken);
    expect(judgmentOn(editJudgment(taken, one, { decision: notYet }), one)).not.toHaveProperty('carriedFrom');
  });
});
