import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { submitAssessment } from '../../src/app/assess.ts';
import { confirmBatch } from '../../src/app/batches/confirm-batch.ts';
import { describeBatch, listModeratedBatches } from '../../src/app/batches/describe-batch.ts';
import { trySample } from '../../src/app/batches/describe-sample.ts';
import { exportModeratedBatch } from '../../src/app/batches/export-batch.ts';
import {
  closeMarking,
  decideBatch,
  drawBatchSample,
  openBatch,
  recordFinding,
  reopenBatch,
  verifyItem,
} from '../../src/app/batches/run-batch.ts';
import { changeAssessment } from '../../src/app/change-assessment.ts';
import { declareConflict } from '../../src/app/conflicts.ts';
import { confirmOutcomes } from '../../src/app/release.ts';
import type { VerifiedAs } from '../../src/domain/batches/batch-facts.ts';
import { CriterionId, type SubmissionId } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/result.ts';
import type { SamplingRule } from '../../src/domain/sampling/sampling-rule.ts';
import { aBatch, aDrawnBatch, CENSUS, type TestBatch } from '../builders/a-batch.ts';
import { allMet } from '../builders/a-judgment.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, anAssessment, aSubmission, codeOf, must } from '../builders/a-workspace.ts';

const id = () => randomUUID();
const messageOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.message);
const AGREE: VerifiedAs = { kind: 'agree' };
const BACK: VerifiedAs = {
  kind: 'return',
  note: 'Look at page 2.',
  actions: [{ criterion: null, text: 'Judge c1 again.' }],
  due: '2027-01-31T12:00:00.000Z',
};
const upheld = { finding: 'upheld' as const, decisions: [], note: '' };

const stateOf = ({ workspace, batch }: TestBatch) => must(describeBatch(workspace, batch)).batch.state;
const lookAtAll = async (made: TestBatch, by = 'Mo') => {
  for (const submission of made.submissions)
    must(
      must(describeBatch(made.workspace, made.batch)).batch.mode === 'moderation'
        ? await recordFinding(made.as(by), id(), made.batch, { submission, ...upheld })
        : await verifyItem(made.as(by), id(), made.batch, submission, AGREE),
    );
};
const exported = async ({ workspace, batch, submissions }: TestBatch) => {
  const into = join(await aTempFolder(), 'out');
  mkdirSync(into);
  return exportModeratedBatch(workspace, { command: id(), batch, submissions, label: 'July', into }, aCall());
};

describe('a batch that is verified', () => {
  it('goes from open to exported, and confirms what is in it', async () => {
    const made = await aBatch('verification');
    const { batch } = made;
    const passed = [stateOf(made)];
    must(await closeMarking(made.as('Root'), id(), batch, null));
    passed.push(stateOf(made));
    must(await drawBatchSample(made.as('Mo'), id(), batch, { rule: CENSUS, seed: null, reason: '' }));
    passed.push(stateOf(made));
    await lookAtAll(made);
    passed.push(stateOf(made));
    must(await confirmBatch(made.as('Mo'), id(), batch));
    passed.push(stateOf(made));
    const states = () => made.submissions.map((one) => made.workspace.store.views.submission(one)?.state);
    expect(states()).toEqual(['confirmed', 'confirmed']);
    made.as('Root');
    must(await exported(made));
    passed.push(stateOf(made));
    expect(states()).toEqual(['released', 'released']);
    expect(passed).toEqual(['open', 'marking_closed', 'sample_drawn', 'moderating', 'confirmed', 'exported']);
    expect(made.workspace.store.views.digestOfRebuild(() => {})).toBe(made.workspace.store.views.digest());
  });
  it('is not confirmed while something is returned, nor on work that changed since it was looked at', async () => {
    const made = await aDrawnBatch('verification');
    const [first, second] = made.submissions as [SubmissionId, SubmissionId];
    must(await verifyItem(made.as('Mo'), id(), made.batch, first, BACK));
    must(await verifyItem(made.as('Mo'), id(), made.batch, second, AGREE));
    expect(messageOf(await confirmBatch(made.as('Mo'), id(), made.batch))).toBe(
      'One submission was returned and has not been verified since.',
    );
    await assessAnew(made, first);
    const row = must(describeBatch(made.as('Mo'), made.batch)).members.find(
      (one) => one.submission === first,
    );
    expect(row?.looked).toMatchObject({ kind: 'verified', as: { kind: 'return' }, hasComeBack: true });
    must(await verifyItem(made.as('Mo'), id(), made.batch, first, AGREE));
    await assessAnew(made, second);
    const changed = await confirmBatch(made.as('Mo'), id(), made.batch);
    expect(codeOf(changed)).toBe('batch.member_unfit');
    expect(changed.ok ? [] : changed.error.causes).toMatchObject([{ code: 'batch.member_changed' }]);
    must(await verifyItem(made.as('Mo'), id(), made.batch, second, AGREE));
    expect(codeOf(await confirmBatch(made.as('Mo'), id(), made.batch))).toBe('ok');
  });
  it('knows no findings on the whole', async () => {
    const made = await aDrawnBatch('verification');
    const [submission] = made.submissions as [SubmissionId];
    expect(messageOf(await recordFinding(made.as('Mo'), id(), made.batch, { submission, ...upheld }))).toBe(
      'This batch is verified item by item, not moderated as a whole.',
    );
  });
});

