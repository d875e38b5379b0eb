import { AUTHOR_ROLES } from '../../src/domain/author-roles.ts';
import type { Role } from '../../src/domain/roles.ts';
import { useWorkspace } from './workspace.ts';

/** Whether somebody with one's roles may ever state this, in some unit: what they may not is not offered. */
export function useMay(type: keyof typeof AUTHOR_ROLES): boolean {
  const wanted: readonly Role[] = AUTHOR_ROLES[type];
  return useWorkspace(
    ({ info }) =>
      info !== null &&
      info !== undefined &&
      (!info.guarded || wanted.some((role) => info.me.roles.includes(role))),
  );
}
