import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { compareAttempts } from '../../src/app/compare-attempts.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { EMPTY_DRAFT } from '../../src/domain/judgment.ts';
import { aJudgment, allMet, level } from '../builders/a-judgment.ts';
import { anAttempt, FIRST_ATTEMPT } from '../builders/a-resubmission.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';
import { check, choose, close, decide, lodge, release, type TestRelease } from '../builders/an-appeal.ts';

it('after an appeal it is what the appeal came to that a new attempt carries forward', async () => {
  const unit = aUnit();
  const good = allMet(unit);
  const made = await aWorkspace({
    people: { Ann: ['assessor'], Mo: ['moderator'], Ada: ['moderator', 'adjudicator'] },
  });
  const submission = await anAttempt(made.workspace, FIRST_ATTEMPT, { unit });
  await anAssessment(made.as('Ann'), submission, { ...good, c1: level('l1') });
  must(await confirmOutcomes(made.as('Mo'), randomUUID(), [submission]));
  await release(made, submission);
  const about: TestRelease = { ...made, unit, good, submission };
  const appeal = { ...about, appeal: must(await lodge(about)) };
  must(await check(appeal));
  must(await choose(appeal, 'review'));
  const files = { ...FIRST_ATTEMPT, 'more.txt': { text: 'A letter.', for: 'C2' } };
  const second = await anAttempt(made.as('Root'), files, { unit });
  const carried = () =>
    compareAttempts(made.as('Ann'), second).ok
      ? (must(compareAttempts(made.workspace, second))?.criteria ?? [])
      : [];
  expect(carried()).toMatchObject([{ criterion: 'c1', carries: false }, {}, { carries: true }]);
  const decision = must(await decide(appeal, 'raised', good));
  must(await close(appeal));
  const after = carried();
  expect(after).toMatchObject([
    { criterion: 'c1', carries: true, judgment: { decision: good.c1, carriedFrom: decision } },
    { criterion: 'c2', carries: false },
    { criterion: 'c3', carries: true },
  ]);
  // It can be submitted so, and a value that the appeal did not come to cannot.
  const taken = after.flatMap((one) => (one.carries && one.judgment ? [one.judgment] : []));
  const draft = { ...EMPTY_DRAFT, judgments: [...taken, aJudgment('c2', good.c2 ?? level('l1'))] };
  const forged = draft.judgments.map((one) =>
    one.criterion === 'c1' ? { ...one, decision: level('l3') } : one,
  );
  must(saveDraft(made.as('Ann'), second, { ...draft, judgments: forged }, 0));
  expect(codeOf(await submitAssessment(made.workspace, randomUUID(), second, 1))).toBe(
    'assessment.carried_falsely',
  );
  must(saveDraft(made.workspace, second, draft, 1));
  must(await submitAssessment(made.workspace, randomUUID(), second, 2));
});
