import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { workloadsOfAll } from '../../src/app/allocating/describe-allocations.ts';
import { describeAppeal, listAppeals } from '../../src/app/appeals/describe-appeal.ts';
import { decideAppeal } from '../../src/app/appeals/run-appeal.ts';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { compareSubmission } from '../../src/app/moderate.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { listResults } from '../../src/app/release.ts';
import { recordProof, timeline } from '../../src/app/timeline.ts';
import type { AssessmentId } from '../../src/domain/ids.ts';
import { chooseSealsFor, chooseToAssess, chooseToShow } from '../../src/domain/package-choice.ts';
import { aDraft, level } from '../builders/a-judgment.ts';
import { codeOf, must } from '../builders/a-workspace.ts';
import {
  aChosenAppeal,
  anAppeal,
  appealIn,
  check,
  choose,
  close,
  decide,
  stateOf,
  type TestAppeal,
} from '../builders/an-appeal.ts';

const messageOf = (result: { ok: boolean; error?: { message: string } }) => result.error?.message ?? 'ok';

async function markAnew(made: TestAppeal, name: string, decisions = made.good): Promise<AssessmentId> {
  const workspace = made.as(name);
  must(saveDraft(workspace, made.submission, aDraft(decisions, { feedback: `Said by ${name}.` }), 0));
  return must(await submitAssessment(workspace, randomUUID(), made.submission, 1)).id;
}

const factsOf = ({ workspace, submission }: TestAppeal) =>
  workspace.store.records.factsAbout(`s:${submission}`);
const packedFor = (made: TestAppeal, name: string) =>
  chooseToAssess(factsOf(made), made.keyOf(name), made.workspace.store.authority());

