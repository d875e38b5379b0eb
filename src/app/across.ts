import type { AcrossFilter, AcrossRow, ReadyToSubmit } from '../api/shapes.ts';
import { missingForSubmit } from '../domain/draft-rules.ts';
import type { CriterionId, SubmissionId, UnitId } from '../domain/ids.ts';
import { type Draft, EMPTY_DRAFT } from '../domain/judgment.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Unit } from '../domain/rubric.ts';
import { inScope, scopeOf } from '../domain/scope.ts';
import type { AcrossEntry } from '../store/across.ts';
import { loadSubmission } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** So many of those that cannot be submitted yet are named; the others are counted. */
const NAMED_OTHERS = 200;

export interface AcrossQuestion {
  readonly unit: UnitId;
  readonly criterion: CriterionId;
  readonly filter: AcrossFilter;
  readonly offset: number;
  readonly limit: number;
}

/**
 * The submissions of a unit that whoever is at the desk marks or has marked, each with what they gave for one
 * criterion. Fails with `unit.unknown` or `criterion.unknown`.
 */
export function acrossCriterion(
  workspace: Workspace,
  { unit, criterion, filter, offset, limit }: AcrossQuestion,
): Result<{ all: number; judged: number; total: number; rows: AcrossRow[] }> {
  const row = workspace.store.units.current(unit);
  if (!row) return refused('unit.unknown', 'This unit is not in the workspace.');
  if (!row.unit.criteria.some(({ id }) => id === criterion))
    return refused('criterion.unknown', 'This unit has no such criterion any more. Choose another.');
  const me = workspace.me();
  const page = workspace.store.across.page({ me, unit, criterion }, filter, offset, limit);
  const { entries, ...counts } = page;
  return ok({ ...counts, rows: entries.map((entry) => rowOf(workspace, entry, criterion)) });
}

/** How far whoever is at the desk has come with each criterion of a unit. Fails with `unit.unknown`. */
export function acrossProgress(
  workspace: Workspace,
  id: UnitId,
): Result<{ unit: Unit; all: number; criteria: { criterion: CriterionId; all: number; judged: number }[] }> {
  const row = workspace.store.units.current(id);
  if (!row) return refused('unit.unknown', 'This unit is not in the workspace.');
  const { all, of } = workspace.store.across.progress(workspace.me(), id);
  return ok({
    unit: row.unit,
    all,
    criteria: row.unit.criteria.map((criterion) => ({
      criterion: criterion.id,
      ...of(criterion.id),
    })),
  });
}

function rowOf(workspace: Workspace, entry: AcrossEntry, criterion: CriterionId): AcrossRow {
  const { submission, learner, title, attempt, isAnonymous, assessment } = entry;
  const { store } = workspace;
  const saved = assessment === null ? store.drafts.get(submission, workspace.me()) : null;
  const fact = assessment === null ? null : store.records.fact(assessment);
  const judgments =
    fact?.type === 'assessment.submitted' ? fact.body.judgments : (saved?.draft.judgments ?? []);
  const judgment = judgments.find((one) => one.criterion === criterion);
  return {
    submission,
    learner,
    title,
    attempt,
    anonymous: isAnonymous === 1,
    mine: assessment !== null ? 'submitted' : saved ? 'in_progress' : 'not_started',
    decision: judgment?.decision ?? null,
    hasRationale: (judgment?.rationale ?? '').trim() !== '',
  };
}

/** What of my drafts of a unit can be submitted as it is, and what is missing in the others. */
export function readyToSubmit(workspace: Workspace, unit: UnitId): ReadyToSubmit {
  const { store } = workspace;
  const me = workspace.me();
  const { drafts, notBegun } = store.across.drafts(me, unit);
  const ready: ReadyToSubmit['ready'] = [];
  const others: ReadyToSubmit['others'] = [];
  let more = 0;
  const wanting = (submission: SubmissionId, missing: () => string[]) => {
    if (others.length === NAMED_OTHERS) more += 1;
    else others.push({ submission, learner: store.across.learnerOf(submission), missing: missing() });
  };
  for (const { submission, toDo } of drafts) {
    if (toDo > 0) {
      wanting(submission, () => missingIn(workspace, submission));
      continue;
    }
    // Nothing is left to judge, but a rationale may be, or the rubric or what was asked for changed since.
    const missing = missingIn(workspace, submission);
    const revision = store.drafts.get(submission, me)?.revision;
    if (missing.length === 0 && revision !== undefined)
      ready.push({ submission, revision, learner: store.across.learnerOf(submission) });
    else wanting(submission, () => missing);
  }
  return { ready, others, more, notBegun };
}

function missingIn(workspace: Workspace, submission: SubmissionId): string[] {
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return [opened.error.message];
  const draft: Draft = workspace.store.drafts.get(submission, workspace.me())?.draft ?? EMPTY_DRAFT;
  const { view, unit } = opened.value;
  const rubric = inScope(unit, scopeOf(view.allocations, workspace.person()));
  return missingForSubmit(rubric, draft).map((one) => one.message);
}