/** Ann submits it once more, saying why. */
async function assessAnew({ as, workspace }: TestBatch, submission: SubmissionId) {
  must(changeAssessment(as('Ann'), submission, 'Returned.'));
  const draft = workspace.store.drafts.get(submission, workspace.me());
  must(await submitAssessment(workspace, id(), submission, draft?.revision ?? 0));
}

describe('a batch that is moderated', () => {
  it('is confirmed once it was decided on findings about all of the sample', async () => {
    const made = await aDrawnBatch('moderation');
    const [first, second] = made.submissions as [SubmissionId, SubmissionId];
    const find = (submission: SubmissionId) =>
      recordFinding(made.as('Mo'), id(), made.batch, { submission, ...upheld });
    const accept = () => decideBatch(made.as('Mo'), id(), made.batch, { kind: 'accept' }, 'They hold.');
    expect(messageOf(await accept())).toBe('Nobody has looked at the sample yet.');
    must(await find(first));
    expect(messageOf(await accept())).toBe('1 of the sample has not been looked at yet.');
    must(await find(second));
    expect(messageOf(await confirmBatch(made.as('Mo'), id(), made.batch))).toBe(
      'Nothing has been decided about the batch yet.',
    );
    must(await accept());
    must(await confirmBatch(made.as('Mo'), id(), made.batch));
    expect(stateOf(made)).toBe('confirmed');
  });
  it('adjusts every mark by the rule that was recorded, and nobody’s alone', async () => {
    const made = await aDrawnBatch('moderation', 3);
    const [submission] = made.submissions as [SubmissionId];
    expect(messageOf(await verifyItem(made.as('Mo'), id(), made.batch, submission, BACK))).toBe(
      'This batch is moderated as a whole: no learner’s mark is changed alone.',
    );
    await lookAtAll(made);
    const adjust = (criterion: string, by: number) => {
      const adjustments = [{ criterion: CriterionId.parse(criterion), by }];
      return decideBatch(made.as('Mo'), id(), made.batch, { kind: 'adjust', adjustments }, 'Too lenient.');
    };
    expect(codeOf(await adjust('c1', 0.5))).toBe('batch.adjustment_unfit');
    expect(codeOf(await adjust('c9', 1))).toBe('batch.adjustment_unfit');
    must(await adjust('c1', -1));
    must(await confirmBatch(made.as('Mo'), id(), made.batch));
    for (const one of made.submissions) {
      const outcome = made.workspace.store.views.submission(one)?.outcome;
      expect(outcome?.judgments.find(({ criterion }) => criterion === 'c1')).toMatchObject({
        decision: { kind: 'level', level: 'l3' },
        from: null,
        rationale: 'Adjusted with the whole batch: Too lenient.',
      });
    }
  });
  it('takes in what was assessed anew behind its back only once somebody has looked at it', async () => {
    const made = await aBatch('moderation', 2);
    const [first, second] = made.submissions as [SubmissionId, SubmissionId];
    must(await closeMarking(made.as('Root'), id(), made.batch, null));
    const draw = (picked: SubmissionId, reason: string) => {
      const rule: SamplingRule = { v: 1, strategies: [{ kind: 'picks', ids: [picked], reason: 'r' }] };
      return drawBatchSample(made.as('Mo'), id(), made.batch, { rule, seed: null, reason });
    };
    const find = (submission: SubmissionId) =>
      recordFinding(made.as('Mo'), id(), made.batch, { submission, ...upheld });
    const accept = () => decideBatch(made.as('Mo'), id(), made.batch, { kind: 'accept' }, 'They hold.');
    must(await draw(first, ''));
    must(await find(first));
    must(await accept());
    await assessAnew(made, second);
    const changed = await confirmBatch(made.as('Mo'), id(), made.batch);
    expect(changed.ok ? [] : changed.error.causes).toMatchObject([{ code: 'batch.member_changed' }]);
    expect(messageOf(await find(second))).toBe('It was not drawn, so nothing is to be said of it here.');
    must(await draw(second, 'It was assessed anew.'));
    must(await find(second));
    must(await accept());
    expect(codeOf(await confirmBatch(made.as('Mo'), id(), made.batch))).toBe('ok');
  });
  it('is decided again where the sample was extended since', async () => {
    const made = await aBatch('moderation', 3);
    must(await closeMarking(made.as('Root'), id(), made.batch, null));
    const some: SamplingRule = { v: 1, strategies: [{ kind: 'percentage', percent: 34 }] };
    const draw = (rule: SamplingRule, reason: string) =>
      drawBatchSample(made.as('Mo'), id(), made.batch, { rule, seed: null, reason });
    must(await draw(some, ''));
    const drawn = must(describeBatch(made.workspace, made.batch)).members.filter(({ why }) => why.length > 0);
    for (const { submission } of drawn)
      must(await recordFinding(made.as('Mo'), id(), made.batch, { submission, ...upheld }));
    const accept = () => decideBatch(made.as('Mo'), id(), made.batch, { kind: 'accept' }, 'They hold.');
    must(await accept());
    expect(messageOf(await draw(CENSUS, ''))).toBe('Say why the sample is extended.');
    expect(messageOf(await draw(some, 'More.'))).toBe('That draws nothing that has not been drawn already.');
    must(await draw(CENSUS, 'One of two was severe.'));
    expect(messageOf(await confirmBatch(made.as('Mo'), id(), made.batch))).toBe(
      'The sample was extended since that was decided. Decide again.',
    );
    expect(messageOf(await accept())).toBe('1 of the sample has not been looked at yet.');
  });
  it('is marked again as its next version', async () => {
    const made = await aDrawnBatch('moderation');
    await lookAtAll(made);
    must(await decideBatch(made.as('Mo'), id(), made.batch, { kind: 'remark' }, 'The brief was wrong.'));
    expect(codeOf(await confirmBatch(made.as('Mo'), id(), made.batch))).toBe('batch.not_allowed');
    must(await reopenBatch(made.as('Root'), id(), made.batch, 'To be marked again.'));
    expect(must(describeBatch(made.workspace, made.batch)).batch).toMatchObject({
      state: 'open',
      version: 2,
    });
  });
});

