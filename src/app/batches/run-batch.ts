import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import { adjustmentProblem } from '../../domain/batches/adjust.ts';
import type { Branch } from '../../domain/batches/batch-branch.ts';
import type { BatchDecision, BatchMode, Finding, VerifiedAs } from '../../domain/batches/batch-facts.ts';
import type { AssessmentId, CriterionId, RecordId, SubmissionId, UnitId } from '../../domain/ids.ts';
import type { Decision } from '../../domain/judgment.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { Unit } from '../../domain/rubric.ts';
import { drawSample } from '../../domain/sampling/draw-sample.ts';
import type { SamplingRule } from '../../domain/sampling/sampling-rule.ts';
import { decisionProblem } from '../../domain/verdict.ts';
import { sha256Of } from '../../ledger/content-ids.ts';
import { nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { membersFrom, populationOf } from './batch-population.ts';
import { closedIn, loadBatch, placeOf, type Step, takeStep } from './take-step.ts';

/** Opens a batch of a unit. Fails with `batch.not_allowed` or `unit.unknown`. */
export async function openBatch(
  workspace: Workspace,
  command: string,
  wanted: { readonly label: string; readonly unit: UnitId; readonly mode: BatchMode },
): Promise<Result<RecordId>> {
  const { store } = workspace;
  const done = store.doneBefore(command);
  if (done) return ok(done);
  if (!store.units.current(wanted.unit)) return refused('unit.unknown', 'This unit is not in the workspace.');
  const may = store
    .authority()
    .holds(workspace.me(), AUTHOR_ROLES['batch.opened'], wanted.unit, nowIn(workspace));
  if (!may.allowed) return refused('batch.not_allowed', may.reason ?? '');
  const stated = await workspace.state([{ type: 'batch.opened', body: wanted }], { command });
  if (!stated.ok) return stated;
  const [id] = stated.value.ids;
  if (!id) throw new Error('what was stated has a record');
  return ok(id);
}

/**
 * Closes marking: from then on the batch is just these submissions. Without any named it takes what was in the version
 * before, or every submission of the unit that has an outcome and is in no batch yet.
 */
export async function closeMarking(
  workspace: Workspace,
  command: string,
  batch: RecordId,
  submissions: readonly SubmissionId[] | null,
): Promise<Result<RecordId>> {
  const { store } = workspace;
  const done = store.doneBefore(command);
  if (done) return ok(done);
  const opened = loadBatch(workspace, batch);
  if (!opened.ok) return opened;
  const { view, current, unit } = opened.value;
  const before = view.versions.at(-2)?.branch;
  const taken = store.batches.takenIn(unit.id);
  const elsewhere = submissions?.find((one) => store.batches.of(one).some((other) => other.batch !== batch));
  if (elsewhere !== undefined) {
    const [other] = store.batches.of(elsewhere);
    return refused('batch.member_elsewhere', `A submission is in “${other?.label}” already. Leave it out.`, {
      at: elsewhere,
    });
  }
  const settled = () =>
    store.queue
      .inStates(['provisional', 'auto_agreed', 'agreed', 'adjudicated'], unit.id)
      .filter((one) => !taken.has(one));
  const members = membersFrom(
    workspace,
    unit.id,
    submissions ?? (before ? [...before.members.keys()] : settled()),
  );
  if (!members.ok) return members;
  const body = { batch, version: current.version, members: members.value };
  return takeStep(workspace, command, { type: 'batch.marking_closed', body });
}

/**
 * Draws a sample, or extends the one there is, which needs a reason. Without a seed it is drawn from the id of the
 * record that closed the marking, which nobody chose.
 */
export async function drawBatchSample(
  workspace: Workspace,
  command: string,
  batch: RecordId,
  wanted: { readonly rule: SamplingRule; readonly seed: string | null; readonly reason: string },
): Promise<Result<RecordId>> {
  const { rule, reason } = wanted;
  return closedStep(workspace, command, batch, ({ place, unit, branch }) => {
    const seed = wanted.seed ?? branch.closing.id;
    // A sample is extended within the population it was drawn from.
    const population =
      branch.draws[0]?.body.population ?? populationOf(workspace, unit.id, [...branch.members.values()]);
    const drawn = drawSample({ population, rule, seed }, sha256Of);
    if (!drawn.ok) return drawn;
    if (drawn.value.length === 0)
      return refused('sample.nothing_drawn', 'The rule draws nothing here. Add a strategy that does.');
    const ids = drawn.value.map(({ id }) => id as SubmissionId);
    const body = { ...place, seed, rule, population: [...population], drawn: ids, reason };
    return ok({ type: 'batch.sample_drawn', body });
  });
}

/** Says what a moderator thinks of one mark of the sample: of what stands now, which is named. */
export async function recordFinding(
  workspace: Workspace,
  command: string,
  batch: RecordId,
  found: {
    readonly submission: SubmissionId;
    readonly finding: Finding;
    readonly decisions: readonly { criterion: CriterionId; decision: Decision }[];
    readonly note: string;
  },
): Promise<Result<RecordId>> {
  const { submission, finding, decisions, note } = found;
  return closedStep(workspace, command, batch, ({ place, unit }) => {
    if (finding !== 'upheld' && note.trim() === '' && decisions.length === 0)
      return refused('batch.finding_unexplained', 'Say what the mark should have been, or why.');
    for (const { criterion: id, decision } of decisions) {
      const criterion = unit.criteria.find((one) => one.id === id);
      const problem = criterion ? decisionProblem(criterion, decision) : 'The unit has no such criterion.';
      if (problem !== null) return refused('batch.finding_unfit', problem, { at: id });
    }
    const sources = sourcesNow(workspace, unit.id, submission);
    if (!sources.ok) return sources;
    const said = { submission, sources: sources.value, finding, decisions: [...decisions], note };
    return ok({ type: 'batch.finding', body: { ...place, ...said } });
  });
}

/** Verifies one item, or returns it. It is what stands now that is verified, and named. */
export async function verifyItem(
  workspace: Workspace,
  command: string,
  batch: RecordId,
  submission: SubmissionId,
  as: VerifiedAs,
): Promise<Result<RecordId>> {
  return closedStep(workspace, command, batch, ({ place, unit }) => {
    if (as.kind === 'return' && as.due <= nowIn(workspace))
      return refused('batch.due_past', 'The date it is to be back by has passed. Give a later one.');
    const sources = sourcesNow(workspace, unit.id, submission);
    if (!sources.ok) return sources;
    return ok({
      type: 'batch.item_verified',
      body: { ...place, submission, sources: sources.value, as },
    });
  });
}

/** Decides what the findings do to the whole batch. To mark all of it again needs it opened again afterwards. */
export async function decideBatch(
  workspace: Workspace,
  command: string,
  batch: RecordId,
  decision: BatchDecision,
  reason: string,
): Promise<Result<RecordId>> {
  return closedStep(workspace, command, batch, ({ place, unit, branch }) => {
    const problem = decision.kind === 'adjust' ? adjustmentProblem(unit, decision.adjustments) : null;
    if (problem !== null) return refused('batch.adjustment_unfit', problem);
    const draws = branch.draws.map(({ id }) => id);
    const findings = branch.findings.map(({ id }) => id);
    return ok({ type: 'batch.decided', body: { ...place, draws, findings, decision, reason } });
  });
}

/** Opens the next version of a batch that was confirmed, or that is to be marked again. */
export async function reopenBatch(
  workspace: Workspace,
  command: string,
  batch: RecordId,
  reason: string,
): Promise<Result<RecordId>> {
  const done = workspace.store.doneBefore(command);
  if (done) return ok(done);
  const opened = loadBatch(workspace, batch);
  if (!opened.ok) return opened;
  const { confirmation, decision, version } = opened.value.current;
  const of = confirmation ?? decision;
  if (!of)
    return refused(
      'batch.wrong_state',
      'It is neither confirmed nor to be marked again, so it is open still.',
    );
  const body = { batch, version: version + 1, of: of.id, reason };
  return takeStep(workspace, command, { type: 'batch.reopened', body });
}

interface Closed {
  readonly place: ReturnType<typeof placeOf>;
  readonly unit: Unit;
  readonly branch: Branch;
}

/** Takes a step after the closing of marking, once; `stepOf` says which, or why there is none. */
async function closedStep(
  workspace: Workspace,
  command: string,
  batch: RecordId,
  stepOf: (closed: Closed) => Result<Step>,
): Promise<Result<RecordId>> {
  const done = workspace.store.doneBefore(command);
  if (done) return ok(done);
  const opened = loadBatch(workspace, batch);
  if (!opened.ok) return opened;
  const branch = closedIn(opened.value);
  if (!branch.ok) return branch;
  const place = placeOf(opened.value, branch.value);
  const step = stepOf({ place, unit: opened.value.unit, branch: branch.value });
  return step.ok ? takeStep(workspace, command, step.value) : step;
}

/** The assessments that the outcome of one item rests on now. */
function sourcesNow(workspace: Workspace, unit: UnitId, submission: SubmissionId): Result<AssessmentId[]> {
  const now = membersFrom(workspace, unit, [submission]);
  return now.ok ? ok(now.value[0]?.sources ?? []) : now;
}
