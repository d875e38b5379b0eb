import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { AssessmentId, SubmissionId, UnitVersionId } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { judgedProblem, judgesAll, rubricProblem } from '../domain/verdict.ts';
import { loadSubmission, nowIn, type Opened } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

interface ToConfirm {
  readonly assessments: AssessmentId[];
  readonly unitVersion: UnitVersionId;
}

/**
 * Says that assessments stand although their unit has a newer version: an assessor of their own, a moderator or provider
 * of all. Those of which it cannot be said are named with the reason, and the rest go on.
 */
export async function confirmUnchanged(
  workspace: Workspace,
  command: string,
  submissions: readonly SubmissionId[],
): Promise<Result<{ confirmed: number; refused: { submission: SubmissionId; reason: string }[] }>> {
  const wanted = [...new Set(submissions)];
  if (workspace.store.doneBefore(command)) return ok({ confirmed: wanted.length, refused: [] });
  const not: { submission: SubmissionId; reason: string }[] = [];
  const facts = wanted.flatMap((submission) => {
    const opened = loadSubmission(workspace, submission);
    const confirmed = opened.ok ? toConfirm(workspace, opened.value) : opened.error.message;
    if (typeof confirmed !== 'string')
      return [{ type: 'assessment.confirmed_unchanged' as const, body: { submission, ...confirmed } }];
    not.push({ submission, reason: confirmed });
    return [];
  });
  if (facts.length === 0) return ok({ confirmed: 0, refused: not });
  const stated = await workspace.state(facts, { command });
  return stated.ok ? ok({ confirmed: facts.length, refused: not }) : stated;
}

/** What is to be confirmed of a submission, or why nothing is. */
function toConfirm(workspace: Workspace, { view, unit: judgedBy }: Opened): ToConfirm | string {
  const { store } = workspace;
  if (!view.isStale) return 'Nothing of it is stale.';
  const { unit } = view.received.body;
  const now = nowIn(workspace);
  const me = workspace.me();
  const role = store.authority().holds(me, AUTHOR_ROLES['assessment.confirmed_unchanged'], unit, now);
  if (!role.allowed) return role.reason ?? '';
  const speaksForAll = store.authority().holds(me, ['moderator', 'provider'], unit, now).allowed;
  const mine = view.assessments.filter((one) => speaksForAll || one.author === workspace.person());
  if (mine.length === 0) return 'Its assessments are somebody else’s.';
  const current = store.units.current(unit);
  if (!current) return 'Its unit is not in the workspace.';
  const unfit = mine
    // Whoever judged all of the version they had would judge all of the newer one.
    .map(({ body: { judgments } }) =>
      judgesAll(judgedBy, judgments)
        ? rubricProblem(current.unit, judgments)
        : judgedProblem(current.unit, judgments),
    )
    .find((one) => one !== null);
  if (unfit) return `An assessment does not fit the newer version: ${unfit}`;
  return { assessments: mine.map((one) => one.id), unitVersion: current.version };
}
