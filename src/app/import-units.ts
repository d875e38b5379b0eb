import type { CallContext } from '../api/handlers.ts';
import type { ImportOutcome } from '../api/shapes.ts';
import { inspectBundle } from '../bundle/inspect-bundle.ts';
import { AUTHOR_ROLES } from '../domain/author-roles.ts';
import type { UnitId } from '../domain/ids.ts';
import { wellFormed } from '../domain/well-formed.ts';
import { unitVersionIdOf } from '../ledger/content-ids.ts';
import { problem, refusedImport } from './import-outcome.ts';
import { nowIn } from './load-submission.ts';
import { readUnits } from './read-units.ts';
import type { Workspace } from './workspace.ts';

/** Whether whoever is at the desk may publish a version of this unit. */
export function mayPublish(workspace: Workspace, unit: UnitId): boolean {
  const authority = workspace.store.authority();
  return authority.holds(workspace.me(), AUTHOR_ROLES['unit.published'], unit, nowIn(workspace)).allowed;
}

/** Units from a CASE package or a unit file; those that are there already change nothing. */
export async function importUnits(
  workspace: Workspace,
  path: string,
  call: CallContext,
): Promise<ImportOutcome> {
  const read = await readUnits(path, call.signal);
  if (!read.ok) {
    // Not a unit: it may be evidence handed in as a single file, which inspection explains.
    const { problems } = await inspectBundle(path, { signal: call.signal });
    return refusedImport(
      path,
      problems.length > 0 ? problems : [problem(read.error.code, read.error.message)],
    );
  }
  const { warnings } = read.value;
  const units = wellFormed(read.value.units);
  const fresh = units.filter((unit) => !workspace.store.units.version(unitVersionIdOf(unit)));
  if (fresh.some((unit) => !mayPublish(workspace, unit.id)))
    return refusedImport(path, [problem('import.not_allowed', 'Only a provider publishes units.')]);
  if (fresh.length === 0) return { path, status: 'already_there', submissions: [], problems: warnings };
  const stated = await workspace.state(fresh.map((unit) => ({ type: 'unit.published', body: { unit } })));
  return stated.ok
    ? { path, status: 'units_only', submissions: [], problems: warnings }
    : refusedImport(path, [problem(stated.error.code, stated.error.message)]);
}
