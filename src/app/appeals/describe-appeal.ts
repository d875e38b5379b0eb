import type { Appeal, AppealDetail } from '../../api/shapes.ts';
import { stageOf } from '../../domain/allocation-stage.ts';
import { isAppealDecided } from '../../domain/appeals/appeal-state.ts';
import type { AppealFact } from '../../domain/appeals/appeal-view.ts';
import { isAppealFact } from '../../domain/appeals/appeal-view.ts';
import { remarkerProblem } from '../../domain/appeals/step-problems.ts';
import { inOrder } from '../../domain/facts.ts';
import type { PersonKey, RecordId } from '../../domain/ids.ts';
import type { Permission } from '../../domain/permission.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { READERS } from '../../domain/roles.ts';
import type { AppealRow } from '../../store/appeals.ts';
import { nowIn } from '../load-submission.ts';
import { outcomeShape } from '../moderate.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { compareRemarks } from './compare-remarks.ts';
import { marksFor } from './run-appeal.ts';
import { type AppealStep, appealStepRefusal, loadAppeal, type OpenedAppeal } from './take-appeal-step.ts';

/** Appeals in units whose marks whoever is at the desk may read; open ones first, by when they are due. */
export function listAppeals(workspace: Workspace): Appeal[] {
  const authority = workspace.store.authority();
  const now = nowIn(workspace);
  return workspace.store.appeals
    .list(workspace.person())
    .filter((row) => authority.holds(workspace.me(), READERS, row.unit, now).allowed)
    .map(rowShape);
}

/** Fails with `appeal.unknown`. */
export function appealRow(workspace: Workspace, id: RecordId): Result<Appeal> {
  const row = listAppeals(workspace).find(({ appeal }) => appeal === id);
  return row ? ok(row) : refused('appeal.unknown', 'This appeal is not in the workspace.');
}

function rowShape({ toRelease, ...row }: AppealRow): Appeal {
  return { ...row, next: nextOf({ ...row, toRelease }) };
}

function nextOf({ state, process, remarks, remarked, toRelease }: AppealRow): Appeal['next'] {
  if (state === 'closed') return toRelease ? 'release' : 'nothing';
  if (state === 'withdrawn') return 'nothing';
  if (isAppealDecided(state)) return 'close';
  if (state === 'lodged') return 'check';
  if (process === null) return 'choose';
  return remarked < remarks ? 'remark' : 'decide';
}

/** Everything a screen shows of an appeal. Fails as `loadAppeal` does. */
export function describeAppeal(workspace: Workspace, id: RecordId): Result<AppealDetail> {
  const opened = loadAppeal(workspace, id);
  if (!opened.ok) return opened;
  const row = appealRow(workspace, id);
  if (!row.ok) return row;
  const { appeal, unit } = opened.value;
  const { lodged, about, checked, process, decision, outcome, remarking } = appeal;
  const { nameOf, personOf } = workspace.store.authority();
  const said = (fact: AppealFact) => ({ by: nameOf(fact.author), at: fact.at });
  const release = workspace.store.records.fact(lodged.body.release);
  if (release?.type !== 'batch.exported') throw new Error('an appeal that counts names a release');
  return ok({
    appeal: row.value,
    unit,
    grounds: lodged.body.grounds,
    releasedAs: { label: release.body.label, version: release.body.version, at: release.at },
    outcome: outcomeShape(workspace, 'released', about),
    checked: checked && { ...said(checked), holds: checked.body.holds, note: checked.body.note },
    process: process && {
      ...said(process),
      process: process.body.process,
      reason: process.body.reason,
      due: process.body.due,
      remarkers: process.body.remarkers.map((key) => ({
        person: { key, name: nameOf(key) },
        stands: remarking ? stageOf(remarking, personOf(key)) : 'to_do',
      })),
    },
    comparisons: compareRemarks(workspace, opened.value, marksFor(workspace, opened.value)),
    decision: decision && {
      ...said(decision),
      result: decision.body.result,
      reason: decision.body.reason,
      outcome: outcome && outcomeShape(workspace, 'released', outcome),
    },
    chain: chainOf(workspace, opened.value),
    candidates: candidatesFor(workspace, opened.value),
    next: nextSteps(workspace, opened.value),
  });
}

function chainOf(workspace: Workspace, { appeal: { lodged } }: OpenedAppeal): AppealDetail['chain'] {
  const { nameOf } = workspace.store.authority();
  return workspace.store.records
    .factsAbout(`s:${lodged.body.submission}`)
    .filter((fact) => isAppealFact(fact))
    .filter((fact) => fact.id === lodged.id || ('appeal' in fact.body && fact.body.appeal === lodged.id))
    .filter((fact) => workspace.store.views.notCounted(fact.id) === null)
    .toSorted(inOrder)
    .flatMap((fact) => recordInWords(workspace, fact.id).map((one) => ({ ...one, by: nameOf(fact.author) })));
}

/** Whoever may be asked to mark it anew: neither had a part in it, nor deals with the appeal. */
function candidatesFor(
  workspace: Workspace,
  { view, unit, appeal }: OpenedAppeal,
): AppealDetail['candidates'] {
  const authority = workspace.store.authority();
  const { parts, checked } = appeal;
  const { learner } = view.received.body;
  const deals = new Set<PersonKey>([
    workspace.person(),
    ...(checked ? [authority.personOf(checked.author)] : []),
  ]);
  const isFree = (person: PersonKey) =>
    !deals.has(person) &&
    remarkerProblem({ authority, unit, learner, parts }, person, nowIn(workspace)) === null;
  return authority.people.filter(isFree).map((key) => ({ key, name: authority.nameOf(key) }));
}

function nextSteps(workspace: Workspace, opened: OpenedAppeal): AppealDetail['next'] {
  const { appeal, view } = opened;
  const about = { submission: view.received.body.submission, appeal: appeal.lodged.id };
  const may = (step: AppealStep): Permission => {
    const refusal = appealStepRefusal(workspace, step);
    return refusal.ok ? { allowed: true, reason: null } : { allowed: false, reason: refusal.error.message };
  };
  const { checked, process, decision } = appeal;
  const not = (reason: string): Permission => ({ allowed: false, reason });
  return {
    check: may({
      type: 'appeal.checked',
      body: { ...about, holds: { totals: true, evidence: true, rubric: true }, note: '' },
    }),
    choose: checked
      ? may({
          type: 'appeal.process_chosen',
          body: { ...about, check: checked.id, process: 'review', remarkers: [], due: null, reason: '-' },
        })
      : not('Make the clerical check first.'),
    decide: process
      ? may({
          type: 'appeal.decided',
          body: {
            ...about,
            process: process.id,
            marks: marksFor(workspace, opened),
            result: 'upheld',
            judgments: [],
            reason: '-',
          },
        })
      : not('Choose how it is dealt with first.'),
    withdraw: may({ type: 'appeal.withdrawn', body: { ...about, reason: '-' } }),
    close: decision
      ? may({ type: 'appeal.closed', body: { ...about, decision: decision.id } })
      : not('It has not been decided yet.'),
  };
}
