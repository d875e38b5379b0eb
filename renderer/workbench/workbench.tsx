import type { SubmissionId } from '../../src/domain/ids.ts';

/** The evidence beside the rubric. */
export function Workbench({ submission }: { readonly submission: SubmissionId }) {
  return <div data-submission={submission} />;
}
