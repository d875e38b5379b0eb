import type { Output } from '../../src/api/contract.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import type { Result } from '../../src/domain/result.ts';
import { type Api, newCommand } from '../state/api.ts';

export type SubmissionDetail = Output<'submissions.get'>;

/** What the workbench asks of the core; a test gives it another. */
export interface WorkbenchApi {
  load(submission: SubmissionId): Promise<Result<SubmissionDetail>>;
  save(submission: SubmissionId, draft: Draft, revision: number): Promise<Result<Output<'drafts.save'>>>;
  submit(submission: SubmissionId, revision: number): Promise<Result<unknown>>;
  recall(submission: SubmissionId): Promise<Result<unknown>>;
}

/** The workbench's calls over the one way to the core. */
export function createWorkbenchApi(api: Api): WorkbenchApi {
  return {
    load: (submission) => api.call('submissions.get', { submission }),
    save: (submission, draft, revision) => api.call('drafts.save', { submission, draft, revision }),
    submit: (submission, revision) =>
      api.call('assessments.submit', { command: newCommand(), submission, revision }),
    recall: (submission) => api.call('assessments.recall', { command: newCommand(), submission }),
  };
}
