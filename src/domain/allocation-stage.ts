import type { PersonKey } from './ids.ts';
import type { SubmissionView } from './submission-view.ts';

/** Where the work of somebody stands to whom a submission is allocated. */
export type AllocationStage = 'to_do' | 'sealed' | 'opened' | 'submitted';

type Marked = Pick<SubmissionView, 'allocations' | 'assessments' | 'toCountersign' | 'seals'>;

export function stageOf({ assessments, toCountersign, seals }: Marked, person: PersonKey): AllocationStage {
  const isSealed = seals.standing.has(person);
  const hasMarked = [...assessments, ...toCountersign].some((one) => one.author === person);
  if (hasMarked) return isSealed ? 'opened' : 'submitted';
  return isSealed ? 'sealed' : 'to_do';
}

/**
 * Whether somebody it is allocated to is still to decide, or what they decided is still sealed: until it is not, they are shown nothing of
 * what others think of the submission, whatever else they are. Once it is settled nobody marks it any more.
 */
export function isBlind(view: Marked & Pick<SubmissionView, 'outcome'>, person: PersonKey): boolean {
  if (view.outcome?.record || !view.allocations.some((one) => one.person === person)) return false;
  const stage = stageOf(view, person);
  return stage === 'to_do' || stage === 'sealed';
}
