import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { UnitId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/**
 * Has a unit's submissions marked without knowing whose they are, or not any more. From then on nothing that the
 * host says names their learners, to anybody, until an outcome is confirmed. Fails with `unit.unknown`, `unit.not_allowed`.
 */
export async function setAnonymity(
  workspace: Workspace,
  command: string,
  unit: UnitId,
  anonymous: boolean,
): Promise<Result<Record<string, never>>> {
  const { store } = workspace;
  if (!store.units.current(unit)) return refused('unit.unknown', 'This unit is not in the workspace.');
  if (store.doneBefore(command)) return ok({});
  const may = store.authority().holds(workspace.me(), AUTHOR_ROLES['anonymity.set'], unit, nowIn(workspace));
  if (!may.allowed) return refused('unit.not_allowed', may.reason ?? '');
  if (store.units.isAnonymous(unit) === anonymous) return ok({});
  const stated = await workspace.state([{ type: 'anonymity.set', body: { unit, anonymous } }], { command });
  return stated.ok ? ok({}) : stated;
}
