import { AUTHOR_ROLES } from '../../domain/author-roles.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { Workload } from '../../store/workloads.ts';
import { nowIn } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';

/**
 * What everybody has to mark, for whoever allocates; anybody else learns their own. Somebody to whom nothing is
 * allocated is not among them.
 */
export function workloads(workspace: Workspace, unit: UnitId | null): readonly Workload[] {
  const { store } = workspace;
  const now = nowIn(workspace);
  const roles = AUTHOR_ROLES['submission.allocated'];
  const maySee = store.authority().holds(workspace.me(), roles, unit, now).allowed;
  return store.workloads.of(unit, now).filter((one) => maySee || one.person === workspace.person());
}
