import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { AssessmentId, SubmissionId } from '../domain/ids.ts';
import { ALLOWED, forbidden, type Permission } from '../domain/permission.ts';
import { mayJudge } from '../domain/permissions.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { IS_SET_ASIDE } from '../domain/set-aside.ts';
import type { AssessmentFact } from '../domain/standing-assessments.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { loadSubmission, mayAssess, maySeeOthers, nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/**
 * Whether whoever is at the desk may stand behind a trainee's assessment: somebody qualified who has not marked the
 * submission and is not to. They have read it then, so an assessor who may still mark it must not.
 */
function mayCountersign(workspace: Workspace, view: SubmissionView, assessment: AssessmentFact): Permission {
  const authority = workspace.store.authority();
  const [me, person, now] = [workspace.me(), workspace.person(), nowIn(workspace)];
  const { unit, learner } = view.received.body;
  if (view.setAside) return forbidden(IS_SET_ASIDE);
  const role = authority.holds(me, AUTHOR_ROLES['assessment.countersigned'], unit, now);
  if (!role.allowed) return role;
  const judging = mayJudge(authority, me, learner, now);
  if (!judging.allowed) return judging;
  if (assessment.author === person) return forbidden('Nobody countersigns their own assessment.');
  if (authority.isTraineeAt(person, unit, now)) return forbidden('A trainee cannot countersign.');
  const isMarker =
    view.allocations.some((one) => one.person === person) ||
    [...view.assessments, ...view.toCountersign].some((one) => one.author === person);
  if (isMarker) return forbidden('You assess this submission yourself.');
  return mayAssess(workspace, view, me).allowed && !maySeeOthers(workspace, view, me)
    ? forbidden('You may still mark this submission yourself. Somebody who moderates it countersigns.')
    : ALLOWED;
}

/** Trainees' assessments that whoever is at the desk may countersign. */
export function toCountersign(workspace: Workspace, view: SubmissionView): readonly AssessmentFact[] {
  return view.toCountersign.filter((one) => mayCountersign(workspace, view, one).allowed);
}

/**
 * Stands behind a trainee's assessment, or returns it. Fails with `assessment.unknown`, `assessment.not_allowed` or
 * `assessment.note_missing`.
 */
export async function countersign(
  workspace: Workspace,
  command: string,
  said: {
    readonly submission: SubmissionId;
    readonly assessment: AssessmentId;
    readonly accepted: boolean;
    readonly note: string;
  },
): Promise<Result<Record<string, never>>> {
  if (workspace.store.doneBefore(command)) return ok({});
  const opened = loadSubmission(workspace, said.submission);
  if (!opened.ok) return opened;
  const { view } = opened.value;
  const assessment = view.toCountersign.find((one) => one.id === said.assessment);
  if (!assessment)
    return refused('assessment.unknown', 'No such assessment waits for a countersignature any more.');
  const may = mayCountersign(workspace, view, assessment);
  if (!may.allowed) return refused('assessment.not_allowed', may.reason ?? '');
  if (!said.accepted && said.note.trim() === '')
    return refused('assessment.note_missing', 'Say what is to be done about it before you return it.');
  const { submission, accepted, note } = said;
  const body = { submission, assessment: assessment.id, accepted, note };
  const stated = await workspace.state([{ type: 'assessment.countersigned', body }], { command });
  return stated.ok ? ok({}) : stated;
}
