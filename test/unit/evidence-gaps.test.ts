import { describe, expect, it } from 'vitest';
import { evidenceMatrix, nextGap } from '../../src/domain/evidence-gaps.ts';
import { ArtifactHash, CriterionId } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import { NO_VACS } from '../../src/domain/judgment.ts';
import { aDraft, anchorId, met, notYet } from '../builders/a-judgment.ts';
import { aBinary, aUnit } from '../builders/a-unit.ts';

const unit = aUnit({ criteria: [aBinary('c1'), aBinary('c2'), aBinary('c3')] });
const id = (name: string) => CriterionId.parse(name);
const hash = (digit: string) => ArtifactHash.parse(digit.repeat(64));
const artifact = (digit: string, claims: readonly string[] = [], claimsUnit = false) => ({
  hash: hash(digit),
  claims: claims.map(id),
  claimsUnit,
});
/** A draft whose judgment on the first criterion rests on artifact `a`. */
const resting = (decision = met, vacs = NO_VACS): Draft => {
  const draft = aDraft({ c1: decision });
  return {
    ...draft,
    anchors: [{ id: anchorId('x'), artifact: hash('a'), target: { kind: 'whole' } }],
    judgments: draft.judgments.map((judgment) => ({ ...judgment, vacs, anchors: [anchorId('x')] })),
  };
};
const states = (draft: Draft, artifacts = [artifact('a'), artifact('b', ['c1', 'c2'])]) =>
  evidenceMatrix(unit, artifacts, draft).map(({ state, cells }) => [state, ...cells.map((one) => one.state)]);

describe('evidence against criteria', () => {
  it('is missing where nothing rests on it and nobody claims it, unclear where it is only claimed', () => {
    expect(states(aDraft({}))).toEqual([
      ['unclear', 'missing', 'unclear'],
      ['unclear', 'missing', 'unclear'],
      ['missing', 'missing', 'missing'],
    ]);
  });

  it('is met where a judgment that is met rests on it', () => {
    expect(states(resting())[0]).toEqual(['met', 'met', 'unclear']);
  });

  it('stays unclear while the judgment is not met, not made, or a rule of evidence speaks against it', () => {
    expect(states(resting(notYet))[0]?.[1]).toBe('unclear');
    expect(states(resting(met, { ...NO_VACS, current: 'no' }))[0]?.[1]).toBe('unclear');
    expect(states(resting(met, { ...NO_VACS, authentic: 'unsure' }))[0]?.[1]).toBe('unclear');
  });

  it('claimed for the unit as a whole is claimed for every criterion', () => {
    expect(states(aDraft({}), [artifact('a', [], true)]).map(([state]) => state)).toEqual([
      'unclear',
      'unclear',
      'unclear',
    ]);
  });
});

describe('the next gap', () => {
  const rows = (draft: Draft) => evidenceMatrix(unit, [artifact('a'), artifact('b', ['c1', 'c2'])], draft);

  it('is a criterion without any evidence before one whose evidence is unclear', () => {
    expect(nextGap(rows(aDraft({})), id('c1'))?.criterion).toBe('c3');
    expect(nextGap(rows(aDraft({})), id('c3'))?.criterion).toBe('c3');
  });

  it('is an unclear one round the rubric where nothing is missing, and none where all is met', () => {
    const two = aUnit({ criteria: [aBinary('c1'), aBinary('c2')] });
    const both = evidenceMatrix(two, [artifact('a', ['c2'])], resting());
    expect(nextGap(both, id('c2'))?.criterion).toBe('c2');
    expect(nextGap(both.slice(0, 1), id('c1'))).toBeNull();
  });
});
