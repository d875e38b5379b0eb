import type { Assessment, SubmissionDetail } from '../api/shapes.ts';
import { stageOf } from '../domain/allocation-stage.ts';
import { missingForSubmit } from '../domain/draft-rules.ts';
import type { SubmissionId } from '../domain/ids.ts';
import { EMPTY_DRAFT } from '../domain/judgment.ts';
import { ok, type Result } from '../domain/result.ts';
import { inScope, scopeOf } from '../domain/scope.ts';
import type { SealFact } from '../domain/seals.ts';
import type { AssessmentFact } from '../domain/standing-assessments.ts';
import { mayRecall, type SubmissionView } from '../domain/submission-view.ts';
import { carriedProblem } from './carried-judgments.ts';
import { changeUnderWay, mayChange } from './change-assessment.ts';
import { toCountersign } from './countersign.ts';
import { artifactShapes, identityOf, loadSubmission, mayAssess, maySeeOthers } from './load-submission.ts';
import { stillToSeal } from './open-seals.ts';
import { mayResume } from './set-aside.ts';
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
    supersedes: fact.body.supersedes ?? null,
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

/** What was sealed here, as only whoever sealed it sees it; null where it is not kept on this machine. */
export function sealedShape(workspace: Workspace, seal: SealFact): Assessment | null {
  const kept = workspace.store.sealed.get(seal.id);
  if (!kept) return null;
  const author = workspace.store.authority().personOf(kept.person);
  const { id, seq, at } = seal;
  const shape = assessmentShape(workspace, {
    id,
    type: 'assessment.submitted',
    author,
    seq,
    at,
    body: kept.body,
  });
  const reason =
    workspace.store.views.notCounted(id) ??
    'It is sealed, and opens when everybody who is to seal has sealed.';
  return { ...shape, counts: { counted: false, reason } };
}

/** My sealed assessment while it is closed. */
function mySealed(workspace: Workspace, view: SubmissionView): SubmissionDetail['sealed'] {
  const person = workspace.person();
  const seal = view.seals.standing.get(person);
  if (!seal || stageOf(view, person) !== 'sealed') return null;
  const missing = stillToSeal(workspace, view, person);
  const waitingFor = missing === 'unknown' ? 1 : missing.length;
  return { sealedAt: seal.at, waitingFor, assessment: sealedShape(workspace, seal) };
}

/** Whom it is allocated to. Whoever may still mark it must not learn who else does. */
function allocationsIn(workspace: Workspace, view: SubmissionView): SubmissionDetail['allocations'] {
  const { nameOf } = workspace.store.authority();
  const person = workspace.person();
  const isToMark = mayAssess(workspace, view, workspace.me()).allowed;
  return view.allocations
    .filter((one) => one.person === person || !isToMark)
    .map((one) => ({
      record: one.record,
      person: { key: one.person, name: nameOf(one.person) },
      as: one.as,
      sealed: one.isSealed,
      due: one.due,
      isMine: one.person === person,
      criteria: one.criteria && [...one.criteria],
      stands: stageOf(view, one.person),
    }));
}

/** My saved draft; else what was returned to me, to go on from. */
function draftOf(workspace: Workspace, view: SubmissionView): NonNullable<SubmissionDetail['draft']> {
  const { submission } = view.received.body;
  const saved = workspace.store.drafts.get(submission, workspace.me());
  if (saved) return { draft: saved.draft, revision: saved.revision, savedAt: saved.savedAt };
  const returned = view.returned.find((one) => one.author === workspace.person());
  if (!returned) return { draft: EMPTY_DRAFT, revision: 0, savedAt: null };
  const { judgments, anchors, feedback, actions, pleaseCheck } = returned.body;
  return { draft: { judgments, anchors, feedback, actions, pleaseCheck }, revision: 0, savedAt: null };
}

function setAsideShape(workspace: Workspace, view: SubmissionView): SubmissionDetail['setAside'] {
  if (!view.setAside) return null;
  const { duplicateOf, by, at, reason } = view.setAside;
  const name = workspace.store.authority().nameOf(by);
  return { duplicateOf, by: name, at, reason, mayResume: mayResume(workspace, view) };
}

/** What a verifier said, to whom it was said and to whoever may read marks. */
function verifiedShape(workspace: Workspace, view: SubmissionView): SubmissionDetail['verified'] {
  const { lookedAt } = view;
  if (!lookedAt) return null;
  const isMine = lookedAt.assessors.includes(workspace.person());
  if (!isMine && !maySeeOthers(workspace, view, workspace.me())) return null;
  const { author, at, body } = lookedAt.fact;
  const by = workspace.store.authority().nameOf(author);
  return { by, at, as: body.as, isReturned: lookedAt.isReturned, isMine };
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
  const changing = changeUnderWay(workspace, view);
  const isWriting = may.allowed || changing !== null;
  const draft = draftOf(workspace, view);
  const mine = [...view.assessments, ...view.toCountersign].find((one) => one.author === person);
  const waiting = toCountersign(workspace, view);
  const scope = scopeOf(view.allocations, person);
  const others = [
    ...(maySeeOthers(workspace, view, me) ? view.assessments.filter((one) => one.author !== person) : []),
    ...waiting,
  ];
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
    draft: isWriting ? draft : null,
    scope: scope && [...scope],
    missing: isWriting ? [...missingForSubmit(inScope(unit, scope), draft.draft)] : [],
    mine: mine ? assessmentShape(workspace, mine) : null,
    others: others.map((one) => assessmentShape(workspace, one)),
    allocations: allocationsIn(workspace, view),
    sealed: mySealed(workspace, view),
    toCountersign: waiting.map((one) => one.id),
    isStale: view.isStale,
    verified: verifiedShape(workspace, view),
    setAside: setAsideShape(workspace, view),
    mayAssess: may,
    mayRecall: mayRecall(view, person),
    mayChange: mayChange(workspace, view),
    changing: changing && { reason: changing.reason },
    ...store.queue.neighbours(id),
  });
}
