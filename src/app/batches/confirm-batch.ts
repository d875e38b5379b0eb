import { adjustJudgments } from '../../domain/batches/adjust.ts';
import type { Branch, FindingFact, VerifiedFact } from '../../domain/batches/batch-branch.ts';
import type { BatchMember } from '../../domain/batches/batch-facts.ts';
import { lastSaid } from '../../domain/batches/last-said.ts';
import type { RecordId } from '../../domain/ids.ts';
import { type Failure, ok, type Result, refused } from '../../domain/result.ts';
import { decideVerdict } from '../../domain/verdict.ts';
import { type Confirmation, confirmationOf, unprovenRecord } from '../confirmation-of.ts';
import { identityOf, loadSubmission } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import {
  closedIn,
  loadBatch,
  type OpenedBatch,
  placeOf,
  type Step,
  stepRefusal,
  takeStep,
} from './take-step.ts';

/**
 * Confirms a batch and the outcomes of everything in it, in one transaction. Fails with `batch.…` where it has not come
 * to that, and with `batch.member_unfit`, naming each, where a member cannot be confirmed.
 */
export async function confirmBatch(
  workspace: Workspace,
  command: string,
  batch: RecordId,
): Promise<Result<RecordId>> {
  const done = workspace.store.doneBefore(command);
  if (done) return ok(done);
  const opened = loadBatch(workspace, batch);
  if (!opened.ok) return opened;
  const branch = closedIn(opened.value);
  if (!branch.ok) return branch;
  const step = confirmationStep(opened.value, branch.value);
  const refusal = stepRefusal(workspace, step);
  if (!refusal.ok) return refusal;
  const last = lastSaid(branch.value);
  const causes: Failure[] = [];
  const confirmations = [...branch.value.members.values()].flatMap((member) => {
    const said = last.get(member.submission);
    const confirmation = confirmationIn(workspace, opened.value, member, said);
    if (confirmation.ok) return [confirmation.value];
    causes.push(confirmation.error);
    return [];
  });
  return causes.length > 0
    ? refused(
        'batch.member_unfit',
        `${causes.length} of the batch cannot be confirmed, so nothing was. Settle them first.`,
        { causes },
      )
    : takeStep(workspace, command, step, { with: confirmations });
}

/** The step that would confirm a batch as it stands. */
export const confirmationStep = (opened: OpenedBatch, branch: Branch): Step => ({
  type: 'batch.confirmed',
  body: { ...placeOf(opened, branch), rests: restsOf(opened, branch) },
});

/** What the confirmation names as its grounds. */
function restsOf({ view, current }: OpenedBatch, branch: Branch) {
  if (view.mode === 'moderation')
    return { mode: 'moderation' as const, decision: current.decision?.id ?? branch.closing.id };
  const verified = [...lastSaid(branch).values()].map(({ id }) => id);
  return { mode: 'verification' as const, draws: branch.draws.map(({ id }) => id), verified };
}

function confirmationIn(
  workspace: Workspace,
  { current }: OpenedBatch,
  { submission, sources }: BatchMember,
  said: FindingFact | VerifiedFact | undefined,
): Result<Confirmation> {
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened;
  const at = identityOf(opened.value).name;
  if (opened.value.view.setAside)
    return refused(
      'batch.member_set_aside',
      'It was set aside as a duplicate since marking was closed. Take it up again first.',
      { at },
    );
  const unproven = unprovenRecord(workspace, submission);
  if (unproven) return refused('result.unproven', unproven, { at });
  const confirmation = confirmationOf(workspace, opened.value);
  if (!confirmation.ok) return refused(confirmation.error.code, confirmation.error.message, { at });
  const { body } = confirmation.value;
  const known = said?.body.sources ?? sources;
  if (known.join() !== body.sources.join())
    return refused(
      'batch.member_changed',
      said
        ? 'It was assessed anew since it was looked at. Look at it again.'
        : 'It was assessed anew since marking was closed. Pick it for the sample, and look at it.',
      { at },
    );
  const { decision } = current;
  if (decision?.body.decision.kind !== 'adjust') return confirmation;
  const judgments = adjustJudgments(
    opened.value.unit,
    body.judgments,
    decision.body.decision.adjustments,
    decision.body.reason,
  );
  const decided = decideVerdict(
    opened.value.unit,
    new Map(judgments.map((judgment) => [judgment.criterion, judgment.decision])),
  );
  const { verdict, total } = decided;
  return ok({
    ...confirmation.value,
    body: { ...body, how: 'agreed', agreement: decision.id, judgments, verdict, total },
  });
}
