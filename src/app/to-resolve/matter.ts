import type { ToResolve } from '../../api/shapes.ts';
import { type Result, refused } from '../../domain/result.ts';
import type { Workspace } from '../workspace.ts';

export interface ResolveDecision {
  readonly command: string;
  /** What the id says after the kind. */
  readonly about: string;
  readonly choice: string;
  readonly reason: string;
}

/** One sort of thing that only people can resolve. */
export interface Matter {
  /** How many there are: asked after each change, so without looking through the ledger. */
  count(workspace: Workspace): number;
  list(workspace: Workspace): ToResolve[];
  decide(workspace: Workspace, decision: ResolveDecision): Promise<Result<void>>;
}

export const unknownMatter = (): Result<never> =>
  refused('resolve.unknown', 'This waits for nobody any more. Look at the list again.');

export const unknownChoice = (): Result<never> =>
  refused('resolve.choice_unknown', 'There is no such choice here. Look at the list again.');

const SEEN = 'seen';

/** The choice where there is nothing to record: somebody has seen it. */
export const seenChoice = (about: string): ToResolve['choices'][number] => ({
  id: SEEN,
  label: 'Leave it as it is',
  about: `${about} It leaves this list, on this machine only.`,
  reason: 'none',
  leaves: 'note',
});

/** Takes it from the list of this machine. */
export async function leaveAsItIs(
  workspace: Workspace,
  kind: ToResolve['kind'],
  { about, choice }: ResolveDecision,
): Promise<Result<void>> {
  if (choice !== SEEN) return unknownChoice();
  workspace.store.unresolved.putAside(`${kind}:${about}`, new Date(workspace.now()).toISOString());
  return { ok: true, value: undefined };
}
