import { describe, expect, it } from 'vitest';
import { anchoredCriteria } from '../../../renderer/workbench/chosen-place.ts';
import { describeEdit } from '../../../renderer/workbench/describe-edit.ts';
import { addAnchor, editJudgment } from '../../../renderer/workbench/draft-edits.ts';
import type { AnchorTarget } from '../../../src/domain/anchor.ts';
import { AnchorId, ArtifactHash, CriterionId } from '../../../src/domain/ids.ts';
import { type Draft, EMPTY_DRAFT, NO_VACS } from '../../../src/domain/judgment.ts';
import { aDraft, met } from '../../builders/a-judgment.ts';
import { aBinary, aUnit } from '../../builders/a-unit.ts';

const { criteria } = aUnit({ criteria: [aBinary('c1'), aBinary('c2')] });
const c1 = CriterionId.parse('c1');
const c2 = CriterionId.parse('c2');
const artifact = ArtifactHash.parse('a'.repeat(64));
const lines: AnchorTarget = { kind: 'lines', from: 1, to: 2, quote: null };
const anchored = (draft: Draft, on: CriterionId, target: AnchorTarget = lines) =>
  addAnchor(draft, on, { artifact, target }, () => AnchorId.parse(`n${target.kind}`)).draft;
const said = (after: Draft, before: Draft = EMPTY_DRAFT) => describeEdit(criteria, before, after);

describe('what undo would take back', () => {
  it.each([
    ['the mark on C1', editJudgment(EMPTY_DRAFT, c1, { decision: met })],
    ['the rationale of C2', editJudgment(EMPTY_DRAFT, c2, { rationale: 'x' })],
    ['the rules of evidence of C1', editJudgment(EMPTY_DRAFT, c1, { vacs: { ...NO_VACS, valid: 'yes' } })],
    ['the confidence on C1', editJudgment(EMPTY_DRAFT, c1, { confidence: 'low' })],
    ['an anchor of C1', anchored(EMPTY_DRAFT, c1)],
    ['the judgment on C1', editJudgment(EMPTY_DRAFT, c1, { decision: met, rationale: 'x' })],
    ['the judgments on 2 criteria', aDraft({ c1: met, c2: met })],
    ['the feedback', { ...EMPTY_DRAFT, feedback: 'x' }],
    ['the action plan', { ...EMPTY_DRAFT, actions: [{ criterion: c1, text: 'x' }] }],
    ['the “please check” flag', { ...EMPTY_DRAFT, pleaseCheck: true }],
  ])('is said in words: %s', (words, after) => {
    expect(said(after)).toBe(words);
    expect(said(EMPTY_DRAFT, after)).toBe(words);
  });
});

describe('a chosen place', () => {
  const place = { artifact, chosen: [lines], chosenMember: undefined };

  it('is anchored to the criteria that rest on all of it, and only on just that place', () => {
    const both = anchored(anchored(EMPTY_DRAFT, c1), c2);
    expect(anchoredCriteria(both, place)).toEqual([c1, c2]);
    expect(anchoredCriteria(both, { ...place, chosen: [lines, { kind: 'whole' }] })).toEqual([]);
    expect(
      anchoredCriteria(anchored(both, c2, { kind: 'whole' }), {
        ...place,
        chosen: [lines, { kind: 'whole' }],
      }),
    ).toEqual([c2]);
  });

  it('is not the same place inside a file of the archive', () => {
    const chosenMember = { entries: [3], hash: artifact };
    expect(anchoredCriteria(anchored(EMPTY_DRAFT, c1), { ...place, chosenMember })).toEqual([]);
  });

  it('is none while nothing is chosen', () => {
    expect(anchoredCriteria(anchored(EMPTY_DRAFT, c1), { ...place, chosen: null })).toEqual([]);
  });
});
