import type { BatchDetail, BatchMemberRow, ModeratedBatch } from '../../api/shapes.ts';
import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import type { Branch, FindingFact, VerifiedFact } from '../../domain/batches/batch-branch.ts';
import type { BatchMember } from '../../domain/batches/batch-facts.ts';
import { mayConfirmBatch, mayDecide, mayLookAt } from '../../domain/batches/batch-permissions.ts';
import type { BatchVersion } from '../../domain/batches/batch-view.ts';
import { lastSaid } from '../../domain/batches/last-said.ts';
import { stateRefusal } from '../../domain/batches/propose-step.ts';
import type { PersonKey, RecordId, UnitId } from '../../domain/ids.ts';
import { forbidden, type Permission } from '../../domain/permission.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { READERS } from '../../domain/roles.ts';
import type { ModeratedBatchRow } from '../../store/moderated-batches.ts';
import { nowIn } from '../load-submission.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { confirmationStep } from './confirm-batch.ts';
import { coverageShape, whyInWords } from './describe-sample.ts';
import { loadBatch, type OpenedBatch, stepRefusal } from './take-step.ts';

/** Batches of units whose marks whoever is at the desk may read, newest first. */
export function listModeratedBatches(workspace: Workspace, unit: UnitId | null): ModeratedBatch[] {
  const authority = workspace.store.authority();
  const now = nowIn(workspace);
  return workspace.store.batches
    .list(unit)
    .filter((row) => authority.holds(workspace.me(), READERS, row.unit, now).allowed)
    .map((row) => rowShape(workspace, row));
}

/** A batch as it stands. Fails with `batch.unknown`. */
export function moderatedBatch(workspace: Workspace, id: RecordId): Result<ModeratedBatch> {
  const row = listModeratedBatches(workspace, null).find((one) => one.batch === id);
  return row ? ok(row) : refused('batch.unknown', 'This batch is not in the workspace.');
}

function rowShape({ store }: Workspace, row: ModeratedBatchRow): ModeratedBatch {
  const unit = store.units.current(row.unit)?.unit;
  const { by, ...rest } = row;
  return {
    ...rest,
    unitCode: unit?.code ?? '',
    unitTitle: unit?.title ?? '',
    by: store.authority().nameOf(by),
  };
}

const said = ({ store }: Workspace, { author, at }: { author: PersonKey; at: string }) => ({
  by: store.authority().nameOf(author),
  at,
});

/** Everything a screen shows of a batch. Fails as `loadBatch` does. */
export function describeBatch(workspace: Workspace, id: RecordId): Result<BatchDetail> {
  const opened = loadBatch(workspace, id);
  if (!opened.ok) return opened;
  const batch = moderatedBatch(workspace, id);
  if (!batch.ok) return batch;
  const { view, current, unit } = opened.value;
  const { branch, decision } = current;
  const population = branch?.draws[0]?.body.population ?? [];
  return ok({
    batch: batch.value,
    versions: view.versions.map((version) => versionShape(workspace, version)),
    members: branch ? membersShape(workspace, opened.value, branch) : [],
    draws: (branch?.draws ?? []).map((draw) => ({
      record: draw.id,
      ...said(workspace, draw),
      seed: draw.body.seed,
      rule: draw.body.rule,
      drawn: draw.body.drawn.length,
      reason: draw.body.reason,
    })),
    coverage: branch ? coverageShape(workspace, unit, population, new Set<string>(branch.sample.keys())) : [],
    decision: decision
      ? {
          record: decision.id,
          ...said(workspace, decision),
          decision: decision.body.decision,
          reason: decision.body.reason,
        }
      : null,
    unseen: current.unseen.flatMap((record) => recordInWords(workspace, record)),
    next: nextSteps(workspace, opened.value),
  });
}

function versionShape(workspace: Workspace, version: BatchVersion): BatchDetail['versions'][number] {
  const { confirmation } = version;
  return {
    version: version.version,
    state: version.state,
    reopenedBecause: version.reopened.map(({ body }) => body.reason),
    confirmed: confirmation ? said(workspace, confirmation) : null,
    exportedAs: version.exported.map(({ body }) => `${body.label}, version ${body.version}`),
  };
}

