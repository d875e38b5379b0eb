import type { ComparedMark, Comparison, DisagreementRow, Outcome } from '../api/shapes.ts';
import { mayAdjudicate, mayRefer } from '../domain/adjudication.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import {
  type AssessmentId,
  type CriterionId,
  RecordId,
  type SubmissionId,
  type UnitId,
} from '../domain/ids.ts';
import type { AgreedJudgment } from '../domain/judgment.ts';
import type { Mark } from '../domain/marks.ts';
import type { OutcomeView } from '../domain/outcome-view.ts';
import { ALLOWED, forbidden, type Permission } from '../domain/permission.ts';
import { mayModerate } from '../domain/permissions.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { READERS } from '../domain/roles.ts';
import type { Unit } from '../domain/rubric.ts';
import { isDecided, type OutcomeState } from '../domain/states.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import type { ToleranceRule } from '../domain/tolerance.ts';
import { rubricProblem, sameDecision } from '../domain/verdict.ts';
import { hashOf } from '../ledger/content-ids.ts';
import { assessedIn, identityOf, loadSubmission, nowIn, type Opened } from './load-submission.ts';
import { assessmentShape } from './open-submission.ts';
import type { Workspace } from './workspace.ts';

const NOT_ALL_MARKED =
  'Not everybody it is allocated to has marked it yet, or nobody has judged some of its criteria. Wait for them, or allocate it anew.';

export function outcomeShape(workspace: Workspace, state: OutcomeState, outcome: OutcomeView): Outcome {
  const { by, agreement: _, ...rest } = outcome;
  return {
    ...rest,
    state,
    sources: [...outcome.sources],
    judgments: [...outcome.judgments],
    reasons: [...outcome.reasons],
    by: by ? { key: by, name: workspace.store.authority().nameOf(by) } : null,
  };
}

/** Two marks are shown to the two who gave them, and to those who check marks. */
function mayCompare(workspace: Workspace, view: SubmissionView): Permission {
  const me = workspace.me();
  if (view.assessments.some((one) => one.author === workspace.person())) return ALLOWED;
  const { unit } = view.received.body;
  return workspace.store.authority().holds(me, READERS, unit, nowIn(workspace));
}

export interface BoardWanted {
  /** All units where it is null. */
  readonly unit: UnitId | null;
  readonly include: 'open' | 'settled' | 'all';
  readonly offset: number;
  readonly limit: number;
}

/** Submissions that two people marked and that whoever is at the desk may compare, heaviest disagreement first. */
export function disagreements(
  workspace: Workspace,
  { unit, include, offset, limit }: BoardWanted,
): { total: number; rows: DisagreementRow[] } {
  const { store } = workspace;
  const authority = store.authority();
  const now = nowIn(workspace);
  const units = store.units.list().map(({ unit: { id } }) => id);
  const reads = units.filter((id) => authority.holds(workspace.me(), READERS, id, now).allowed);
  const question = {
    person: workspace.person(),
    reads: reads.length === units.length ? null : reads,
    include,
    unit,
  };
  const rows = store.disagreements.page(question, offset, limit).map(({ unit: _, ...row }) => ({
    ...row,
    a: row.a.map(authority.nameOf).join(', '),
    b: row.b.length > 0 ? row.b.map(authority.nameOf).join(', ') : null,
    outOfTolerance: [...row.outOfTolerance],
    reasons: [...row.reasons],
  }));
  return { total: store.disagreements.count(question), rows };
}

/** Two assessments side by side with the tolerance verdict. Fails with `moderation.one_mark` where there is only one. */
export function compareSubmission(workspace: Workspace, id: SubmissionId): Result<Comparison> {
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const { view, unit } = opened.value;
  if (view.setAside) return refused('moderation.set_aside', SET_ASIDE);
  if (!view.compared)
    return refused(
      'moderation.one_mark',
      view.state === 'partially_marked' ? NOT_ALL_MARKED : 'Two marks are needed to compare.',
    );
  const may = maySettle(workspace, opened.value);
  const reads = mayCompare(workspace, view);
  if (!reads.allowed) return refused('moderation.not_allowed', reads.reason ?? '');
  return ok({
    submission: id,
    unit,
    tolerance: workspace.store.units.tolerance(unit.id),
    a: markShape(workspace, view.marks.a),
    b: markShape(workspace, view.marks.b),
    criteria: view.compared.criteria.map((one) => ({ ...one, from: sourcesOn(view, one.criterion) })),
    overall: [...view.compared.overall],
    within: view.compared.within,
    outcome: view.outcome ? outcomeShape(workspace, view.state, view.outcome) : null,
    mayModerate: isSettledForGood(view) ? forbidden('The outcome has been confirmed.') : may,
    referred: view.referral && {
      by: workspace.store.authority().nameOf(view.referral.author),
      at: view.referral.at,
      note: view.referral.body.note,
    },
    mayRefer: mayReferNow(workspace, opened.value),
  });
}

