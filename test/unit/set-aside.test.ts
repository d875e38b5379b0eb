import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/app/allocate.ts';
import { saveDraft } from '../../src/app/assess.ts';
import { agreeOutcome, compareSubmission } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { confirmOutcomes, listResults } from '../../src/app/release.ts';
import { resumeSubmission, setAside } from '../../src/app/set-aside.ts';
import { timeline } from '../../src/app/timeline.ts';
import { decideToResolve, listToResolve } from '../../src/app/to-resolve.ts';
import { type SubmissionId, SubmissionId as SubmissionIdSchema } from '../../src/domain/ids.ts';
import type { SubmissionView } from '../../src/domain/submission-view.ts';
import { A_SUBMISSION, AHistory, day } from '../builders/a-history.ts';
import { aDraft, allMet } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);

describe('a submission that is set aside', () => {
  const history = () => new AHistory().appoint('Ann', ['assessor']).appoint('Mo', ['moderator']).receive();
  const stateOf = (view: SubmissionView | null) => view?.state ?? null;

  it('comes to nothing, and keeps what was decided about it until it is taken up again', () => {
    const one = history();
    const mark = one.assess('Ann', good);
    one.setAside('Mo');
    expect(one.view()).toMatchObject({
      state: 'set_aside',
      outcome: null,
      setAside: { reason: 'Taken in twice.' },
      assessments: [{ id: mark }],
    });
    one.resume('Mo');
    expect(one.view()).toMatchObject({ state: 'provisional', setAside: null, outcome: { sources: [mark] } });
  });

  it('is what the last who may say so said, in whatever order it is heard', () => {
    const one = history();
    one.setAside('Mo', day(40));
    one.resume('Mo', day(30));
    const byAnn = one.setAside('Ann', day(50));
    expect(stateOf(one.view())).toBe('set_aside');
    expect(one.view([...one.facts].reverse())).toEqual(one.view());
    expect(one.view()?.notCounted.get(byAnn)).toBe('Ann is not appointed as provider or moderator.');
    one.resume('root', day(60));
    expect(stateOf(one.view())).toBe('awaiting');
  });

  it('is none whose outcome is confirmed, whichever of the two came first', () => {
    const one = history();
    one.assess('Ann', good);
    const confirmed = one.confirm('Mo');
    const late = one.setAside('Mo');
    const early = one.setAside('Mo', day(3));
    expect(one.view()).toMatchObject({ state: 'confirmed', setAside: null, outcome: { record: confirmed } });
    for (const id of [early, late])
      expect(one.view()?.notCounted.get(id)).toBe('The outcome of the submission is confirmed, so it stays.');
  });

  it('is no duplicate of itself', () => {
    const one = history();
    one.setAside('Mo', undefined, A_SUBMISSION);
    expect(stateOf(one.view())).toBe('awaiting');
  });
});

/** One portfolio that was taken in on two machines that did not know of each other. */
async function takenInTwice() {
  const scene = await aWorkspace({ people: { Ann: ['assessor'], Bob: ['assessor'], Mo: ['moderator'] } });
  const { workspace } = scene;
  const submission = await aSubmission(workspace, { unit });
  const fact = workspace.store.views.submission(submission)?.received;
  if (!fact) throw new Error('it was received');
  const other = SubmissionIdSchema.parse(submission.replace(/^./, (digit) => (digit === 'f' ? '0' : 'f')));
  must(await workspace.state([{ type: 'submission.received', body: { ...fact.body, submission: other } }]));
  const decide = (choice: string, reason = 'The same files.') =>
    decideToResolve(workspace, {
      command: randomUUID(),
      id: listToResolve(workspace)[0]?.id ?? '',
      choice,
      reason,
    });
  const listed = (filter = {}) =>
    workspace.store.queue
      .list(workspace.me(), filter, { by: 'received', descending: false }, 0, 10)
      .rows.map((row) => row.submission);
  return { scene, workspace, submission, other, decide, listed };
}