/** Whoever is at the desk, now. */
const judging = (workspace: Workspace, { unit }: OpenedBatch) => ({
  authority: workspace.store.authority(),
  unit: unit.id,
  key: workspace.me(),
  at: nowIn(workspace),
});

function membersShape(workspace: Workspace, opened: OpenedBatch, branch: Branch): BatchMemberRow[] {
  const last = lastSaid(branch);
  const type = opened.view.mode === 'moderation' ? 'batch.finding' : 'batch.item_verified';
  const wrong = stateRefusal(type, opened.current.state);
  const who = judging(workspace, opened);
  const mayLook = (member: BatchMember): Permission => {
    if (wrong !== null) return forbidden(wrong);
    return branch.sample.has(member.submission)
      ? mayLookAt(who, member, type)
      : forbidden('It was not drawn.');
  };
  const { nameOf } = workspace.store.authority();
  const rows = workspace.store.batches.membersOf(opened.view.opened.id);
  return [...branch.members.values()].map((member) => {
    const { submission, assessors } = member;
    const row = rows.get(submission);
    return {
      submission,
      learner: row?.learner ?? 'an unknown submission',
      assessors: assessors.map((one) => nameOf(one)),
      verdict: row?.verdict ?? null,
      why: whyInWords(workspace, opened.unit, branch.sample.get(submission) ?? []),
      looked: lookedShape(workspace, last.get(submission)),
      mayLook: mayLook(member),
    };
  });
}

function lookedShape(
  workspace: Workspace,
  fact: FindingFact | VerifiedFact | undefined,
): BatchMemberRow['looked'] {
  if (!fact) return null;
  const by = said(workspace, fact);
  if (fact.type === 'batch.finding') {
    const { finding, decisions, note } = fact.body;
    return { kind: 'finding', ...by, finding, decisions, note };
  }
  return { kind: 'verified', ...by, as: fact.body.as, hasComeBack: hasComeBack(workspace, fact) };
}

/** Whether what was returned rests on another assessment by now. */
function hasComeBack(workspace: Workspace, { body }: VerifiedFact): boolean {
  if (body.as.kind !== 'return') return false;
  const now = workspace.store.views.submission(body.submission)?.outcome?.sources ?? [];
  return body.sources.join() !== now.join();
}

function nextSteps(workspace: Workspace, opened: OpenedBatch): BatchDetail['next'] {
  const who = judging(workspace, opened);
  const members = opened.current.branch?.closing.body.members ?? [];
  const { state } = opened.current;
  const role = (type: 'batch.marking_closed' | 'batch.sample_drawn' | 'batch.reopened') =>
    who.authority.holds(who.key, AUTHOR_ROLES[type], who.unit, who.at);
  const at = (type: Parameters<typeof stateRefusal>[0], may: Permission): Permission => {
    const wrong = stateRefusal(type, state);
    return wrong === null ? may : forbidden(wrong);
  };
  return {
    close: at('batch.marking_closed', role('batch.marking_closed')),
    draw: at('batch.sample_drawn', role('batch.sample_drawn')),
    decide:
      opened.view.mode === 'moderation'
        ? at('batch.decided', mayDecide(who, members))
        : forbidden('This batch is verified item by item, so there is nothing to decide about the whole.'),
    confirm: mayConfirmNow(workspace, opened, at('batch.confirmed', mayConfirmBatch(who, members))),
    reopen: at('batch.reopened', role('batch.reopened')),
  };
}

/** Where the role and the state allow it, something in the sample may still speak against it. */
function mayConfirmNow(workspace: Workspace, opened: OpenedBatch, may: Permission): Permission {
  const { branch } = opened.current;
  if (!may.allowed || !branch) return may;
  const refusal = stepRefusal(workspace, confirmationStep(opened, branch));
  return refusal.ok ? may : forbidden(refusal.error.message);
}
