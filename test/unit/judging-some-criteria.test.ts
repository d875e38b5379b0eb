import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { acrossCriterion, acrossProgress, readyToSubmit } from '../../src/app/across.ts';
import { allocate } from '../../src/app/allocate.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { compareSubmission, disagreements } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import { CriterionId, type SubmissionId } from '../../src/domain/ids.ts';
import { aDraft, allMet, level } from '../builders/a-judgment.ts';
import { aUnit } from '../builders/a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, codeOf, must } from '../builders/a-workspace.ts';

const unit = aUnit();
const good = allMet(unit);
const c = (...ids: string[]) => ids.map((id) => CriterionId.parse(id));
const only = (...ids: string[]) =>
  Object.fromEntries(Object.entries(good).filter(([id]) => ids.includes(id)));

async function aScene() {
  const scene = await aWorkspace({
    people: { Ada: ['assessor'], Bo: ['assessor'], Cy: ['assessor'], Mo: ['moderator'] },
  });
  const submission = await aSubmission(scene.workspace, { unit });
  const ask = async (
    name: string,
    criteria: readonly string[] | null,
    { as = 'first', sealed = false }: { as?: 'first' | 'second'; sealed?: boolean } = {},
  ) =>
    must(
      await allocate(scene.as('Root'), randomUUID(), {
        ...{ submissions: [submission], person: scene.keyOf(name), as, sealed, due: null },
        ...(criteria && { criteria: c(...criteria) }),
      }),
    );
  return { scene, submission, ask };
}

const row = (scene: Awaited<ReturnType<typeof aScene>>['scene'], name: string) => {
  const workspace = scene.as(name);
  const sort = { by: 'received', descending: false } as const;
  return workspace.store.queue.list(workspace.me(), {}, sort, 0, 10).rows[0];
};
const stateOf = (scene: Awaited<ReturnType<typeof aScene>>['scene'], id: SubmissionId) =>
  scene.workspace.store.views.submission(id)?.state;

describe('whoever is asked for some criteria', () => {
  it('is told which, judges just those, and submits nothing else', async () => {
    const { scene, submission, ask } = await aScene();
    const workspace = scene.as('Ada');
    // Begun before anything was asked.
    const begun = must(saveDraft(workspace, submission, aDraft(only('c1', 'c3')), 0));
    await ask('Ada', ['c1', 'c2']);
    expect(must(openSubmission(scene.as('Ada'), submission))).toMatchObject({
      scope: c('c1', 'c2'),
      missing: [{ criterion: 'c2' }],
      allocations: [{ criteria: c('c1', 'c2') }],
    });
    const whole = must(saveDraft(workspace, submission, aDraft(only('c1', 'c2', 'c3')), begun.revision));
    expect(whole.missing).toEqual([]);
    const submitted = must(await submitAssessment(workspace, randomUUID(), submission, whole.revision));
    expect(submitted.judgments.map((one) => one.criterion)).toEqual(['c1', 'c2']);
    expect(submitted.counts).toEqual({ counted: true, reason: null });
  });
  it('is refused with a sentence where they judge another', async () => {
    const { scene, submission, ask } = await aScene();
    await ask('Ada', ['c1']);
    const beyond = saveDraft(scene.as('Ada'), submission, aDraft(only('c1', 'c2')), 0);
    expect(beyond).toMatchObject({
      ok: false,
      error: {
        code: 'draft.out_of_scope',
        message: '“Criterion c2” is not yours to judge: you were asked for other criteria.',
      },
    });
  });
  it('sees in the queue, and across submissions, how much of that is left', async () => {
    const { scene, submission, ask } = await aScene();
    await ask('Ada', ['c1', 'c2']);
    expect(row(scene, 'Ada')?.progress).toEqual({ met: 0, notYet: 0, toDo: 2 });
    const { revision } = must(saveDraft(scene.as('Ada'), submission, aDraft(only('c1')), 0));
    expect(row(scene, 'Ada')?.progress).toEqual({ met: 1, notYet: 0, toDo: 1 });
    const across = must(acrossProgress(scene.as('Ada'), unit.id));
    expect(across.criteria.map(({ all, judged }) => [all, judged])).toEqual([
      [1, 1],
      [1, 0],
      [0, 0],
    ]);
    const asked = { unit: unit.id, criterion: c('c3')[0] ?? unit.criteria[0]?.id, filter: 'all' } as const;
    if (!asked.criterion) throw new Error('there is a criterion');
    const page = { ...asked, criterion: asked.criterion, offset: 0, limit: 10 };
    expect(must(acrossCriterion(scene.as('Ada'), page))).toMatchObject({ all: 0, rows: [] });
    must(saveDraft(scene.as('Ada'), submission, aDraft(only('c1', 'c2')), revision));
    expect(readyToSubmit(scene.as('Ada'), unit.id).ready.map((one) => one.submission)).toEqual([submission]);
  });
  it('is not asked for what they are to judge as a whole already, nor for what the unit does not have', async () => {
    const { ask } = await aScene();
    expect((await ask('Ada', ['c9'])).refused[0]?.reason).toContain('does not have all of these criteria');
    await ask('Ada', null);
    expect((await ask('Ada', ['c1'])).refused[0]?.reason).toContain(
      'is to judge all of its criteria already',
    );
  });
});

