import type { CallContext } from '../api/handlers.ts';
import type { LearnerId, SubmissionId } from '../domain/ids.ts';
import { mayErase } from '../domain/permissions.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { diskFailure } from './disk-failure.ts';
import { type Erased, finishErasures } from './finish-erasures.ts';
import { loadSubmission, nowIn } from './load-submission.ts';
import { slug } from './place-package.ts';
import type { Workspace } from './workspace.ts';

/** The learner whose submission this is, where whoever is at the desk may hand out or erase what is kept about them. */
export function learnerInCare(workspace: Workspace, submission: SubmissionId): Result<LearnerId> {
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened;
  const may = mayErase(workspace.store.authority(), workspace.me(), nowIn(workspace));
  return may.allowed
    ? ok(opened.value.view.received.body.learner)
    : refused('learner.not_allowed', may.reason ?? '');
}

/**
 * Records that nothing is to be kept about the learner whose submission this is, and carries it out here; elsewhere it is
 * carried out when the record arrives. What people decided stays, under a pseudonym, and proves itself as before. Copies
 * of the database that this machine keeps and that hold the learner are removed, once a new one is there.
 * Fails with `submission.unknown` or `learner.not_allowed`.
 */
export async function eraseLearner(
  workspace: Workspace,
  command: string,
  submission: SubmissionId,
  reason: string,
  call: CallContext,
): Promise<Result<Erased>> {
  const { store } = workspace;
  const learner = learnerInCare(workspace, submission);
  if (!learner.ok) return learner;
  if (mentions(workspace, submission, reason))
    return refused(
      'learner.named_in_reason',
      'The reason stays in the records for good, so it must not name the learner. Say it without the name.',
    );
  try {
    if (!store.doneBefore(command) && !store.erasures.isErased(learner.value)) {
      const body = { learner: learner.value, reason };
      const stated = await workspace.state([{ type: 'learner.erased', body }], { command });
      if (!stated.ok) return stated;
    }
    return ok(await finishErasures(workspace, call));
  } catch (error) {
    return { ok: false, error: diskFailure(error) };
  }
}

/** Whether a text names the learner, by name, by a part of it, or by identifier. */
function mentions(workspace: Workspace, submission: SubmissionId, text: string): boolean {
  const opened = loadSubmission(workspace, submission);
  const learner = opened.ok ? opened.value.details?.learner : null;
  const words = new Set(slug(text).split('-'));
  const names = [learner?.name, learner?.identifier].flatMap((name) => (name ? [slug(name)] : []));
  return names.some((name) => name.split('-').some((part) => part.length > 2 && words.has(part)));
}
