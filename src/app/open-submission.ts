import type { Assessment, SubmissionDetail } from '../api/shapes.ts';
import { missingForSubmit } from '../domain/draft-rules.ts';
import type { SubmissionId } from '../domain/ids.ts';
import { EMPTY_DRAFT } from '../domain/judgment.ts';
import { ok, type Result } from '../domain/result.ts';
import type { AssessmentFact } from '../domain/standing-assessments.ts';
import { mayRecall } from '../domain/submission-view.ts';
import { carriedProblem } from './carried-judgments.ts';
import { artifactShapes, identityOf, loadSubmission, mayAssess, maySeeOthers } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** An assessment as it is shown, with whether what it says to have carried forward was. */
export function assessmentShape(workspace: Workspace, fact: AssessmentFact): Assessment {
  const reason = workspace.store.views.notCounted(fact.id);
  const authority = workspace.store.authority();
  const { submission, unitVersion, judgments, anchors, feedback, actions, pleaseCheck } = fact.body;
  return {
    id: fact.id,
    submission,
    unitVersion,
    assessor: { key: fact.author, name: authority.nameOf(fact.author) },
    at: fact.at,
    judgments,
    anchors,
    feedback,
    actions,
    pleaseCheck,
    isMine: authority.personOf(fact.author) === workspace.person(),
    carried: carriedIn(workspace, fact),
    counts: { counted: reason === null, reason },
  };
}

function carriedIn(workspace: Workspace, fact: AssessmentFact): Assessment['carried'] {
  const carried = fact.body.judgments.filter((judgment) => judgment.carriedFrom !== undefined);
  const opened = carried.length > 0 ? loadSubmission(workspace, fact.body.submission) : null;
  return carried.map((judgment) => {
    const reason = opened?.ok ? carriedProblem(workspace, opened.value, judgment) : null;
    return { criterion: judgment.criterion, holds: reason === null, reason };
  });
}

/** Everything the workbench needs about one submission, for the person at the desk. */
export function openSubmission(workspace: Workspace, id: SubmissionId): Result<SubmissionDetail> {
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const { view, unit } = opened.value;
  const shown = identityOf(opened.value);
  const { store } = workspace;
  const [me, person] = [workspace.me(), workspace.person()];
  const { learner, attempt, unitVersion } = view.received.body;
  const may = mayAssess(workspace, view, me);
  const saved = store.drafts.get(id, me);
  const draft = saved ?? { draft: EMPTY_DRAFT, revision: 0, savedAt: null };
  const mine = view.assessments.find((one) => one.author === person);
  const others = maySeeOthers(workspace, view, me)
    ? view.assessments.filter((one) => one.author !== person)
    : [];
  return ok({
    submission: id,
    title: shown.title,
    description: shown.description,
    learner: { id: view.isAnonymous ? null : learner, name: shown.name, identifier: shown.identifier },
    anonymous: view.isAnonymous,
    attempt,
    unit,
    unitVersion,
    state: view.state,
    receivedAt: view.received.at,
    artifacts: artifactShapes(opened.value),
    draft: may.allowed ? draft : null,
    missing: may.allowed ? [...missingForSubmit(unit, draft.draft)] : [],
    mine: mine ? assessmentShape(workspace, mine) : null,
    others: others.map((one) => assessmentShape(workspace, one)),
    allocations: [],
    sealed: null,
    toCountersign: [],
    isStale: view.isStale,
    mayAssess: may,
    mayRecall: mayRecall(view, person),
    ...store.queue.neighbours(id),
  });
}
