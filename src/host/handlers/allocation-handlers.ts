import type { HandlersOf } from '../../api/handlers.ts';
import type { allocationMethods } from '../../api/methods/allocation.ts';
import { awaited } from './awaited.ts';

export function allocationHandlers(): HandlersOf<typeof allocationMethods> {
  return {
    'allocations.set': awaited,
    'allocations.withdraw': awaited,
    'seals.open': awaited,
    'assessments.countersign': awaited,
    'assessments.confirmUnchanged': awaited,
  };
}
