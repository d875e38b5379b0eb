import type { HandlersOf } from '../../api/handlers.ts';
import type { allocationMethods } from '../../api/methods/allocation.ts';
import { allocate, withdrawAllocation } from '../../app/allocate.ts';
import { confirmUnchanged } from '../../app/confirm-unchanged.ts';
import { countersign } from '../../app/countersign.ts';
import { openSealed } from '../../app/open-seals.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function allocationHandlers({ command }: Around): HandlersOf<typeof allocationMethods> {
  return {
    'allocations.set': (input) => command((workspace) => allocate(workspace, input.command, input)),
    'allocations.withdraw': (input) =>
      command((workspace) => withdrawAllocation(workspace, input.command, input.allocation, input.reason)),
    // Nothing is opened twice, so the command need not be remembered.
    'seals.open': () => command(async (workspace) => ok(await openSealed(workspace))),
    'assessments.countersign': (input) =>
      command((workspace) => countersign(workspace, input.command, input)),
    'assessments.confirmUnchanged': (input) =>
      command((workspace) => confirmUnchanged(workspace, input.command, input.submissions)),
  };
}