describe('two attempts taken in twice', () => {
  it('are settled by saying which one is assessed: the other leaves queue, counts and results', async () => {
    const { scene, workspace, submission, other, decide, listed } = await takenInTwice();
    await anAssessment(scene.as('Ann'), other, good);
    scene.as('Mo');
    expect(listToResolve(workspace)[0]?.choices).toMatchObject([
      { id: `keep:${submission}`, reason: 'needed', leaves: 'reversible' },
      { id: `keep:${other}`, reason: 'needed', leaves: 'reversible' },
      { id: 'seen', reason: 'none', leaves: 'note' },
    ]);
    const before = workspace.store.queue.counts(workspace.me());
    expect(codeOf(await decide(`keep:${submission}`, ' '))).toBe('resolve.reason_missing');
    must(await decide(`keep:${submission}`));
    expect(listToResolve(workspace)).toEqual([]);
    expect(listed()).toEqual([submission]);
    expect(listed({ states: ['set_aside'] })).toEqual([other]);
    const after = workspace.store.queue.counts(workspace.me());
    expect([before.toConfirm, after.toConfirm]).toEqual([1, 0]);
    expect(listResults(workspace, null).map((row) => row.submission)).toEqual([]);
    expect(must(openSubmission(workspace, other))).toMatchObject({
      state: 'set_aside',
      setAside: {
        duplicateOf: submission,
        by: 'Mo',
        reason: 'The same files.',
        mayResume: { allowed: true },
      },
    });
    expect(timeline(workspace, { submission: other }, 0, 1).entries[0]?.what).toMatch(
      /^Set .* aside as a duplicate: The same files\.$/,
    );
  });

  it('nobody marks, allocates, agrees or confirms what is set aside', async () => {
    const { scene, workspace, submission, other } = await takenInTwice();
    await anAssessment(scene.as('Ann'), other, good);
    await anAssessment(scene.as('Bob'), other, good);
    must(
      await setAside(
        scene.as('Mo'),
        randomUUID(),
        [{ submission: other, duplicateOf: submission }],
        'Twice.',
      ),
    );
    expect(codeOf(compareSubmission(workspace, other))).toBe('moderation.set_aside');
    expect(codeOf(await agreeOutcome(workspace, randomUUID(), other, [], ''))).toBe('moderation.set_aside');
    expect(must(await confirmOutcomes(workspace, randomUUID(), [other]))).toMatchObject({ confirmed: 0 });
    const to = {
      submissions: [other],
      person: scene.keyOf('Ann'),
      as: 'first',
      sealed: false,
      due: null,
    } as const;
    expect(must(await allocate(workspace, randomUUID(), to)).allocated).toBe(0);
    expect(codeOf(saveDraft(scene.as('Root'), other, aDraft(good), 0))).toBe('assessment.not_allowed');
  });

  it('is said by somebody who moderates or provides, of the same learner and unit, with a reason', async () => {
    const { scene, submission, other } = await takenInTwice();
    const stranger = await aSubmission(scene.as('Root'), { unit, learner: 'Another' });
    const say = async (by: string, one: SubmissionId, of: SubmissionId, reason = 'Twice.') =>
      codeOf(await setAside(scene.as(by), randomUUID(), [{ submission: one, duplicateOf: of }], reason));
    expect(await say('Ann', other, submission)).toBe('submission.not_allowed');
    expect(await say('Mo', other, stranger)).toBe('submission.no_duplicate');
    expect(await say('Mo', other, other)).toBe('submission.no_duplicate');
    expect(await say('Mo', other, submission, ' ')).toBe('submission.reason_missing');
    expect(await say('Mo', other, submission)).toBe('ok');
    expect(await say('Mo', submission, other)).toBe('submission.no_duplicate');
    expect(await say('Mo', other, submission)).toBe('submission.not_allowed');
    expect(codeOf(await resumeSubmission(scene.as('Ann'), randomUUID(), other, 'No.'))).toBe(
      'submission.not_allowed',
    );
    expect(codeOf(await resumeSubmission(scene.as('Mo'), randomUUID(), other, 'Needed.'))).toBe('ok');
    expect(listToResolve(scene.workspace).map(({ kind }) => kind)).toEqual(['attempts']);
  });

  it('that were both set aside, each for the other, wait until one is taken up again', async () => {
    const { scene, workspace, submission, other, decide, listed } = await takenInTwice();
    scene.as('Mo');
    // As two machines say it that did not hear of each other.
    const body = { reason: 'Twice.' };
    must(
      await workspace.state([
        { type: 'submission.set_aside', body: { ...body, submission, duplicateOf: other } },
        { type: 'submission.set_aside', body: { ...body, submission: other, duplicateOf: submission } },
      ]),
    );
    expect(listed()).toEqual([]);
    expect(listToResolve(workspace)[0]?.title).toMatch(/^Every submission of .* is set aside$/);
    must(await decide(`resume:${other}`));
    expect(listToResolve(workspace)).toEqual([]);
    expect(listed()).toEqual([other]);
  });
});
