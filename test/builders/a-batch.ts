import { randomUUID } from 'node:crypto';
import { closeMarking, drawBatchSample, openBatch } from '../../src/app/batches/run-batch.ts';
import type { BatchMode } from '../../src/domain/batches/batch-facts.ts';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import type { SamplingRule } from '../../src/domain/sampling/sampling-rule.ts';
import { allMet } from './a-judgment.ts';
import { aUnit } from './a-unit.ts';
import { anAssessment, aSubmission, aWorkspace, must, type TestWorkspace } from './a-workspace.ts';

export const CENSUS: SamplingRule = { v: 1, strategies: [{ kind: 'census' }] };

export interface TestBatch extends TestWorkspace {
  readonly unit: Unit;
  readonly batch: RecordId;
  readonly submissions: readonly SubmissionId[];
}

/** An open batch of submissions that Ann marked; Mo and Bob moderate, Bob marks too. Root is at the desk. */
export async function aBatch(mode: BatchMode, learners = 2): Promise<TestBatch> {
  const unit = aUnit();
  const made = await aWorkspace({
    people: { Ann: ['assessor'], Bob: ['assessor', 'moderator'], Mo: ['moderator'], Eve: ['eqa'] },
  });
  const submissions: SubmissionId[] = [];
  for (let at = 0; at < learners; at += 1) {
    const submission = await aSubmission(made.as('Root'), { unit, learner: `Learner ${at}` });
    await anAssessment(made.as('Ann'), submission, allMet(unit));
    submissions.push(submission);
  }
  const opened = await openBatch(made.as('Root'), randomUUID(), { label: 'July', unit: unit.id, mode });
  return { ...made, unit, batch: must(opened), submissions };
}

/** The same, closed, with all of it drawn. Mo is at the desk. */
export async function aDrawnBatch(mode: BatchMode, learners = 2): Promise<TestBatch> {
  const made = await aBatch(mode, learners);
  must(await closeMarking(made.as('Root'), randomUUID(), made.batch, null));
  must(
    await drawBatchSample(made.as('Mo'), randomUUID(), made.batch, { rule: CENSUS, seed: null, reason: '' }),
  );
  return made;
}
