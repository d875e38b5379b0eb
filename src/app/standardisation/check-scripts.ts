import type { SubmissionId, UnitId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Workspace } from '../workspace.ts';
import { loadStandards } from './load-standards.ts';
import { scriptProblem } from './run-standards.ts';

/** Which submissions could be scripts of a set of the unit, and why the others cannot. Fails as `loadStandards` does. */
export function checkScripts(
  workspace: Workspace,
  unit: UnitId,
  submissions: readonly SubmissionId[],
): Result<{ readonly submission: SubmissionId; readonly problem: string | null }[]> {
  const standards = loadStandards(workspace, unit);
  if (!standards.ok) return standards;
  return ok(
    submissions.map((submission) => ({ submission, problem: scriptProblem(workspace, unit, submission) })),
  );
}
