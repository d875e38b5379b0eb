import type { Fact } from '../facts.ts';
import { RecordId } from '../ids.ts';
import { assertNever, type Failure } from '../result.ts';
import type { BatchContext, BatchFact, Branch } from './batch-branch.ts';
import type { BatchState } from './batch-state.ts';
import { type BatchVersion, viewBatch } from './batch-view.ts';
import { lastSaid } from './last-said.ts';

/** A step about to be recorded, by whom and when. */
export type ProposedStep = Exclude<BatchFact, { readonly type: 'batch.opened' }>;

/** The id of a step that is not recorded yet. */
export const NO_RECORD = RecordId.parse('f'.repeat(64));

const AFTER: Readonly<Record<BatchState, string>> = {
  open: 'Marking is still open. Close it first.',
  marking_closed: 'No sample has been drawn yet. Draw one first.',
  sample_drawn: 'Nobody has looked at the sample yet.',
  moderating: 'It is being moderated.',
  confirmed: 'It is confirmed. Open it again as a new version to change anything.',
  exported: 'It is confirmed and exported. Open it again as a new version to change anything.',
};

const POSSIBLE: Readonly<Record<ProposedStep['type'], readonly BatchState[]>> = {
  'batch.marking_closed': ['open'],
  'batch.sample_drawn': ['marking_closed', 'sample_drawn', 'moderating'],
  'batch.finding': ['sample_drawn', 'moderating'],
  'batch.item_verified': ['sample_drawn', 'moderating'],
  'batch.decided': ['moderating'],
  'batch.confirmed': ['moderating'],
  'batch.reopened': ['moderating', 'confirmed', 'exported'],
};

/** Why a step is not possible where the batch stands, or null. */
export function stateRefusal(step: ProposedStep['type'], state: BatchState): string | null {
  if (POSSIBLE[step].includes(state)) return null;
  const isSettled = state === 'confirmed' || state === 'exported';
  if (step === 'batch.marking_closed' && !isSettled) return 'Marking has been closed already.';
  if (step === 'batch.reopened')
    return 'It is open still: it was neither confirmed nor is it to be marked again.';
  return AFTER[state];
}

/**
 * Why a step cannot be recorded now, or null. It may be recorded exactly where the batch has come to it, everything
 * that is known speaks for it, and the record would count.
 */
export function refusalOf(
  proposed: ProposedStep,
  facts: readonly Fact[],
  context: BatchContext,
): Failure | null {
  const { batch, version } = proposed.body;
  const view = viewBatch(batch, facts, context);
  if (!view) return { code: 'batch.unknown', message: 'This batch is not in the workspace.' };
  const { current } = view;
  const isNext =
    proposed.type === 'batch.reopened' ? version === current.version + 1 : version === current.version;
  if (!isNext)
    return {
      code: 'batch.other_version',
      message: `The batch is at version ${current.version} by now. Look at it again.`,
    };
  const wrong = stateRefusal(proposed.type, current.state);
  if (wrong !== null) return { code: 'batch.wrong_state', message: wrong };
  const objection = objectionTo(proposed, current);
  if (objection !== null) return { code: 'batch.not_yet', message: objection };
  const after = viewBatch(batch, [...facts, proposed], context);
  const reason = after?.notCounted.get(proposed.id);
  return reason === undefined ? null : { code: 'batch.not_allowed', message: reason };
}

const NAMES_ANOTHER = 'The batch has moved on meanwhile. Look at it again.';

/** What is known by now and speaks against a step: others may know less, so their records are not held to it. */
function objectionTo(proposed: ProposedStep, { branch, decision }: BatchVersion): string | null {
  if (!branch || proposed.type === 'batch.marking_closed') return null;
  if (proposed.type === 'batch.reopened') return reopeningProblem(proposed, branch);
  if (proposed.body.closing !== branch.closing.id) return NAMES_ANOTHER;
  switch (proposed.type) {
    case 'batch.sample_drawn':
      if (branch.draws.length === 0) return null;
      if (proposed.body.reason.trim() === '') return 'Say why the sample is extended.';
      return proposed.body.drawn.every((one) => branch.sample.has(one))
        ? 'That draws nothing that has not been drawn already.'
        : null;
    case 'batch.finding':
    case 'batch.item_verified':
      return null;
    case 'batch.decided': {
      if (proposed.body.reason.trim() === '') return 'Say why.';
      if (decision?.body.decision.kind === 'remark')
        return 'It was decided to mark everything again. Open it again first.';
      return leftToLookAt(branch, proposed.body.draws);
    }
    case 'batch.confirmed': {
      const { rests } = proposed.body;
      const last = lastSaid(branch);
      if (rests.mode === 'verification') {
        const returned = [...last.values()].filter(
          (fact) => fact.type === 'batch.item_verified' && fact.body.as.kind === 'return',
        ).length;
        if (returned > 0) return `${countOf(returned)} was returned and has not been verified since.`;
        return leftToLookAt(branch, rests.draws);
      }
      if (!decision) return 'Nothing has been decided about the batch yet.';
      if (rests.decision !== decision.id) return NAMES_ANOTHER;
      return leftToLookAt(branch, decision.body.draws) === null
        ? null
        : 'The sample was extended since that was decided. Decide again.';
    }
    default:
      return assertNever(proposed);
  }
}

const countOf = (count: number) => (count === 1 ? 'One submission' : `Of the sample, ${count}`);

function leftToLookAt({ draws, sample, ...said }: Branch, named: readonly RecordId[]): string | null {
  if (draws.some(({ id }) => !named.includes(id))) return NAMES_ANOTHER;
  const looked = lastSaid(said);
  const left = [...sample.keys()].filter((submission) => !looked.has(submission)).length;
  return left === 0 ? null : `${left} of the sample ${left === 1 ? 'has' : 'have'} not been looked at yet.`;
}

function reopeningProblem(
  { body: { of, reason } }: Extract<ProposedStep, { type: 'batch.reopened' }>,
  branch: Branch,
): string | null {
  if (reason.trim() === '') return 'Say why it is opened again.';
  const isEnd = [...branch.confirmations, ...branch.decisions].some(({ id }) => id === of);
  return isEnd ? null : 'It is being moderated: there is nothing to open again yet.';
}
