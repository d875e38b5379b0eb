import type { SubmissionId, UnitId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import { loadSubmission } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { loadStandards } from './load-standards.ts';
import { markOf } from './make-set.ts';

/** Which submissions could be scripts of a set of the unit, and why the others cannot. Fails as `loadStandards` does. */
export function checkScripts(
  workspace: Workspace,
  unit: UnitId,
  submissions: readonly SubmissionId[],
): Result<{ readonly submission: SubmissionId; readonly problem: string | null }[]> {
  const standards = loadStandards(workspace, unit);
  if (!standards.ok) return standards;
  return ok(
    submissions.map((submission) => {
      const opened = loadSubmission(workspace, submission);
      const found = opened.ok ? markOf(workspace, unit, opened.value) : opened.error.message;
      return { submission, problem: typeof found === 'string' ? found : null };
    }),
  );
}
