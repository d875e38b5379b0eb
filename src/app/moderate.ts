import type { Comparison, DisagreementRow, Outcome } from '../api/shapes.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { AssessmentId, SubmissionId, UnitId } from '../domain/ids.ts';
import type { AgreedJudgment } from '../domain/judgment.ts';
import type { OutcomeView } from '../domain/outcome-view.ts';
import { ALLOWED, type Permission } from '../domain/permission.ts';
import { mayModerate } from '../domain/permissions.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Unit } from '../domain/rubric.ts';
import { isDecided, type OutcomeState } from '../domain/states.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import type { ToleranceRule } from '../domain/tolerance.ts';
import { rubricProblem, sameDecision } from '../domain/verdict.ts';
import { assessedIn, identityOf, loadSubmission, nowIn, READERS } from './load-submission.ts';
import { assessmentShape } from './open-submission.ts';
import type { Workspace } from './workspace.ts';

const OPEN: readonly OutcomeState[] = ['reconciling', 'adjudicating'];
const NOT_ALL_MARKED =
  'Not everybody it is allocated to has marked it yet. Wait for them, or withdraw the allocation.';
const SETTLED: readonly OutcomeState[] = [
  'auto_agreed',
  'agreed',
  'adjudicated',
  'confirmed',
  'released',
  'under_appeal',
];

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

/** Submissions that two people marked and that whoever is at the desk may compare, heaviest disagreement first. */
export function disagreements(
  workspace: Workspace,
  unit: UnitId | null,
  include: 'open' | 'settled' | 'all',
): DisagreementRow[] {
  const states = include === 'open' ? OPEN : include === 'settled' ? SETTLED : [...OPEN, ...SETTLED];
  const authority = workspace.store.authority();
  const me = workspace.me();
  const now = nowIn(workspace);
  const reads = new Map<UnitId, boolean>();
  const mayRead = (of: UnitId): boolean => {
    const may = reads.get(of) ?? authority.holds(me, READERS, of, now).allowed;
    reads.set(of, may);
    return may;
  };
  return workspace.store.disagreements(workspace.person(), states, unit).flatMap((one) => {
    const { unit: of, isMine, outOfTolerance, reasons, ...row } = one;
    if (!isMine && !mayRead(of)) return [];
    return [
      {
        ...row,
        a: row.a ? authority.nameOf(row.a) : '',
        b: row.b ? authority.nameOf(row.b) : null,
        outOfTolerance: [...outOfTolerance],
        reasons: [...reasons],
      },
    ];
  });
}

/** Two assessments side by side with the tolerance verdict. Fails with `moderation.one_mark` where there is only one. */
export function compareSubmission(workspace: Workspace, id: SubmissionId): Result<Comparison> {
  const opened = loadSubmission(workspace, id);
  if (!opened.ok) return opened;
  const { view, unit } = opened.value;
  if (view.setAside) return refused('moderation.set_aside', SET_ASIDE);
  const [a, b] = view.assessments;
  if (!a || !b || !view.compared)
    return refused(
      'moderation.one_mark',
      view.state === 'partially_marked' ? NOT_ALL_MARKED : 'Two assessments are needed to compare.',
    );
  const me = workspace.me();
  const may = mayModerate(workspace.store.authority(), me, assessedIn(view), nowIn(workspace));
  const reads = mayCompare(workspace, view);
  if (!reads.allowed) return refused('moderation.not_allowed', reads.reason ?? '');
  return ok({
    submission: id,
    unit,
    tolerance: workspace.store.units.tolerance(unit.id),
    a: assessmentShape(workspace, a),
    b: assessmentShape(workspace, b),
    criteria: [...view.compared.criteria],
    overall: [...view.compared.overall],
    within: view.compared.within,
    outcome: view.outcome ? outcomeShape(workspace, view.state, view.outcome) : null,
    mayModerate: isSettledForGood(view) ? { allowed: false, reason: 'The outcome has been confirmed.' } : may,
  });
}

const SET_ASIDE = 'It is set aside as a duplicate of another submission, so nothing is agreed about it.';

const isSettledForGood = (view: SubmissionView) => isDecided(view.state);

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
    const may = mayModerate(workspace.store.authority(), workspace.me(), assessedIn(view), nowIn(workspace));
    if (!may.allowed) return refused('moderation.not_allowed', may.reason ?? '');
    if (isSettledForGood(view))
      return refused(
        'moderation.settled',
        'The outcome has been confirmed and can no longer be changed here.',
      );
    const sources: AssessmentId[] = view.assessments.map((one) => one.id);
    if (view.setAside) return refused('moderation.set_aside', SET_ASIDE);
    if (view.state === 'partially_marked') return refused('moderation.one_mark', NOT_ALL_MARKED);
    if (sources.length < 2)
      return refused('moderation.one_mark', 'Two assessments are needed before an outcome can be agreed.');
    const wrong = agreementProblem(unit, view, judgments);
    if (wrong) return refused('moderation.incomplete', wrong);
    const ordered = unit.criteria.flatMap((criterion) =>
      judgments.filter((judgment) => judgment.criterion === criterion.id),
    );
    const stated = await workspace.state(
      [
        {
          type: 'outcome.agreed',
          body: { submission: id, sources, judgments: ordered, note, adjudicated: false },
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
