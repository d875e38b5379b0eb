import type { BatchContext, Branch } from '../../domain/batches/batch-branch.ts';
import { type BatchVersion, type BatchView, viewBatch } from '../../domain/batches/batch-view.ts';
import { NO_RECORD, type ProposedStep, refusalOf } from '../../domain/batches/propose-step.ts';
import type { FactOf } from '../../domain/facts.ts';
import type { RecordId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { READERS } from '../../domain/roles.ts';
import type { Unit } from '../../domain/rubric.ts';
import { sha256Of } from '../../ledger/content-ids.ts';
import { nowIn } from '../load-submission.ts';
import type { StatedFact } from '../state-facts.ts';
import type { StateOptions, Workspace } from '../workspace.ts';

export const batchContext = ({ store }: Workspace): BatchContext => ({
  authority: store.authority(),
  sha256: sha256Of,
});

export interface OpenedBatch {
  readonly view: BatchView;
  readonly current: BatchVersion;
  readonly unit: Unit;
}

/** Fails with `batch.unknown`, or `batch.not_allowed` for whoever may not read the marks of others. */
export function loadBatch(workspace: Workspace, id: RecordId): Result<OpenedBatch> {
  const { store } = workspace;
  const view = viewBatch(id, store.records.factsAbout(`b:${id}`), batchContext(workspace));
  const unit = view ? store.units.current(view.opened.body.unit)?.unit : undefined;
  if (!view || !unit) return refused('batch.unknown', 'This batch is not in the workspace.');
  const may = store.authority().holds(workspace.me(), READERS, unit.id, nowIn(workspace));
  if (!may.allowed) return refused('batch.not_allowed', may.reason ?? '');
  return ok({ view, current: view.current, unit });
}

/** The closing that stands. Fails with `batch.wrong_state` while marking is open. */
export function closedIn({ current: { branch } }: OpenedBatch): Result<Branch> {
  return branch ? ok(branch) : refused('batch.wrong_state', 'Marking is still open. Close it first.');
}

/** What every step after the closing names. */
export const placeOf = ({ view, current }: OpenedBatch, branch: Branch) => ({
  batch: view.opened.id,
  version: current.version,
  closing: branch.closing.id,
});

export type Step = {
  readonly [T in ProposedStep['type']]: Pick<FactOf<T>, 'type' | 'body'>;
}[ProposedStep['type']];

/** Whether whoever is at the desk could take this step now. */
export function stepRefusal(workspace: Workspace, step: Step): Result<void> {
  const proposed = {
    ...step,
    id: NO_RECORD,
    author: workspace.me(),
    seq: Number.MAX_SAFE_INTEGER,
    at: nowIn(workspace),
  } as ProposedStep;
  const facts = workspace.store.records.factsAbout(`b:${step.body.batch}`);
  const refusal = refusalOf(proposed, facts, batchContext(workspace));
  return refusal ? { ok: false, error: refusal } : ok(undefined);
}

/** Records a step, with what belongs to it in the same transaction, if it may be taken; gives its record. */
export async function takeStep(
  workspace: Workspace,
  command: string,
  step: Step,
  options: StateOptions & { readonly with?: readonly StatedFact[] } = {},
): Promise<Result<RecordId>> {
  const refusal = stepRefusal(workspace, step);
  if (!refusal.ok) return refusal;
  const { with: more = [], ...rest } = options;
  const stated = await workspace.state([step, ...more], { ...rest, command });
  if (!stated.ok) return stated;
  const [id] = stated.value.ids;
  if (!id) throw new Error('what was stated has a record');
  return ok(id);
}
