import type { HandlersOf } from '../../api/handlers.ts';
import type { queueMethods } from '../../api/methods/queue.ts';
import { commentSight, queueHits } from '../../app/search.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function queueHandlers({ inside }: Around): HandlersOf<typeof queueMethods> {
  return {
    'queue.list': ({ filter, sort, offset, limit }) =>
      inside(async (workspace) =>
        ok(workspace.store.queue.list(workspace.me(), filter, sort, offset, limit, commentSight(workspace))),
      ),
    'queue.grouped': ({ filter, sort, by, collapsed, offset, limit }) =>
      inside(async (workspace) => {
        const asked = { filter, sort, sight: commentSight(workspace) };
        return ok(workspace.store.queue.grouped(workspace.me(), asked, { by, collapsed }, offset, limit));
      }),
    'queue.hits': ({ submissions, text }) =>
      inside(async (workspace) => ok(queueHits(workspace, submissions, text))),
    'queue.totals': ({ filters }) =>
      inside(async (workspace) =>
        ok(workspace.store.queue.totals(workspace.me(), filters, commentSight(workspace))),
      ),
    'queue.facets': ({ filter }) =>
      inside(async (workspace) =>
        ok(workspace.store.queue.facets(workspace.me(), filter, commentSight(workspace))),
      ),
  };
}
