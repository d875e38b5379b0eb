import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { countCommentUse, listComments, removeComment, saveComment } from '../../src/app/comments.ts';
import { decisionKey, rankComments, usedBefore, withComment } from '../../src/domain/comment-fit.ts';
import { CriterionId } from '../../src/domain/ids.ts';
import { allMet, level, met, points } from '../builders/a-judgment.ts';
import { aBinary, aLevels, aNumeric, aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const criterion = CriterionId.parse('c1');
const about = { unit: unit.id, criterion };
const comment = (text: string, decision: string | null, uses = 0, lastUsedAt = '2026-01-01') => ({
  text,
  decision,
  uses,
  lastUsedAt,
});

describe('the comments that fit', () => {
  it('come first for this very decision, then for any, then for another; among those the most used', () => {
    const kept = [
      comment('other', 'l4', 99),
      comment('any', null, 50),
      comment('rare', 'l1', 1),
      comment('often', 'l1', 7),
      comment('lately', 'l1', 1, '2026-02-01'),
    ];
    expect(rankComments(kept, 'l1').map(({ text }) => text)).toEqual([
      'often',
      'lately',
      'rare',
      'any',
      'other',
    ]);
  });

  it('hold every word that was typed, in any order and case', () => {
    const kept = [comment('Rate each risk.', null), comment('Name each hazard.', null)];
    expect(rankComments(kept, null, 'RISK each').map(({ text }) => text)).toEqual(['Rate each risk.']);
  });

  it('are kept by level, or by met and not yet where there are none', () => {
    expect(decisionKey(aLevels('c1'), level('l2'))).toBe('l2');
    expect(decisionKey(aBinary('c1'), met)).toBe('met');
    expect(decisionKey(aNumeric('c1'), points(3))).toBe('not_yet');
    expect(decisionKey(aBinary('c1'), null)).toBeNull();
  });

  it('go on a line of their own behind what is written', () => {
    expect(withComment('', 'B')).toBe('B');
    expect(withComment('A.  \n', 'B')).toBe('A.\nB');
  });

  it('said twice about one submission are no habit', () => {
    const said = (submission: string) => ({
      submission,
      decision: 'l1',
      text: ' Rate it. ',
      at: '2026-01-01',
    });
    expect(usedBefore([said('s1'), said('s1')])).toEqual([]);
    expect(usedBefore([said('s1'), said('s2')])).toEqual([comment('Rate it.', 'l1', 2)]);
  });
});

describe('the comment bank', () => {
  it('counts uses, and still knows them after the workspace was closed and opened', async () => {
    const { workspace, reopen } = await aWorkspace();
    const saved = must(saveComment(workspace, { ...about, decision: 'l1', text: 'Rate each risk.' }));
    must(countCommentUse(workspace, saved.comment ?? ''));
    must(countCommentUse(workspace, saved.comment ?? ''));
    expect(must(listComments(await reopen(), unit.id, criterion))).toMatchObject([
      { comment: saved.comment, text: 'Rate each risk.', uses: 2 },
    ]);
  });

  it('keeps the same words for the same decision once, and changes the one that is named', async () => {
    const { workspace } = await aWorkspace();
    const first = must(saveComment(workspace, { ...about, decision: 'l1', text: 'A' }));
    must(saveComment(workspace, { ...about, decision: 'l1', text: 'A' }));
    must(saveComment(workspace, { ...about, comment: first.comment ?? '', decision: null, text: 'B' }));
    expect(must(listComments(workspace, unit.id, criterion))).toMatchObject([
      { comment: first.comment, decision: null, text: 'B' },
    ]);
  });

  it('is one’s own: nobody else sees, uses or removes what is in it', async () => {
    const { as } = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'] } });
    const saved = must(saveComment(as('Ann'), { ...about, decision: null, text: 'A' }));
    const name = saved.comment ?? '';
    expect(must(listComments(as('Bob'), unit.id, criterion))).toEqual([]);
    expect(codeOf(countCommentUse(as('Bob'), name))).toBe('comment.missing');
    must(removeComment(as('Bob'), name));
    expect(must(listComments(as('Ann'), unit.id, criterion))).toHaveLength(1);
  });

  it('says so when the comment to change is gone', async () => {
    const { workspace } = await aWorkspace();
    const wanted = { ...about, comment: randomUUID(), decision: null, text: 'A' };
    expect(codeOf(saveComment(workspace, wanted))).toBe('comment.missing');
  });

  it('offers what one submitted on several submissions, until it is kept', async () => {
    const { workspace } = await aWorkspace();
    const decisions = { ...allMet(unit), c1: level('l1') };
    for (const learner of ['One', 'Two']) {
      await anAssessment(workspace, await aSubmission(workspace, { learner }), decisions);
    }
    // What the builder says of every criterion.
    const text = 'Seen in the plan.';
    expect(must(listComments(workspace, unit.id, criterion))).toMatchObject([
      { comment: null, decision: 'l1', text, uses: 2 },
    ]);
    must(saveComment(workspace, { ...about, decision: 'l1', text }));
    expect(must(listComments(workspace, unit.id, criterion))).toHaveLength(1);
  });
});