describe('a submission that several judge together', () => {
  it('comes to one outcome of all their assessments, which somebody else confirms', async () => {
    const { scene, submission, ask } = await aScene();
    await ask('Ada', ['c1', 'c2']);
    await ask('Bo', ['c3']);
    const first = await anAssessment(scene.as('Ada'), submission, only('c1', 'c2'));
    expect(stateOf(scene, submission)).toBe('partially_marked');
    const rest = await anAssessment(scene.as('Bo'), submission, only('c3'));
    expect(stateOf(scene, submission)).toBe('provisional');
    expect(codeOf(compareSubmission(scene.as('Mo'), submission))).toBe('moderation.one_mark');
    must(await confirmOutcomes(scene.as('Mo'), randomUUID(), [submission]));
    const outcome = scene.workspace.store.views.submission(submission)?.outcome;
    expect(outcome?.sources).toEqual([first, rest]);
  });
  it('is compared where two judged, each judgment with whose it is', async () => {
    const { scene, submission, ask } = await aScene();
    await ask('Ada', ['c1', 'c2']);
    await ask('Bo', ['c3']);
    await ask('Cy', ['c1'], { as: 'second' });
    const ada = await anAssessment(scene.as('Ada'), submission, only('c1', 'c2'));
    const bo = await anAssessment(scene.as('Bo'), submission, only('c3'));
    const cy = await anAssessment(scene.as('Cy'), submission, { c1: level('l1') });
    const { a, b, criteria } = must(compareSubmission(scene.as('Mo'), submission));
    expect(a.assessments.map((one) => one.assessor.name)).toEqual(['Ada', 'Bo']);
    expect([a.id === ada, b?.id === cy]).toEqual([false, true]);
    expect(criteria.map((one) => one.from)).toEqual([
      { a: ada, b: cy },
      { a: ada, b: null },
      { a: bo, b: null },
    ]);
    expect(
      disagreements(scene.as('Mo'), { unit: null, include: 'open', offset: 0, limit: 100 }).rows,
    ).toMatchObject([{ a: 'Ada, Bo', b: 'Cy' }]);
  });
  it('is opened when everybody who is to seal a part of it has sealed', async () => {
    const { scene, submission, ask } = await aScene();
    await ask('Ada', ['c1', 'c2'], { sealed: true });
    await ask('Bo', ['c3'], { sealed: true });
    const seal = async (name: string, ...ids: string[]) => {
      const { revision } = must(saveDraft(scene.as(name), submission, aDraft(only(...ids)), 0));
      must(await submitAssessment(scene.as(name), randomUUID(), submission, revision));
    };
    await seal('Ada', 'c1', 'c2');
    expect(stateOf(scene, submission)).toBe('awaiting');
    await seal('Bo', 'c3');
    expect(scene.workspace.store.views.submission(submission)).toMatchObject({
      state: 'provisional',
      outcome: { sources: [expect.any(String), expect.any(String)] },
    });
  });
});
