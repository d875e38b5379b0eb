import type { PersonKey } from './ids.ts';
import { missingSeals } from './seals.ts';
import type { SubmissionView } from './submission-view.ts';

/** Where the work of somebody stands to whom a submission is allocated. */
export type AllocationStage = 'to_do' | 'sealed' | 'opened' | 'submitted';

type Marked = Pick<
  SubmissionView,
  'allocations' | 'assessments' | 'toCountersign' | 'askedForMore' | 'seals'
>;

export function stageOf(marked: Marked, person: PersonKey): AllocationStage {
  const { assessments, toCountersign, askedForMore, seals } = marked;
  if (askedForMore.has(person)) return 'to_do';
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

/**
 * What about a seal may wait for people. `to_open`: everybody has sealed who is to, and it is not opened. `late`: others
 * have sealed and wait for this one, which matters once it is due. `broken`: what was opened does not fit it.
 */
export type SealMatter = 'to_open' | 'late' | 'broken';

/** What is the matter with the seal that somebody was asked for, if anything is; nothing once it is settled. */
export function sealMatterOf(
  view: Marked & Pick<SubmissionView, 'outcome' | 'brokenSeals' | 'setAside'>,
  person: PersonKey,
): SealMatter | null {
  const { allocations, seals, outcome, brokenSeals, setAside } = view;
  const own = allocations.find((one) => one.person === person);
  if (!own?.isSealed || outcome?.record || setAside) return null;
  const stage = stageOf(view, person);
  if (stage === 'opened' || stage === 'submitted') return null;
  if (brokenSeals.has(person)) return 'broken';
  if (stage === 'sealed') return missingSeals(allocations, seals, person).length === 0 ? 'to_open' : null;
  const isWaitedFor = allocations.some((one) => one.isSealed && stageOf(view, one.person) === 'sealed');
  return own.due !== null && isWaitedFor ? 'late' : null;
}
