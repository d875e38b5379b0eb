import type { ToResolve } from '../api/shapes.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { countersignatures } from './to-resolve/countersignatures.ts';
import { damages } from './to-resolve/damages.ts';
import { forks } from './to-resolve/forks.ts';
import { gaps, newerRecords } from './to-resolve/incomplete.ts';
import { type Matter, unknownMatter } from './to-resolve/matter.ts';
import { repeatedAttempts } from './to-resolve/repeated-attempts.ts';
import { seals } from './to-resolve/seals.ts';
import { staleUnits } from './to-resolve/stale-units.ts';
import { unappointed } from './to-resolve/unappointed.ts';
import { wrongClocks } from './to-resolve/wrong-clocks.ts';
import type { Workspace } from './workspace.ts';

/** By the kind of their entries, most pressing first. An entry's id is its kind, a colon, and what it is about. */
const MATTERS: Readonly<Record<ToResolve['kind'], Matter>> = {
  damage: damages,
  fork: forks,
  not_counted: unappointed,
  gap: gaps,
  seal: seals,
  countersign: countersignatures,
  attempts: repeatedAttempts,
  stale: staleUnits,
  clock: wrongClocks,
  newer: newerRecords,
};

/** All that waits for somebody to decide, most pressing first. */
export function listToResolve(workspace: Workspace): ToResolve[] {
  return Object.values(MATTERS).flatMap((matter) => matter.list(workspace));
}

/** How many there are. */
export function countToResolve(workspace: Workspace): number {
  return Object.values(MATTERS).reduce((sum, matter) => sum + matter.count(workspace), 0);
}

/** Decides one. Fails with `resolve.unknown`, `resolve.choice_unknown`, `resolve.not_allowed` or as `state` does. */
export async function decideToResolve(
  workspace: Workspace,
  decision: {
    readonly command: string;
    readonly id: string;
    readonly choice: string;
    readonly reason: string;
  },
): Promise<Result<void>> {
  const { command, id, choice, reason } = decision;
  if (workspace.store.doneBefore(command)) return ok(undefined);
  const entry = listToResolve(workspace).find((one) => one.id === id);
  if (!entry) return unknownMatter();
  if (entry.notMine !== null) return refused('resolve.not_allowed', entry.notMine);
  const chosen = entry.choices.find((one) => one.id === choice);
  if (chosen?.reason === 'needed' && reason.trim() === '')
    return refused('resolve.reason_missing', 'Say why: others will read it.');
  return MATTERS[entry.kind].decide(workspace, {
    command,
    about: id.slice(id.indexOf(':') + 1),
    choice,
    reason,
  });
}