describe('nobody', () => {
  it('looks at their own work, nor decides about or confirms a batch that it is in', async () => {
    const made = await aBatch('moderation', 1);
    const [of] = made.submissions as [SubmissionId];
    const own = await aSubmission(made.as('Root'), { unit: made.unit, learner: 'Bob’s' });
    await anAssessment(made.as('Bob'), own, allMet(made.unit));
    const all = { ...made, submissions: [of, own] };
    must(await closeMarking(made.as('Root'), id(), made.batch, all.submissions));
    must(await drawBatchSample(made.as('Bob'), id(), made.batch, { rule: CENSUS, seed: null, reason: '' }));
    expect(
      messageOf(await recordFinding(made.as('Bob'), id(), made.batch, { submission: own, ...upheld })),
    ).toBe('You assessed this submission yourself. Somebody else must look at it.');
    await lookAtAll(all);
    const accept = { kind: 'accept' as const };
    expect(messageOf(await decideBatch(made.as('Bob'), id(), made.batch, accept, 'r'))).toBe(
      'You assessed a submission of this batch yourself. Somebody else must decide about it.',
    );
    must(await decideBatch(made.as('Mo'), id(), made.batch, accept, 'They hold.'));
    expect(messageOf(await confirmBatch(made.as('Bob'), id(), made.batch))).toBe(
      'You are the only assessor of a submission of this batch. Somebody else must confirm it.',
    );
    expect(codeOf(await confirmBatch(made.as('Mo'), id(), made.batch))).toBe('ok');
  });
  it('looks at the work of a learner they have a conflict of interest with', async () => {
    const made = await aDrawnBatch('verification');
    const [submission] = made.submissions as [SubmissionId];
    must(
      await declareConflict(made.as('Mo'), id(), { person: made.keyOf('Mo'), submission, reason: 'Kin.' }),
    );
    expect(messageOf(await verifyItem(made.as('Mo'), id(), made.batch, submission, AGREE))).toContain(
      'Mo has a conflict of interest with this learner',
    );
  });
  it.each<[string, string]>([
    ['Ann', 'Ann is not appointed as moderator.'],
    ['Eve', 'Eve is not appointed as moderator.'],
  ])('draws without the role: %s', async (name, sentence) => {
    const made = await aBatch('verification');
    must(await closeMarking(made.as('Root'), id(), made.batch, null));
    const wanted = { rule: CENSUS, seed: null, reason: '' };
    const drawn = await drawBatchSample(made.as(name), id(), made.batch, wanted);
    expect(codeOf(drawn)).toBe('batch.not_allowed');
    if (name === 'Eve') expect(messageOf(drawn)).toBe(sentence);
  });
  it('confirms alone what is in a batch that is closed, or takes it into two', async () => {
    const made = await aDrawnBatch('verification');
    const alone = must(await confirmOutcomes(made.as('Mo'), id(), made.submissions));
    expect(alone.refused.map(({ reason }) => reason)).toEqual(
      Array(2).fill('It is in the batch “July”, and is confirmed with it.'),
    );
    const other = { label: 'Another', unit: made.unit.id, mode: 'moderation' as const };
    const second = must(await openBatch(made.as('Root'), id(), other));
    expect(codeOf(await closeMarking(made.as('Root'), id(), second, made.submissions))).toBe(
      'batch.member_elsewhere',
    );
    expect(codeOf(await closeMarking(made.as('Root'), id(), second, null))).toBe('batch.empty');
  });
  it('who only assesses is shown a batch', async () => {
    const made = await aDrawnBatch('verification');
    expect(listModeratedBatches(made.as('Ann'), null)).toEqual([]);
    expect(codeOf(describeBatch(made.as('Ann'), made.batch))).toBe('batch.not_allowed');
    expect(listModeratedBatches(made.as('Eve'), null)).toHaveLength(1);
  });
});

