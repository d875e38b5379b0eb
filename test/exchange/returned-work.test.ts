import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { describeBatch } from '../../src/app/batches/describe-batch.ts';
import { closeMarking, drawBatchSample, verifyItem } from '../../src/app/batches/run-batch.ts';
import { changeAssessment } from '../../src/app/change-assessment.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { packPackage } from '../../src/app/pack.ts';
import { commentSight } from '../../src/app/search.ts';
import { takeInPackages } from '../../src/app/take-in.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { PersonKey, SubmissionId } from '../../src/domain/ids.ts';
import { aBatch, CENSUS } from '../builders/a-batch.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aCall, codeOf, must } from '../builders/a-workspace.ts';
import { aCopyOf } from '../builders/another-desk.ts';

const DUE = '2026-07-01T00:00:00.000Z';

/** How many in the queue of whoever is at the desk have been returned. */
const returnedIn = (workspace: Workspace) => {
  const sort = { by: 'received', descending: false } as const;
  const filter = { flags: ['returned' as const] };
  return workspace.store.queue.list(workspace.me(), filter, sort, 0, 9, commentSight(workspace)).total;
};

it('what a verifier returns reaches its assessor as a package, and comes back as one', async () => {
  const batch = await aBatch('verification', 1);
  const [submission = '' as SubmissionId] = batch.submissions;
  const ann = await aCopyOf(batch, 'Ann');
  const folder = await aTempFolder();
  const send = async (from: Workspace, kind: 'moderation' | 'judgments', to: PersonKey, into: Workspace) => {
    const packed = must(await packPackage(from, { kind, to, encrypt: false, into: folder }, aCall()));
    must(await takeInPackages(into, [join(folder, packed.name)], aCall()));
  };
  must(await closeMarking(batch.as('Root'), randomUUID(), batch.batch, null));
  const draw = { rule: CENSUS, seed: null, reason: '' };
  must(await drawBatchSample(batch.as('Mo'), randomUUID(), batch.batch, draw));
  const as = {
    kind: 'return' as const,
    note: 'The second page was not looked at.',
    actions: [{ criterion: null, text: 'Look at page 2.' }],
    due: DUE,
  };
  must(await verifyItem(batch.as('Mo'), randomUUID(), batch.batch, submission, as));
  const looked = () => must(describeBatch(batch.as('Mo'), batch.batch)).members[0]?.looked;
  expect(looked()).toMatchObject({ kind: 'verified', hasComeBack: false });

  await send(batch.as('Mo'), 'moderation', batch.keyOf('Ann'), ann);
  const told = must(openSubmission(ann, submission)).verified;
  expect(told).toMatchObject({ by: 'Mo', as, isReturned: true, isMine: true });
  // Somebody has seen it: it is changed openly.
  expect(must(openSubmission(ann, submission))).toMatchObject({
    mayRecall: { allowed: false },
    mayChange: { allowed: true },
  });
  expect(returnedIn(ann)).toBe(1);

  must(changeAssessment(ann, submission, 'Returned by Mo.'));
  const { draft } = must(openSubmission(ann, submission));
  if (!draft) throw new Error('it is being changed');
  const changed = { ...draft.draft, feedback: 'Page 2 is met as well.' };
  const saved = must(saveDraft(ann, submission, changed, draft.revision));
  must(await submitAssessment(ann, randomUUID(), submission, saved.revision));
  expect(must(openSubmission(ann, submission)).verified).toMatchObject({ isReturned: false });
  expect(returnedIn(ann)).toBe(0);

  await send(ann, 'judgments', batch.keyOf('Mo'), batch.as('Mo'));
  expect(looked()).toMatchObject({ kind: 'verified', hasComeBack: true });
  expect(returnedIn(batch.as('Mo'))).toBe(0);
});

it('nobody is told that their own assessment was returned by themselves, nor what was said to others', async () => {
  const batch = await aBatch('verification', 1);
  const [submission = '' as SubmissionId] = batch.submissions;
  must(await closeMarking(batch.as('Root'), randomUUID(), batch.batch, null));
  const draw = { rule: CENSUS, seed: null, reason: '' };
  must(await drawBatchSample(batch.as('Mo'), randomUUID(), batch.batch, draw));
  const view = batch.workspace.store.views.submission(submission);
  const sources = view?.outcome?.sources ?? [];
  const closing = must(describeBatch(batch.as('Mo'), batch.batch));
  const place = { batch: batch.batch, version: closing.batch.version };
  const [fact] = batch.workspace.store.records
    .factsAbout(`b:${batch.batch}`)
    .filter((one) => one.type === 'batch.marking_closed');
  if (!fact) throw new Error('it is closed');
  // A program that does not ask could record it; it comes to nothing.
  must(
    await batch.as('Ann').state([
      {
        type: 'batch.item_verified',
        body: {
          ...place,
          closing: fact.id,
          submission,
          sources: [...sources],
          as: { kind: 'advice', note: 'Fine.' },
        },
      },
    ]),
  );
  expect(must(openSubmission(batch.as('Ann'), submission)).verified).toBeNull();
  must(
    await verifyItem(batch.as('Mo'), randomUUID(), batch.batch, submission, {
      kind: 'advice',
      note: 'Brief.',
    }),
  );
  expect(must(openSubmission(batch.as('Ann'), submission)).verified).toMatchObject({ isMine: true });
  expect(must(openSubmission(batch.as('Eve'), submission)).verified).toMatchObject({ isMine: false });
  expect(codeOf(await Promise.resolve(changeAssessment(batch.as('Eve'), submission, 'x')))).toBe(
    'assessment.not_changeable',
  );
  // Bob could still mark it.
  expect(must(openSubmission(batch.as('Bob'), submission)).verified).toBeNull();
});