describe('whoever marks it anew for an appeal', () => {
  it('is somebody who had no part in the outcome, and does not deal with the appeal', async () => {
    const made = await anAppeal();
    must(await check(made));
    expect(messageOf(await choose(made, 'blind_remark', ['Ann']))).toBe(
      'Ann had a part in this outcome, and cannot mark it anew.',
    );
    expect(messageOf(await choose(made, 'blind_remark', ['Ada']))).toBe('Ada is not appointed as assessor.');
    expect(messageOf(await choose(made, 'blind_remark', []))).toBe(
      'One person marks it anew in this process.',
    );
    expect(messageOf(await choose(made, 'double_blind', ['Max']))).toBe(
      'Two people mark it anew in this process.',
    );
    expect(messageOf(await choose(made, 'blind_remark', ['Root'], 'Root'))).toBe(
      'Root deals with the appeal, and so cannot mark it without seeing the marks.',
    );
    must(await choose(made, 'blind_remark', ['Max']));
    const [load] = workloadsOfAll(made.as('Root'), null).filter(({ person }) => person.name === 'Max');
    expect(load).toMatchObject({ toDo: 1, done: 0 });
    const { candidates } = must(describeAppeal(made.as('Ada'), made.appeal));
    expect(candidates.map(({ name }) => name)).toEqual(['Root', 'Max', 'Rob']);
  });

  it('finds it as any script to mark, with nothing of what was thought of it', async () => {
    const made = await aChosenAppeal('blind_remark', ['Max']);
    const workspace = made.as('Max');
    const sort = { by: 'received', descending: false } as const;
    expect(workspace.store.queue.list(workspace.me(), {}, sort, 0, 10).rows).toMatchObject([
      { state: 'awaiting', mine: 'not_started', marks: { submitted: 0, expected: 1 }, sealed: false },
    ]);
    expect(workspace.store.queue.counts(workspace.me()).toMark).toBe(1);
    const detail = must(openSubmission(workspace, made.submission));
    expect(detail).toMatchObject({ state: 'awaiting', mayAssess: { allowed: true }, others: [] });
    expect(detail.allocations).toMatchObject([{ isMine: true }]);
    expect(codeOf(compareSubmission(workspace, made.submission))).toBe('moderation.one_mark');
    expect(listResults(workspace, null)).toEqual([]);
    expect(listAppeals(workspace)).toEqual([]);
    expect(codeOf(describeAppeal(workspace, made.appeal))).toBe('appeal.not_allowed');
    const log = JSON.stringify(timeline(workspace, { submission: made.submission }, 0, 100));
    expect(log).not.toMatch(/not yet|appeal about/i);
    for (const { id, type } of factsOf(made))
      if (type === 'assessment.submitted' || type === 'outcome.confirmed')
        expect(codeOf(recordProof(workspace, id))).toBe('record.not_yet');
  });

  it('gets the work in a package, and neither marks nor word of an appeal', async () => {
    const made = await aChosenAppeal('double_blind', ['Max', 'Rob']);
    const packed = packedFor(made, 'Max');
    expect(packed?.withEvidence).toBe(true);
    expect(packed?.facts.map(({ type }) => type)).toEqual(['submission.received', 'submission.allocated']);
    expect(JSON.stringify(packed)).not.toContain(made.keyOf('Rob'));
    expect(JSON.stringify(packed)).not.toContain(made.appeal);
  });

  it('unsettles nothing that was released', async () => {
    const made = await aChosenAppeal('blind_remark', ['Max']);
    const before = made.workspace.store.views.submission(made.submission);
    await markAnew(made, 'Max');
    const after = made.workspace.store.views.submission(made.submission);
    expect([after?.state, after?.outcome, after?.assessments]).toEqual([
      'under_appeal',
      before?.outcome,
      before?.assessments,
    ]);
    // The marker who was first is shown nothing of it meanwhile.
    const ann = made.keyOf('Ann');
    if (!after) throw new Error('it was received');
    const shown = chooseToShow(factsOf(made), after, ann, made.workspace.store.authority());
    const told = JSON.stringify(shown);
    expect(told).not.toContain('Said by Max.');
    expect(told).not.toContain('appeal.');
  });

  it('cannot decide the appeal', async () => {
    const made = await anAppeal();
    must(await check(made));
    // Root may do everything, and is asked to mark it.
    must(await choose(made, 'blind_remark', ['Root']));
    await markAnew(made, 'Root');
    expect(codeOf(await decide(made, 'upheld', null, 'Root'))).toBe('appeal.not_allowed');
  });

  it('is blind until the appeal is closed', async () => {
    const made = await aChosenAppeal('blind_remark', ['Max']);
    await markAnew(made, 'Max');
    expect(must(openSubmission(made.as('Max'), made.submission))).toMatchObject({
      state: 'provisional',
      mine: { feedback: 'Said by Max.' },
      others: [],
    });
    must(await decide(made, 'upheld'));
    expect(listResults(made.as('Max'), null)).toEqual([]);
    must(await close(made));
    expect(must(openSubmission(made.as('Max'), made.submission)).state).toBe('released');
  });
});