const sourcesOn = ({ marks: { a, b } }: SubmissionView, criterion: CriterionId) => ({
  a: a.get(criterion)?.assessment.id ?? null,
  b: b.get(criterion)?.assessment.id ?? null,
});

function markShape(workspace: Workspace, mark: Mark): ComparedMark {
  const assessments = [...new Set([...mark.values()].map((one) => one.assessment))];
  const ids = assessments.map((one) => one.id);
  const [only] = ids;
  // What is about to be agreed is kept by these names, and is another matter once a part of the mark is replaced.
  const id = only !== undefined && ids.length === 1 ? only : RecordId.parse(hashOf([...ids].sort()));
  const judgments = [...mark.values()].map((one) => one.judgment);
  return { id, judgments, assessments: assessments.map((one) => assessmentShape(workspace, one)) };
}

const SET_ASIDE = 'It is set aside as a duplicate of another submission, so nothing is agreed about it.';

const isSettledForGood = (view: SubmissionView) => isDecided(view.state);

/** Whether they may settle what comes of it: an adjudicator, where it was sent to adjudication. */
function maySettle(workspace: Workspace, opened: Opened): Permission {
  const { view } = opened;
  const authority = workspace.store.authority();
  const [me, now] = [workspace.me(), nowIn(workspace)];
  return view.referral
    ? mayAdjudicate(authority, me, assessedIn(opened), view.referral.author, now)
    : mayModerate(authority, me, assessedIn(opened), now);
}

function mayReferNow(workspace: Workspace, opened: Opened): Permission {
  const { view } = opened;
  if (view.referral) return forbidden('It was sent to adjudication already.');
  if (view.setAside) return forbidden(SET_ASIDE);
  if (isSettledForGood(view)) return forbidden('The outcome has been confirmed.');
  if (view.state !== 'reconciling' && view.state !== 'agreed')
    return forbidden('Only what two people differ about is sent to adjudication.');
  return mayRefer(workspace.store.authority(), workspace.me(), assessedIn(opened), nowIn(workspace));
}

/**
 * Sends a disagreement to adjudication, saying why. Fails with `moderation.not_allowed` or `moderation.reason_missing`.
 */
export async function referToAdjudication(
  workspace: Workspace,
  command: string,
  id: SubmissionId,
  note: string,
): Promise<Result<Record<string, never>>> {
  if (workspace.store.doneBefore(command)) return ok({});
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const { view } = opened.value;
  const may = mayReferNow(workspace, opened.value);
  if (!may.allowed) return refused('moderation.not_allowed', may.reason ?? '');
  if (note.trim() === '')
    return refused(
      'moderation.reason_missing',
      'Say why it is sent to adjudication: whoever decides reads it.',
    );
  const sources = view.assessments.map((one) => one.id);
  const body = { submission: id, sources, note: note.trim() };
  const stated = await workspace.state([{ type: 'outcome.referred', body }], { command });
  return stated.ok ? ok({}) : stated;
}

/** Why these judgments cannot stand as the agreed outcome, or null. */
function agreementProblem(
  unit: Unit,
  view: SubmissionView,
  judgments: readonly AgreedJudgment[],
): string | null {
  const wrong = rubricProblem(unit, judgments);
  if (wrong) return wrong;
  for (const one of judgments) {
    const title = unit.criteria.find((criterion) => criterion.id === one.criterion)?.title;
    if (one.from === null) {
      if (one.rationale.trim() === '') return `“${title}” has a new value: say why.`;
      continue;
    }
    const source = view.assessments.find((assessment) => assessment.id === one.from);
    const taken = source?.body.judgments.find((judgment) => judgment.criterion === one.criterion);
    if (!taken || !sameDecision(taken.decision, one.decision)) {
      return `“${title}” says it was taken from an assessment that gave something else.`;
    }
  }
  return null;
}

