import type { Artifact } from '../api/shapes.ts';
import { isBlind } from '../domain/allocation-stage.ts';
import { type ShownIdentity, shownIdentity } from '../domain/anonymity.ts';
import { asSeenBy } from '../domain/appeals/as-seen-by.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import { judgedAlone } from '../domain/marks.ts';
import { ALLOWED, forbidden, type Permission } from '../domain/permission.ts';
import { type Assessed, mayJudge } from '../domain/permissions.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { READERS } from '../domain/roles.ts';
import type { Unit } from '../domain/rubric.ts';
import { approvalProblem } from '../domain/standardisation/marker-standing.ts';
import { knowsMarks, requiresApproval } from '../domain/standardisation/standards-view.ts';
import { scriptAsSeenBy } from '../domain/standardisation/view-script.ts';
import type { SubmissionDetails } from '../domain/submission-details.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { viewerKind } from '../evidence/viewer-kind.ts';
import { readStandards } from './standardisation/read-standards.ts';
import type { Workspace } from './workspace.ts';

/** A submission with its unit, loaded for a decision. */
export interface Opened {
  readonly view: SubmissionView;
  readonly unit: Unit;
  readonly details: SubmissionDetails | null;
}

export const nowIn = (workspace: Workspace) => new Date(workspace.now()).toISOString();

/**
 * As whoever is at the desk may know it, or another person: somebody who is to mark it anew for an appeal sees what they
 * would of any script. Fails with `submission.unknown`.
 */
export function loadSubmission(workspace: Workspace, id: SubmissionId, as?: PersonKey): Result<Opened> {
  const { store } = workspace;
  const known = store.views.submission(id);
  const view = known && seenBy(workspace, known, as ?? workspace.person());
  const row = view ? store.units.version(view.received.body.unitVersion) : null;
  if (!view || !row) return refused('submission.unknown', 'This submission is not in the workspace.');
  return ok({
    view,
    unit: row.unit,
    // Personal data is read by those who show it.
    get details() {
      return store.privates.details(view.received.body.details);
    },
  });
}

function seenBy(workspace: Workspace, view: SubmissionView, person: PersonKey): SubmissionView {
  if (view.appeals.length > 0) return asSeenBy(view, person);
  return view.standard && !readsStandard(workspace, view, person) ? scriptAsSeenBy(view, person) : view;
}

/** What decides who may settle it. */
export function assessedIn({ view, unit }: Pick<Opened, 'view' | 'unit'>): Assessed {
  const { received, assessments } = view;
  const { learner } = received.body;
  const alone = judgedAlone(unit, assessments, (author) => author);
  return { unit: unit.id, learner, assessors: assessments.map((one) => one.author), alone };
}

/** What may be shown of whose it is: the name, or a pseudonym while its unit is marked anonymously. */
export function identityOf({ view, unit, details }: Opened): ShownIdentity {
  return shownIdentity(view.received, details, unit, view.isAnonymous);
}

/** Whether this person may begin or go on assessing. */
export function mayAssess(workspace: Workspace, view: SubmissionView, key: PersonKey): Permission {
  return view.setAside
    ? forbidden('It is set aside as a duplicate of another submission, so nobody marks it.')
    : mayAssessOnce(workspace, view, key);
}

/** The same, were it not set aside: it may be taken up again, so nothing that would be hidden then is shown. */
function mayAssessOnce(workspace: Workspace, view: SubmissionView, key: PersonKey): Permission {
  const { unit, learner } = view.received.body;
  const authority = workspace.store.authority();
  const now = nowIn(workspace);
  const role = authority.holds(key, AUTHOR_ROLES['assessment.submitted'], unit, now);
  if (!role.allowed) return role;
  if (workspace.store.erasures.isErased(learner))
    return forbidden('What was kept about this learner was erased on request, so there is nothing to mark.');
  const judging = mayJudge(authority, key, learner, now);
  if (!judging.allowed) return judging;
  const person = authority.personOf(key);
  if (view.assessments.some((one) => one.author === person))
    return forbidden(
      view.askedForMore.has(person)
        ? 'You have submitted your assessment, and were asked for more criteria since. Change it to judge them too.'
        : 'You have submitted your assessment.',
    );
  if (view.toCountersign.some((one) => one.author === person))
    return forbidden('You have submitted your assessment. It waits for somebody to countersign it.');
  if (view.seals.of.has(person)) return forbidden('You have sealed your assessment.');
  if (view.standBehind.has(person))
    return forbidden('You stand behind another assessment of this submission.');
  if (view.outcome?.record) return forbidden('The outcome of this submission has been settled.');
  if (view.allocations.some((one) => one.person === person)) return ALLOWED;
  if (view.allocations.some((one) => one.isSealed))
    return forbidden('This submission is allocated to others, who seal what they decide.');
  // In the words of any other that nobody else is to mark: what markers are tested by must not be told from work.
  if (view.standard || view.marks.isDouble)
    return forbidden('Two assessors have marked this submission already.');
  const problem = approvalToMark(workspace, unit, person, now);
  return problem === null ? ALLOWED : forbidden(problem);
}

/** Why somebody may not mark work of a unit that nobody gave them, where its markers are to be approved; or null. */
function approvalToMark(workspace: Workspace, unit: UnitId, person: PersonKey, now: string): string | null {
  if (!workspace.store.standards.hasQualifying(unit)) return null;
  // They make the definitive marks, so nothing tests them.
  if (knowsMarks(workspace.store.authority(), person, unit, now)) return null;
  const standards = readStandards(workspace, unit);
  if (!standards || !requiresApproval(standards.view)) return null;
  const problem = approvalProblem(standards.standingOf(person), false, now);
  return problem === null ? null : `${workspace.store.authority().nameOf(person)} ${problem}.`;
}

/**
 * Whether others' assessments may be shown to this person: never to somebody who may still mark it, for
 * the second marker must not learn what the first one thinks.
 */
export function maySeeOthers(workspace: Workspace, view: SubmissionView, key: PersonKey): boolean {
  const person = workspace.store.authority().personOf(key);
  if (isBlind(view, person)) return false;
  // Whoever marks it must not learn how many others do.
  if (view.standard) return readsStandard(workspace, view, key);
  if (view.assessments.some((one) => one.author === person)) return true;
  if (mayAssessOnce(workspace, view, key).allowed) return false;
  const { unit } = view.received.body;
  return workspace.store.authority().holds(key, READERS, unit, nowIn(workspace)).allowed;
}

/** Whether somebody is told that a submission is no ordinary one: not who only marks. */
export function readsStandard(workspace: Workspace, view: SubmissionView, key: PersonKey): boolean {
  const { unit } = view.received.body;
  const authority = workspace.store.authority();
  return authority.holds(key, READERS, unit, nowIn(workspace)).allowed;
}

export function artifactShapes(opened: Opened): Artifact[] {
  const shown = identityOf(opened).artifacts;
  return opened.view.received.body.artifacts.flatMap((artifact, index) => {
    const { hash, sizeBytes, mediaType, claims, claimsUnit } = artifact;
    return (shown[index] ?? []).map(({ path, title, createdAt }) => ({
      hash,
      path,
      title,
      sizeBytes,
      mediaType,
      viewer: viewerKind(mediaType),
      createdAt,
      claims,
      claimsUnit,
    }));
  });
}