describe('deciding on a re-mark', () => {
  it('waits for the marks that were asked for', async () => {
    const made = await aChosenAppeal('blind_remark', ['Max']);
    expect(listAppeals(made.as('Ada'))).toMatchObject([{ next: 'remark', remarks: 1, remarked: 0 }]);
    expect(messageOf(await decide(made, 'upheld'))).toBe('Max has not marked it anew yet.');
    await markAnew(made, 'Max');
    expect(listAppeals(made.as('Ada'))).toMatchObject([{ next: 'decide', remarked: 1 }]);
    must(await decide(made, 'upheld'));
  });

  it('compares the released outcome with it, and may take its values', async () => {
    const made = await aChosenAppeal('blind_remark', ['Max']);
    const mark = await markAnew(made, 'Max');
    const { comparisons, outcome } = must(describeAppeal(made.as('Ada'), made.appeal));
    expect(comparisons).toMatchObject([
      { b: { id: mark }, a: { assessments: [{ assessor: { name: 'The released outcome' } }] } },
    ]);
    expect(comparisons[0]?.criteria.map(({ gap }) => gap)).toEqual([2, 0, 0]);
    const judgments = outcome.judgments.map((one) =>
      one.criterion === 'c1'
        ? { ...one, decision: made.good.c1 ?? one.decision, from: mark, rationale: '' }
        : one,
    );
    const wanted = { result: 'raised', judgments, reason: 'As Max saw.' } as const;
    const wrong = judgments.map((one) => (one.criterion === 'c1' ? { ...one, decision: level('l3') } : one));
    expect(
      messageOf(
        await decideAppeal(made.as('Ada'), randomUUID(), made.appeal, { ...wanted, judgments: wrong }),
      ),
    ).toContain('says it was taken from a mark that gave something else');
    must(await decideAppeal(made.as('Ada'), randomUUID(), made.appeal, wanted));
    must(await close(made));
    const view = made.workspace.store.views.submission(made.submission);
    expect(view?.outcome).toMatchObject({ verdict: 'passed', how: 'appealed' });
    expect(view?.outcome?.sources).toContain(mark);
  });

  it('double-blind takes two seals, each of which waits for the other', async () => {
    const made = await aChosenAppeal('double_blind', ['Max', 'Rob']);
    await markAnew(made, 'Max');
    expect(JSON.stringify(factsOf(made))).not.toContain('Said by Max.');
    expect(must(openSubmission(made.as('Max'), made.submission))).toMatchObject({
      sealed: { waitingFor: 1 },
      mayAssess: { allowed: false, reason: 'You have sealed your assessment.' },
    });
    const authority = made.workspace.store.authority();
    expect(chooseSealsFor(factsOf(made), made.keyOf('Max'), authority)).toBeNull();
    await markAnew(made, 'Rob');
    const seals = chooseSealsFor(factsOf(made), made.keyOf('Max'), authority);
    expect(seals?.facts.map(({ type }) => type).sort()).toEqual([
      'assessment.sealed',
      'assessment.sealed',
      'submission.allocated',
      'submission.allocated',
    ]);
    expect(must(describeAppeal(made.as('Ada'), made.appeal)).comparisons).toHaveLength(2);
    must(await decide(made, 'raised', made.good));
    must(await close(made));
    expect(stateOf(made)).toBe('confirmed');
  });

  it('double-blind takes no mark that was given openly, whoever allocated it so', async () => {
    const made = await anAppeal();
    const checked = must(await check(made));
    const { submission, appeal } = made;
    const remarkers = ['Max', 'Rob'].map((name) => made.keyOf(name));
    const body = {
      submission,
      appeal,
      check: checked,
      process: 'double_blind',
      due: null,
      reason: '',
    } as const;
    const given = { submission, as: 'first', sealed: false, due: null } as const;
    must(
      await made.as('Ada').state([
        { type: 'appeal.process_chosen', body: { ...body, remarkers } },
        ...remarkers.map((person) => ({
          type: 'submission.allocated' as const,
          body: { ...given, person },
        })),
      ]),
    );
    for (const name of ['Max', 'Rob']) await markAnew(made, name);
    expect(messageOf(await decide(made, 'upheld'))).toBe('It rests on a mark that was not sealed.');
  });

  it('asks somebody else where one does not answer, and says why', async () => {
    const made = await aChosenAppeal('blind_remark', ['Max']);
    expect(messageOf(await choose(made, 'blind_remark', ['Rob']))).toBe(
      'Say why it is dealt with otherwise.',
    );
    must(await choose(made, 'blind_remark', ['Rob'], 'Ada', 'Max is ill.'));
    expect(must(openSubmission(made.as('Max'), made.submission)).mayAssess.allowed).toBe(false);
    await markAnew(made, 'Rob');
    must(await decide(made, 'upheld'));
    expect(appealIn(made).decision?.body.marks).toHaveLength(1);
  });
});
