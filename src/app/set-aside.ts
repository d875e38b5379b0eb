import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { SubmissionId } from '../domain/ids.ts';
import { ALLOWED, forbidden, type Permission } from '../domain/permission.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { isDecided } from '../domain/states.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { loadSubmission, nowIn } from './load-submission.ts';
import type { StatedFact } from './state-facts.ts';
import type { Workspace } from './workspace.ts';

/** A submission that is not to be assessed, since another one of the same learner and unit is. */
export interface Duplicate {
  readonly submission: SubmissionId;
  readonly duplicateOf: SubmissionId;
}

const maySay = (workspace: Workspace, { received }: SubmissionView): Permission =>
  workspace.store
    .authority()
    .holds(workspace.me(), AUTHOR_ROLES['submission.set_aside'], received.body.unit, nowIn(workspace));

/** Whether whoever is at the desk may set this submission aside. */
export function maySetAside(workspace: Workspace, view: SubmissionView): Permission {
  const may = maySay(workspace, view);
  if (!may.allowed) return may;
  if (view.setAside) return forbidden('It is set aside already.');
  return isDecided(view.state) ? forbidden('Its outcome is confirmed, so it stays.') : ALLOWED;
}

/** Whether whoever is at the desk may take this submission up again. */
export function mayResume(workspace: Workspace, view: SubmissionView): Permission {
  const may = maySay(workspace, view);
  if (!may.allowed) return may;
  return view.setAside ? ALLOWED : forbidden('It is not set aside.');
}

/**
 * Sets submissions aside as duplicates: each is kept, with all that was decided about it, and is neither marked nor
 * released. Fails with `submission.unknown`, `submission.not_allowed`, `submission.no_duplicate` or
 * `submission.reason_missing`; nothing was recorded then.
 */
export async function setAside(
  workspace: Workspace,
  command: string,
  duplicates: readonly Duplicate[],
  reason: string,
): Promise<Result<Record<string, never>>> {
  if (workspace.store.doneBefore(command)) return ok({});
  if (reason.trim() === '') return refused('submission.reason_missing', 'Say why it is set aside.');
  const facts: StatedFact[] = [];
  for (const { submission, duplicateOf } of duplicates) {
    const opened = loadSubmission(workspace, submission);
    if (!opened.ok) return opened;
    const other = loadSubmission(workspace, duplicateOf);
    if (!other.ok) return other;
    const may = maySetAside(workspace, opened.value.view);
    if (!may.allowed) return refused('submission.not_allowed', may.reason ?? '');
    const problem = duplicateProblem(opened.value.view, other.value.view);
    if (problem !== null) return refused('submission.no_duplicate', problem);
    facts.push({ type: 'submission.set_aside', body: { submission, duplicateOf, reason } });
  }
  const stated = await workspace.state(facts, { command });
  return stated.ok ? ok({}) : stated;
}

function duplicateProblem({ received }: SubmissionView, other: SubmissionView): string | null {
  const [one, kept] = [received.body, other.received.body];
  if (one.submission === kept.submission) return 'No submission is a duplicate of itself.';
  if (one.learner !== kept.learner || one.unit !== kept.unit)
    return 'Only another submission of the same learner for the same unit can stand in its place.';
  return other.setAside ? 'The other one is set aside itself. Take that up again first.' : null;
}

/** Takes a submission up again that was set aside, with all that it had. Fails as `setAside` does. */
export async function resumeSubmission(
  workspace: Workspace,
  command: string,
  submission: SubmissionId,
  reason: string,
): Promise<Result<Record<string, never>>> {
  if (workspace.store.doneBefore(command)) return ok({});
  if (reason.trim() === '') return refused('submission.reason_missing', 'Say why it is taken up again.');
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened;
  const may = mayResume(workspace, opened.value.view);
  if (!may.allowed) return refused('submission.not_allowed', may.reason ?? '');
  const body = { submission, reason };
  const stated = await workspace.state([{ type: 'submission.resumed', body }], { command });
  return stated.ok ? ok({}) : stated;
}
