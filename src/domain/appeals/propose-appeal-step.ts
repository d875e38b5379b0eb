import type { Failure } from '../result.ts';
import type { SubmissionView } from '../submission-view.ts';
import { isAppealDecided } from './appeal-state.ts';
import type { AppealFact, AppealView } from './appeal-view.ts';

export type AppealStep = AppealFact['type'];

const CLOSED = 'It is closed. What is wrong with what came of it is a matter for another appeal.';

/** Why a step is not possible where the appeal stands, or null. */
function stateRefusal(step: AppealStep, { state, process }: AppealView): string | null {
  if (step === 'appeal.lodged') return 'An appeal of this outcome is under way.';
  if (state === 'closed') return CLOSED;
  if (state === 'withdrawn') return 'It was withdrawn.';
  const isDecided = isAppealDecided(state);
  switch (step) {
    case 'appeal.checked':
      if (isDecided) return 'It has been decided.';
      return process ? 'How it is dealt with has been chosen on the check there was.' : null;
    case 'appeal.process_chosen':
      if (isDecided) return 'It has been decided.';
      return state === 'lodged' ? 'Make the clerical check first.' : null;
    case 'appeal.decided':
      if (process) return null;
      return state === 'lodged' ? 'Make the clerical check first.' : 'Choose how it is dealt with first.';
    case 'appeal.withdrawn':
      return isDecided ? 'It has been decided, so it can only be closed.' : null;
    case 'appeal.closed':
      return isDecided ? null : 'It has not been decided yet.';
  }
}

/** What is known by now and speaks against a step: others may know less, so their records are not held to it. */
function objectionTo(step: AppealFact, appeal: AppealView): string | null {
  switch (step.type) {
    case 'appeal.process_chosen':
      return appeal.process !== null && step.body.reason.trim() === ''
        ? 'Say why it is dealt with otherwise.'
        : null;
    case 'appeal.decided':
      return step.body.process === appeal.process?.id ? null : MOVED_ON;
    case 'appeal.closed':
      return step.body.decision === appeal.decision?.id ? null : MOVED_ON;
    case 'appeal.withdrawn':
      return step.body.reason.trim() === '' ? 'Say why it is withdrawn.' : null;
    default:
      return null;
  }
}

const MOVED_ON = 'The appeal has moved on meanwhile. Look at it again.';

/**
 * Why a step cannot be recorded now, or null: where the appeal has not come to it, what is known speaks against it, or
 * the record would not count. `before` and `after` are the submission without and with it.
 */
export function appealRefusal(
  step: AppealFact,
  before: SubmissionView,
  after: SubmissionView | null,
): Failure | null {
  const appeal = appealFor(step, before);
  if (step.type === 'appeal.lodged') {
    if (appeal) return { code: 'appeal.wrong_state', message: stateRefusal(step.type, appeal) ?? '' };
    if (before.state !== 'released')
      return {
        code: 'appeal.not_released',
        message: 'It has not been released yet, so there is nothing to appeal. Change it in moderation.',
      };
  } else {
    if (!appeal) return { code: 'appeal.unknown', message: 'This appeal is not in the workspace.' };
    const wrong = stateRefusal(step.type, appeal);
    if (wrong !== null) return { code: 'appeal.wrong_state', message: wrong };
    const objection = objectionTo(step, appeal);
    if (objection !== null) return { code: 'appeal.not_yet', message: objection };
  }
  const reason = after?.notCounted.get(step.id);
  return reason === undefined ? null : { code: 'appeal.not_allowed', message: reason };
}

function appealFor(step: AppealFact, { appeals, outcome, state }: SubmissionView): AppealView | undefined {
  if (step.type !== 'appeal.lodged') return appeals.find(({ lodged }) => lodged.id === step.body.appeal);
  return state === 'under_appeal'
    ? appeals.find(({ lodged }) => lodged.body.outcome === outcome?.record)
    : undefined;
}