it('a confirmed batch changes only as a new version, which leaves the old one as it was', async () => {
  const made = await aDrawnBatch('verification');
  await lookAtAll(made);
  must(await confirmBatch(made.as('Mo'), id(), made.batch));
  const [submission] = made.submissions as [SubmissionId];
  expect(codeOf(await verifyItem(made.as('Mo'), id(), made.batch, submission, BACK))).toBe(
    'batch.wrong_state',
  );
  expect(messageOf(await reopenBatch(made.as('Root'), id(), made.batch, ' '))).toBe(
    'Say why it is opened again.',
  );
  must(await reopenBatch(made.as('Root'), id(), made.batch, 'An appeal.'));
  must(await closeMarking(made.as('Root'), id(), made.batch, null));
  const { versions, batch } = must(describeBatch(made.workspace, made.batch));
  expect(batch).toMatchObject({ version: 2, state: 'marking_closed', members: 2 });
  expect(versions).toMatchObject([
    { version: 1, state: 'confirmed', confirmed: { by: 'Mo' } },
    { version: 2, state: 'marking_closed', reopenedBecause: ['An appeal.'] },
  ]);
  must(await drawBatchSample(made.as('Mo'), id(), made.batch, { rule: CENSUS, seed: null, reason: '' }));
  await lookAtAll(made);
  must(await confirmBatch(made.as('Mo'), id(), made.batch));
  must(await exported({ ...made, workspace: made.as('Root') }));
  expect(must(describeBatch(made.workspace, made.batch)).versions.map(({ state }) => state)).toEqual([
    'confirmed',
    'exported',
  ]);
});

it('what was drawn from a batch is drawn again by whoever gives the seed and the rule', async () => {
  const made = await aDrawnBatch('verification', 3);
  const { draws, members } = must(describeBatch(made.workspace, made.batch));
  const [draw] = draws;
  if (!draw) throw new Error('it was drawn');
  const again = must(trySample(made.as('Eve'), { batch: made.batch }, draw));
  expect(again.drawn.map(({ submission }) => submission)).toEqual(
    members.filter(({ why }) => why.length > 0).map(({ submission }) => submission),
  );
  expect(again.coverage.find(({ dimension }) => dimension === 'assessors')?.values).toEqual([
    { value: 'Ann', population: 3, sample: 3 },
  ]);
});
