import type { HandlersOf } from '../../api/handlers.ts';
import type { resolveMethods } from '../../api/methods/resolve.ts';
import { decideToResolve, listToResolve } from '../../app/to-resolve.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function resolveHandlers({ inside, command }: Around): HandlersOf<typeof resolveMethods> {
  return {
    'resolve.list': () => inside(async (workspace) => ok(listToResolve(workspace))),
    'resolve.decide': (input) =>
      command(async (workspace) => {
        const decided = await decideToResolve(workspace, input);
        return decided.ok ? ok({}) : decided;
      }),
  };
}
