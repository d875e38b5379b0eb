import type { Assessment, MissingForSubmit } from '../api/shapes.ts';
import { completedJudgments, missingForSubmit, progressOf } from '../domain/draft-rules.ts';
import type { CriterionId, RecordId, SubmissionId } from '../domain/ids.ts';
import type { Draft } from '../domain/judgment.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Unit } from '../domain/rubric.ts';
import { inScope, isInScope, type Scope, scopeOf } from '../domain/scope.ts';
import type { SealedContent } from '../domain/seals.ts';
import { mayRecall } from '../domain/submission-view.ts';
import { sameDecision } from '../domain/verdict.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import { carriedProblem, mayConfirmFrom } from './carried-judgments.ts';
import { changeUnderWay, mayWrite } from './change-assessment.ts';
import { loadSubmission, mayAssess, nowIn } from './load-submission.ts';
import { openSealed } from './open-seals.ts';
import { assessmentShape, sealedShape } from './open-submission.ts';
import { stateSeal } from './seal.ts';
import type { Workspace } from './workspace.ts';

export interface DraftSaved {
  readonly revision: number;
  readonly savedAt: string;
  readonly missing: MissingForSubmit[];
}

/**
 * Saves a draft, on disk when it resolves. `revision` is the one the caller last saw;
 * a newer one made in another window is never overwritten (`draft.newer_elsewhere`). Nothing new is decided on criteria that are not theirs to judge (`draft.out_of_scope`).
 */
export function saveDraft(
  workspace: Workspace,
  id: SubmissionId,
  draft: Draft,
  revision: number,
): Result<DraftSaved> {
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const { view, unit } = opened.value;
  const me = workspace.me();
  const may = mayWrite(workspace, view, mayAssess(workspace, view, me));
  if (!may.allowed) return refused('assessment.not_allowed', may.reason ?? '');
  const seen = new Set(view.received.body.artifacts.map((artifact) => artifact.hash));
  const stray = draft.anchors.find((anchor) => !seen.has(anchor.artifact));
  if (stray)
    return refused(
      'draft.anchor_elsewhere',
      'An anchor points at an artifact that is not in this submission.',
      { at: stray.id },
    );
  const before = workspace.store.drafts.get(id, me);
  const scope = scopeOf(view.allocations, workspace.person());
  const rubric = inScope(unit, scope);
  const beyond = judgedBeyond(scope, draft, before?.draft);
  if (beyond !== null) return refused('draft.out_of_scope', NOT_YOURS(unit, beyond), { at: beyond });
  const current = before?.revision ?? 0;
  if (current !== revision) {
    return refused(
      'draft.newer_elsewhere',
      'This draft was changed in another window. Load that version, or keep this one as the newest.',
      { at: String(current) },
    );
  }
  const savedAt = nowIn(workspace);
  try {
    workspace.store.drafts.put(
      id,
      me,
      { draft, revision: revision + 1, savedAt, supersedes: before?.supersedes },
      progressOf(rubric, draft.judgments),
    );
  } catch (error) {
    return refusedByDatabase(error);
  }
  return ok({ revision: revision + 1, savedAt, missing: [...missingForSubmit(rubric, draft)] });
}

const NOT_YOURS = (unit: Unit, id: CriterionId) =>
  `“${unit.criteria.find((one) => one.id === id)?.title ?? id}” is not yours to judge: you were asked for other criteria.`;

/** A criterion out of scope on which the draft decides what it did not before: what was begun once is kept. */
function judgedBeyond(scope: Scope, draft: Draft, before: Draft | undefined): CriterionId | null {
  const decisionIn = (one: Draft | undefined, id: CriterionId) =>
    one?.judgments.find(({ criterion }) => criterion === id)?.decision ?? null;
  const beyond = draft.judgments.find(({ criterion, decision }) => {
    if (decision === null || isInScope(scope, criterion)) return false;
    const known = decisionIn(before, criterion);
    return known === null || !sameDecision(known, decision);
  });
  return beyond?.criterion ?? null;
}

/** Of what a draft says beside its judgments, what belongs to those that are submitted. */
function withinScope(
  scope: Scope,
  { judgments, anchors, actions }: Draft,
): Pick<Draft, 'anchors' | 'actions'> {
  if (scope === null) return { anchors, actions };
  const isWithin = ({ criterion }: { readonly criterion: CriterionId }) => isInScope(scope, criterion);
  const used = new Set(judgments.filter(isWithin).flatMap((one) => one.anchors));
  return { anchors: anchors.filter(({ id }) => used.has(id)), actions: actions.filter(isWithin) };
}

export function discardDraft(workspace: Workspace, id: SubmissionId): Result<Record<string, never>> {
  try {
    workspace.store.drafts.drop(id, workspace.me());
    return ok({});
  } catch (error) {
    return refusedByDatabase(error);
  }
}

/**
 * Turns the saved draft into a signed assessment, or into a seal where it is allocated to be sealed, in one transaction
 * with its removal. A change to what was submitted before takes its place and says why.
 * Fails with `assessment.incomplete` (causes say what is missing), `assessment.not_allowed`, `draft.newer_elsewhere`.
 */
