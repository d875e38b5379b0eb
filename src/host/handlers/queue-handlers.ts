import type { HandlersOf } from '../../api/handlers.ts';
import type { queueMethods } from '../../api/methods/queue.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function queueHandlers({ inside }: Around): HandlersOf<typeof queueMethods> {
  return {
    'queue.list': ({ filter, sort, offset, limit }) =>
      inside(async (workspace) =>
        ok(workspace.store.queue.list(workspace.me(), filter, sort, offset, limit)),
      ),
    'queue.facets': ({ filter }) =>
      inside(async (workspace) => ok(workspace.store.queue.facets(workspace.me(), filter))),
  };
}
