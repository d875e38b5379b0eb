import type { WorkspaceInfo } from '../state/workspace.ts';
import type { Route } from './route.ts';

/** Whether the room is of use to somebody with these roles; a lone person uses them all, whoever waits for theirs none. */
export function mayEnter(
  { me, guarded }: Pick<WorkspaceInfo, 'me' | 'guarded'>,
  room: Route['room'],
): boolean {
  const isReserved = room === 'moderate' || room === 'results';
  const isAlone = !guarded && me.isAppointed;
  return !isReserved || isAlone || me.roles.some((role) => role !== 'assessor');
}
