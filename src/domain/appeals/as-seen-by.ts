import type { PersonKey } from '../ids.ts';
import type { SubmissionView } from '../submission-view.ts';
import { isAppealOpen } from './appeal-state.ts';
import type { AppealView } from './appeal-view.ts';

/** The open appeal for which somebody is to mark the submission anew; null where they are not. */
export function remarkedBy(view: SubmissionView, person: PersonKey): AppealView | null {
  return (
    view.appeals.find(
      ({ state, remarking }) =>
        isAppealOpen(state) && remarking?.allocations.some((one) => one.person === person),
    ) ?? null
  );
}

/**
 * The submission as somebody may know it: who is to mark it anew sees it as though nobody had marked it, until the appeal
 * is closed, just as their own copy shows it that holds nothing else.
 */
export function asSeenBy(view: SubmissionView, person: PersonKey): SubmissionView {
  return remarkedBy(view, person)?.remarking ?? view;
}
