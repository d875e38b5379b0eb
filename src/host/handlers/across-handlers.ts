import type { HandlersOf } from '../../api/handlers.ts';
import type { acrossMethods } from '../../api/methods/across.ts';
import { acrossCriterion, acrossProgress, readyToSubmit } from '../../app/across.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function acrossHandlers({ inside }: Around): HandlersOf<typeof acrossMethods> {
  return {
    'across.list': (question) => inside(async (workspace) => acrossCriterion(workspace, question)),
    'across.nextToJudge': ({ unit, criterion, after }) =>
      inside(async (workspace) =>
        ok({ next: workspace.store.across.nextToJudge({ me: workspace.me(), unit, criterion }, after) }),
      ),
    'across.progress': ({ unit }) => inside(async (workspace) => acrossProgress(workspace, unit)),
    'across.ready': ({ unit }) => inside(async (workspace) => ok(readyToSubmit(workspace, unit))),
  };
}