/** Records what moderation settled on. Fails with `moderation.not_allowed` or `moderation.incomplete`. */
export async function agreeOutcome(
  workspace: Workspace,
  command: string,
  id: SubmissionId,
  judgments: readonly AgreedJudgment[],
  note: string,
  options: { readonly at?: number } = {},
): Promise<Result<Outcome>> {
  if (!workspace.store.doneBefore(command)) {
    const opened = loadSubmission(workspace, id);
    if (!opened.ok) return opened;
    const { view, unit } = opened.value;
    const may = maySettle(workspace, opened.value);
    if (!may.allowed) return refused('moderation.not_allowed', may.reason ?? '');
    if (isSettledForGood(view))
      return refused(
        'moderation.settled',
        'The outcome has been confirmed and can no longer be changed here.',
      );
    const sources: AssessmentId[] = view.assessments.map((one) => one.id);
    if (view.setAside) return refused('moderation.set_aside', SET_ASIDE);
    if (view.state === 'partially_marked') return refused('moderation.one_mark', NOT_ALL_MARKED);
    if (!view.marks.isDouble)
      return refused('moderation.one_mark', 'Two marks are needed before an outcome can be agreed.');
    const wrong = agreementProblem(unit, view, judgments);
    if (wrong) return refused('moderation.incomplete', wrong);
    const ordered = unit.criteria.flatMap((criterion) =>
      judgments.filter((judgment) => judgment.criterion === criterion.id),
    );
    const stated = await workspace.state(
      [
        {
          type: 'outcome.agreed',
          body: {
            submission: id,
            sources,
            judgments: ordered,
            note,
            adjudicated: view.referral !== null,
            ...(view.referral ? { referral: view.referral.id } : {}),
          },
        },
      ],
      { command, dropAgreement: { submission: id, person: workspace.me() }, ...options },
    );
    if (!stated.ok) return stated;
  }
  const after = loadSubmission(workspace, id);
  if (!after.ok) return after;
  const { view } = after.value;
  if (!view.outcome) throw new Error('an agreed outcome can be read back');
  return ok(outcomeShape(workspace, view.state, view.outcome));
}

export interface ToleranceChange {
  readonly submission: SubmissionId;
  readonly learner: string;
  readonly from: string;
  readonly to: string;
}

const inWords = (view: SubmissionView | null): string => {
  if (!view?.outcome) return view?.state === 'reconciling' ? 'to reconcile' : 'no outcome';
  return `${view.state === 'auto_agreed' ? 'agreed by itself' : view.state}: ${view.outcome.verdict === 'passed' ? 'passed' : 'not yet'}`;
};

const maySetTolerance = (workspace: Workspace, unit: UnitId): Permission =>
  workspace.store.authority().holds(workspace.me(), AUTHOR_ROLES['tolerance.set'], unit, nowIn(workspace));

/** Which outcomes a rule would change, told to those who may set it. Settled ones stay as they are. */
export function tryTolerance(
  workspace: Workspace,
  unit: UnitId,
  rule: ToleranceRule,
): Result<{ changes: ToleranceChange[] }> {
  const may = maySetTolerance(workspace, unit);
  return may.allowed
    ? ok({ changes: changesBy(workspace, unit, rule) })
    : refused('moderation.not_allowed', may.reason ?? '');
}

function changesBy(workspace: Workspace, unitId: UnitId, rule: ToleranceRule): ToleranceChange[] {
  const { store } = workspace;
  return store.queue.inStates(['reconciling', 'auto_agreed'], unitId).flatMap((id) => {
    const opened = loadSubmission(workspace, id);
    if (!opened.ok) return [];
    const [from, to] = [inWords(opened.value.view), inWords(store.views.submission(id, rule))];
    return from === to ? [] : [{ submission: id, learner: identityOf(opened.value).name, from, to }];
  });
}

/** Sets the rule for a unit, and says which outcomes it changed. */
export async function setTolerance(
  workspace: Workspace,
  command: string,
  unit: UnitId,
  rule: ToleranceRule,
): Promise<Result<{ changes: ToleranceChange[] }>> {
  if (!workspace.store.units.current(unit))
    return refused('unit.unknown', 'This unit is not in the workspace.');
  if (workspace.store.doneBefore(command)) return ok({ changes: [] });
  const may = maySetTolerance(workspace, unit);
  if (!may.allowed) return refused('moderation.not_allowed', may.reason ?? '');
  const changes = changesBy(workspace, unit, rule);
  const stated = await workspace.state([{ type: 'tolerance.set', body: { unit, rule } }], { command });
  return stated.ok ? ok({ changes }) : stated;
}