export async function submitAssessment(
  workspace: Workspace,
  command: string,
  id: SubmissionId,
  revision: number,
  options: { readonly at?: number } = {},
): Promise<Result<Assessment>> {
  const done = workspace.store.doneBefore(command);
  if (done) return ok(submittedShape(workspace, done));
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const { view, unit } = opened.value;
  const me = workspace.me();
  const supersedes = changeUnderWay(workspace, view);
  const may = mayWrite(workspace, view, mayAssess(workspace, view, me));
  if (!may.allowed) return refused('assessment.not_allowed', may.reason ?? '');
  const saved = workspace.store.drafts.get(id, me);
  if (!saved) return refused('draft.missing', 'There is no draft to submit. Judge the criteria first.');
  if (saved.revision !== revision) {
    return refused(
      'draft.newer_elsewhere',
      'This draft was changed in another window. Look at the newest version before you submit.',
      { at: String(saved.revision) },
    );
  }
  const scope = scopeOf(view.allocations, workspace.person());
  const rubric = inScope(unit, scope);
  const missing = missingForSubmit(rubric, saved.draft);
  if (missing.length > 0) {
    return refused(
      'assessment.incomplete',
      missing.length === 1
        ? (missing[0]?.message ?? '')
        : `${missing.length} things are missing before this can be submitted.`,
      {
        causes: missing.map((one) => ({
          code: `assessment.${one.code}`,
          message: one.message,
          ...(one.criterion ? { at: one.criterion } : {}),
        })),
      },
    );
  }
  const judgments = completedJudgments(rubric, saved.draft);
  const notCarried = judgments.flatMap((judgment) => {
    const { carriedFrom } = judgment;
    const message =
      carriedFrom === undefined || mayConfirmFrom(workspace, carriedFrom)
        ? carriedProblem(workspace, opened.value, judgment)
        : 'It was taken from an assessment that you may not see.';
    return message === null ? [] : [{ code: 'assessment.carried_falsely', message, at: judgment.criterion }];
  });
  if (notCarried.length > 0) {
    return refused(
      'assessment.carried_falsely',
      'What was taken over from the earlier attempt does not hold any more. Judge these criteria anew.',
      { causes: notCarried },
    );
  }
  const { unitVersion, artifacts } = view.received.body;
  const { anchors, actions } = withinScope(scope, saved.draft);
  const { feedback, pleaseCheck } = saved.draft;
  const body: SealedContent = {
    submission: id,
    unitVersion,
    evidence: artifacts.map((artifact) => artifact.hash),
    judgments: [...judgments],
    anchors,
    feedback,
    actions,
    pleaseCheck,
    ...(supersedes ? { supersedes } : {}),
  };
  const more = { command, dropDraft: { submission: id, person: me, revision }, ...options };
  // What was opened is changed openly.
  const isSealed =
    !supersedes && view.allocations.some((one) => one.person === workspace.person() && one.isSealed);
  const stated = isSealed
    ? await stateSeal(workspace, body, more)
    : await workspace.state([{ type: 'assessment.submitted', body }], more);
  if (!stated.ok) return stated;
  // Whoever seals last keeps nobody waiting.
  if (isSealed) await openSealed(workspace, options);
  const [record] = stated.value.ids;
  return ok(submittedShape(workspace, record));
}

/** What a command submitted or sealed: opened by now where nobody had to be waited for. */
function submittedShape(workspace: Workspace, record: RecordId | undefined): Assessment {
  const fact = record ? workspace.store.records.fact(record) : null;
  if (fact?.type === 'assessment.submitted') return assessmentShape(workspace, fact);
  if (fact?.type !== 'assessment.sealed') throw new Error('a stored assessment can be read back');
  const sealed = sealedShape(workspace, fact);
  if (sealed) return sealed;
  const opened = workspace.store.records
    .factsAbout(`s:${fact.body.submission}`)
    .findLast((one) => one.type === 'assessment.submitted' && one.body.seal?.record === fact.id);
  if (opened?.type !== 'assessment.submitted') throw new Error('what was sealed is kept until it is opened');
  return assessmentShape(workspace, opened);
}

/** Takes a submitted assessment back into a draft, while nobody else can have seen it. */
export async function recallAssessment(
  workspace: Workspace,
  command: string,
  id: SubmissionId,
): Promise<Result<Record<string, never>>> {
  if (workspace.store.doneBefore(command)) return ok({});
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const { view, unit } = opened.value;
  const me = workspace.me();
  const may = mayRecall(view, workspace.person());
  const mine = [...view.assessments, ...view.toCountersign].find((one) => one.author === workspace.person());
  if (!may.allowed || !mine) return refused('assessment.not_recallable', may.reason ?? '');
  const { judgments, anchors, feedback, actions, pleaseCheck } = mine.body;
  const stated = await workspace.state(
    [{ type: 'assessment.recalled', body: { submission: id, assessment: mine.id } }],
    {
      command,
      keepDraft: {
        submission: id,
        person: me,
        saved: {
          draft: { judgments, anchors, feedback, actions, pleaseCheck },
          revision: 1,
          savedAt: nowIn(workspace),
        },
        progress: progressOf(inScope(unit, scopeOf(view.allocations, workspace.person())), judgments),
      },
    },
  );
  return stated.ok ? ok({}) : stated;
}
