import { randomUUID } from 'node:crypto';
import type { HandlersOf } from '../../api/handlers.ts';
import type { allocationMethods } from '../../api/methods/allocation.ts';
import { allocate, withdrawAllocation } from '../../app/allocate.ts';
import { readAllocationTable, writeAllocationTable } from '../../app/allocating/allocation-table.ts';
import { applyAllocations } from '../../app/allocating/apply-allocations.ts';
import { proposedShape, tableShape, workloadsOfAll } from '../../app/allocating/describe-allocations.ts';
import { proposeSpread } from '../../app/allocating/propose-spread.ts';
import { confirmUnchanged } from '../../app/confirm-unchanged.ts';
import { countersign } from '../../app/countersign.ts';
import { openSealed } from '../../app/open-seals.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function allocationHandlers({
  inside,
  command,
  pathOf,
}: Around): HandlersOf<typeof allocationMethods> {
  return {
    'allocations.set': (input) => command((workspace) => allocate(workspace, input.command, input)),
    'allocations.withdraw': (input) =>
      command((workspace) =>
        withdrawAllocation(workspace, input.command, { ...input, evenBegun: input.evenBegun ?? false }),
      ),
    'allocations.workload': ({ unit }) =>
      inside(async (workspace) => ok(workloadsOfAll(workspace, unit ?? null))),
    'allocations.propose': (input) =>
      inside(async (workspace) => {
        const proposed = await proposeSpread(workspace, { ...input, seed: input.seed ?? randomUUID() });
        return proposed.ok ? ok(proposedShape(workspace, proposed.value)) : proposed;
      }),
    'allocations.readTable': async ({ file }) => {
      const path = await pathOf(file);
      if (!path.ok) return path;
      return inside(async (workspace) => {
        const read = await readAllocationTable(workspace, path.value);
        return read.ok ? ok(tableShape(workspace, read.value)) : read;
      });
    },
    'allocations.saveTable': async ({ submissions, into }) => {
      const path = await pathOf(into, 'write');
      if (!path.ok) return path;
      return inside((workspace) => writeAllocationTable(workspace, submissions, path.value));
    },
    'allocations.apply': (input) => command((workspace) => applyAllocations(workspace, input.command, input)),
    // Nothing is opened twice, so the command need not be remembered.
    'seals.open': () => command(async (workspace) => ok(await openSealed(workspace))),
    'assessments.countersign': (input) =>
      command((workspace) => countersign(workspace, input.command, input)),
    'assessments.confirmUnchanged': (input) =>
      command((workspace) => confirmUnchanged(workspace, input.command, input.submissions)),
  };
}
