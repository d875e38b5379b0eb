import type { PersonKey } from '../../domain/ids.ts';
import type { SubmissionView } from '../../domain/submission-view.ts';
import type { Workspace } from '../workspace.ts';

/**
 * How many criteria somebody has judged here without having submitted; 0 where they only looked. An allocation holds
 * from the first saved judgment on, not from when the work was opened.
 */
export function begunBy(workspace: Workspace, { received }: SubmissionView, person: PersonKey): number {
  const { store } = workspace;
  return Math.max(
    ...store
      .authority()
      .keysOf(person)
      .map(
        (key) =>
          store.drafts.get(received.body.submission, key)?.draft.judgments.filter(hasDecision).length ?? 0,
      ),
  );
}

const hasDecision = ({ decision }: { readonly decision: unknown }) => decision !== null;
