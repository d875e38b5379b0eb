import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/app/allocate.ts';
import { discardDraft, saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { changeAssessment } from '../../src/app/change-assessment.ts';
import { agreeOutcome, compareSubmission } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { timeline } from '../../src/app/timeline.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { Decision } from '../../src/domain/judgment.ts';
import { aDraft, allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import {
  anAssessment,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  type TestWorkspace,
} from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const nearly = { ...good, c1: level('l3') };
const PEOPLE = { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] } as const;

/** Ann and Bob have both submitted, so neither can recall. */
async function bothSubmitted() {
  const scene = await aWorkspace({ people: PEOPLE });
  const submission = await aSubmission(scene.workspace, { unit });
  const first = await anAssessment(scene.as('Ann'), submission, good);
  await anAssessment(scene.as('Bob'), submission, good);
  return {
    scene,
    submission,
    first,
    detailFor: (name: string) => must(openSubmission(scene.as(name), submission)),
  };
}

async function change(
  scene: TestWorkspace,
  submission: SubmissionId,
  decisions: Record<string, Decision>,
  reason = 'A slip.',
) {
  const workspace = scene.as('Ann');
  must(changeAssessment(workspace, submission, reason));
  const revision = must(openSubmission(workspace, submission)).draft?.revision ?? 0;
  const saved = must(saveDraft(workspace, submission, aDraft(decisions), revision));
  return submitAssessment(workspace, randomUUID(), submission, saved.revision);
}

describe('an assessment that was submitted', () => {
  it('is changed by a later one that takes its place, with the reason; both are kept', async () => {
    const { scene, submission, first, detailFor } = await bothSubmitted();
    expect(detailFor('Ann')).toMatchObject({ mayRecall: { allowed: false }, mayChange: { allowed: true } });
    const later = must(await change(scene, submission, nearly));
    expect(later).toMatchObject({ supersedes: { assessment: first, reason: 'A slip.' } });
    expect(detailFor('Ann')).toMatchObject({ mine: { id: later.id }, changing: null, draft: null });
    const { a, b } = must(compareSubmission(scene.as('Mo'), submission));
    expect([a, b].flatMap((one) => one?.assessments.map((part) => part.supersedes?.reason))).toContain(
      'A slip.',
    );
    expect(scene.workspace.store.records.fact(first)).not.toBeNull();
    const [entry] = timeline(scene.workspace, { submission }, 0, 1).entries;
    expect(entry?.what).toMatch(/^Changed the assessment of .*: A slip\.$/);
  });

  it('stands while it is being changed, and goes on standing where the change is discarded', async () => {
    const { scene, submission, first, detailFor } = await bothSubmitted();
    must(changeAssessment(scene.as('Ann'), submission, 'A slip.'));
    const changing = detailFor('Ann');
    expect(changing).toMatchObject({ mine: { id: first }, changing: { reason: 'A slip.' } });
    expect(changing.draft?.draft.judgments).toEqual(changing.mine?.judgments);
    must(discardDraft(scene.as('Ann'), submission));
    expect(detailFor('Ann')).toMatchObject({ mine: { id: first }, changing: null, draft: null });
    expect(codeOf(saveDraft(scene.as('Ann'), submission, aDraft(nearly), 0))).toBe('assessment.not_allowed');
  });

  it('remembers why it is changed, whatever is typed, through closing and opening', async () => {
    const { scene, submission, first } = await bothSubmitted();
    must(changeAssessment(scene.as('Ann'), submission, 'A slip.'));
    must(saveDraft(scene.as('Ann'), submission, aDraft(nearly), 1));
    const reopened = await scene.reopen();
    expect(must(openSubmission(reopened, submission)).changing).toEqual({ reason: 'A slip.' });
    must(changeAssessment(reopened, submission, 'A slip in c1.'));
    expect(must(openSubmission(reopened, submission)).draft?.draft).toEqual(aDraft(nearly));
    const later = must(await submitAssessment(reopened, randomUUID(), submission, 3));
    expect(later.supersedes).toEqual({ assessment: first, reason: 'A slip in c1.' });
  });

  it('is changed by its author alone, who says why, and not once its outcome is settled', async () => {
    const { scene, submission, detailFor } = await bothSubmitted();
    const code = (name: string, reason = 'A slip.') =>
      codeOf(changeAssessment(scene.as(name), submission, reason));
    expect(code('Mo')).toBe('assessment.not_changeable');
    expect(code('Ann', ' ')).toBe('assessment.reason_missing');
    must(changeAssessment(scene.as('Ann'), submission, 'A slip.'));
    expect(must(await confirmOutcomes(scene.as('Mo'), randomUUID(), [submission])).confirmed).toBe(1);
    expect(code('Ann')).toBe('assessment.not_changeable');
    // Nor by a change that was begun before.
    expect(codeOf(await submitAssessment(scene.as('Ann'), randomUUID(), submission, 1))).toBe(
      'assessment.not_allowed',
    );
    expect(detailFor('Ann')).toMatchObject({
      changing: null,
      mayChange: { allowed: false, reason: 'The outcome of this submission has been confirmed.' },
    });
  });

  it('is not changed under an outcome that people agreed on', async () => {
    const { scene, submission } = await bothSubmitted();
    const mo = scene.as('Mo');
    const { a } = must(compareSubmission(mo, submission));
    const agreed = a.judgments.map(({ criterion, decision, rationale }) => ({
      ...{ criterion, decision, rationale },
      from: a.id,
    }));
    must(await agreeOutcome(mo, randomUUID(), submission, agreed, ''));
    expect(codeOf(changeAssessment(scene.as('Ann'), submission, 'A slip.'))).toBe(
      'assessment.not_changeable',
    );
  });

  it('that was changed on another device meanwhile is not changed by what was begun here', async () => {
    const { scene, submission, first } = await bothSubmitted();
    const ann = scene.as('Ann');
    must(changeAssessment(ann, submission, 'A slip.'));
    const fact = ann.store.records.fact(first);
    if (fact?.type !== 'assessment.submitted') throw new Error('it was submitted');
    const supersedes = { assessment: first, reason: 'On the tablet.' };
    must(await ann.state([{ type: 'assessment.submitted', body: { ...fact.body, supersedes } }]));
    expect(codeOf(await submitAssessment(ann, randomUUID(), submission, 1))).toBe('assessment.not_allowed');
    expect(must(openSubmission(ann, submission)).changing).toBeNull();
  });
});

it('what was sealed is changed openly once it is opened, and people look at both marks', async () => {
  const scene = await aWorkspace({ people: PEOPLE });
  const submission = await aSubmission(scene.workspace, { unit });
  for (const name of ['Ann', 'Bob']) {
    const wanted = {
      submissions: [submission],
      person: scene.keyOf(name),
      as: 'first',
      sealed: true,
    } as const;
    must(await allocate(scene.as('Root'), randomUUID(), { ...wanted, due: null }));
  }
  await anAssessment(scene.as('Ann'), submission, good);
  expect(codeOf(changeAssessment(scene.as('Ann'), submission, 'A slip.'))).toBe('assessment.not_changeable');
  await anAssessment(scene.as('Bob'), submission, good);
  const later = must(await change(scene, submission, nearly));
  expect(later.counts).toEqual({ counted: true, reason: null });
  const view = scene.workspace.store.views.submission(submission);
  expect(view).toMatchObject({ state: 'reconciling', compared: { within: false } });
});
