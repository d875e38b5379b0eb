import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import { progressOf } from '../domain/draft-rules.ts';
import type { FactBody } from '../domain/facts.ts';
import type { SubmissionId } from '../domain/ids.ts';
import { ALLOWED, forbidden, type Permission } from '../domain/permission.ts';
import { mayJudge } from '../domain/permissions.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { inScope, scopeOf } from '../domain/scope.ts';
import { IS_SET_ASIDE } from '../domain/set-aside.ts';
import type { AssessmentFact } from '../domain/standing-assessments.ts';
import { isDecided } from '../domain/states.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import { loadSubmission, nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

type Supersedes = NonNullable<FactBody<'assessment.submitted'>['supersedes']>;

const ofMine = (workspace: Workspace, view: SubmissionView): AssessmentFact | undefined =>
  [...view.assessments, ...view.toCountersign].find((one) => one.author === workspace.person());

/**
 * Whether whoever is at the desk may put another assessment in the place of the one they submitted, saying why: until
 * somebody settled what comes of it.
 */
export function mayChange(workspace: Workspace, view: SubmissionView): Permission {
  const { unit, learner } = view.received.body;
  const authority = workspace.store.authority();
  const [me, now] = [workspace.me(), nowIn(workspace)];
  if (!ofMine(workspace, view)) return forbidden('You have no submitted assessment of this submission.');
  if (view.setAside) return forbidden(IS_SET_ASIDE);
  if (isDecided(view.state)) return forbidden('The outcome of this submission has been confirmed.');
  // Whom it was returned to changes it, and whoever settled the outcome looks at it once more.
  if (view.outcome?.record && !view.lookedAt?.isReturned)
    return forbidden('The outcome of this submission has been settled with it as it is.');
  if (workspace.store.erasures.isErased(learner))
    return forbidden('What was kept about this learner was erased on request, so there is nothing to mark.');
  const role = authority.holds(me, AUTHOR_ROLES['assessment.submitted'], unit, now);
  return role.allowed ? mayJudge(authority, me, learner, now) : role;
}

/** What the draft of whoever is at the desk is to take the place of; null where it is no change, or may not be made any more. */
export function changeUnderWay(workspace: Workspace, view: SubmissionView): Supersedes | null {
  const supersedes = workspace.store.drafts.get(view.received.body.submission, workspace.me())?.supersedes;
  if (!supersedes || supersedes.assessment !== ofMine(workspace, view)?.id) return null;
  return mayChange(workspace, view).allowed ? supersedes : null;
}

/**
 * Makes a draft of one's submitted assessment, which takes its place when it is submitted, with the reason. Until then
 * the submitted one stands. A change that is under way goes on, for the reason given last. Fails with
 * `submission.unknown`, `assessment.not_changeable` or `assessment.reason_missing`.
 */
export function changeAssessment(
  workspace: Workspace,
  submission: SubmissionId,
  reason: string,
): Result<Record<string, never>> {
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened;
  const { view, unit } = opened.value;
  const may = mayChange(workspace, view);
  const mine = ofMine(workspace, view);
  if (!may.allowed || !mine) return refused('assessment.not_changeable', may.reason ?? '');
  if (reason.trim() === '')
    return refused('assessment.reason_missing', 'Say why it is changed: whoever saw it before will read it.');
  const { drafts } = workspace.store;
  const saved = drafts.get(submission, workspace.me());
  const { judgments, anchors, feedback, actions, pleaseCheck } = saved?.draft ?? mine.body;
  try {
    drafts.put(
      submission,
      workspace.me(),
      {
        draft: { judgments, anchors, feedback, actions, pleaseCheck },
        revision: (saved?.revision ?? 0) + 1,
        savedAt: nowIn(workspace),
        supersedes: { assessment: mine.id, reason: reason.trim() },
      },
      progressOf(inScope(unit, scopeOf(view.allocations, workspace.person())), judgments),
    );
  } catch (error) {
    return refusedByDatabase(error);
  }
  return ok({});
}

/** Whether a draft may be kept and submitted: of somebody who is to assess, or who changes what they submitted. */
export function mayWrite(workspace: Workspace, view: SubmissionView, mayAssess: Permission): Permission {
  return changeUnderWay(workspace, view) ? ALLOWED : mayAssess;
}
