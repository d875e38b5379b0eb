import type { Output } from '../../src/api/contract.ts';
import { useWorkspace } from '../state/workspace.ts';

export type StandardsOfUnit = Output<'standardisation.get'>;
export type StandardSet = StandardsOfUnit['sets'][number];

/** Whether whoever is at the desk makes sets and decides about markers; others who read the definitive marks only look. */
export function useMayDecide(): boolean {
  return useWorkspace(
    ({ info }) =>
      info?.me.canSign === true &&
      (!info.guarded || info.me.roles.some((role) => role === 'provider' || role === 'moderator')),
  );
}
