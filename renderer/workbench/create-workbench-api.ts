import { type Api, newCommand } from '../state/api.ts';
import type { WorkbenchApi } from './workbench-api.ts';

/** The workbench's calls over the one way to the core. */
export function createWorkbenchApi(api: Api): WorkbenchApi {
  return {
    load: (submission) => api.call('submissions.get', { submission }),
    save: (submission, draft, revision) => api.call('drafts.save', { submission, draft, revision }),
    submit: (submission, revision) =>
      api.call('assessments.submit', { command: newCommand(), submission, revision }),
    change: (submission, reason) => api.call('assessments.change', { submission, reason }),
    discard: (submission) => api.call('drafts.discard', { submission }),
    recall: (submission) => api.call('assessments.recall', { command: newCommand(), submission }),
  };
}
