import type { Output } from '../../src/api/contract.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import type { Result } from '../../src/domain/result.ts';

export type SubmissionDetail = Output<'submissions.get'>;

/** What the workbench asks of the core; a test gives it another. */
export interface WorkbenchApi {
  load(submission: SubmissionId): Promise<Result<SubmissionDetail>>;
  save(submission: SubmissionId, draft: Draft, revision: number): Promise<Result<Output<'drafts.save'>>>;
  submit(submission: SubmissionId, revision: number): Promise<Result<unknown>>;
  recall(submission: SubmissionId): Promise<Result<unknown>>;
  /** Makes a draft of what was submitted, to take its place. */
  change(submission: SubmissionId, reason: string): Promise<Result<unknown>>;
  discard(submission: SubmissionId): Promise<Result<unknown>>;
}
