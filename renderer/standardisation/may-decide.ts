import type { Output } from '../../src/api/contract.ts';
import { useMay } from '../state/may.ts';
import { useWorkspace } from '../state/workspace.ts';

export type StandardsOfUnit = Output<'standardisation.get'>;
export type StandardSet = StandardsOfUnit['sets'][number];

/** Whether whoever is at the desk makes sets and decides about markers; others who read the definitive marks only look. */
export function useMayDecide(): boolean {
  const may = useMay('standardisation.set_made');
  return useWorkspace(({ info }) => info?.me.canSign === true) && may;
}
