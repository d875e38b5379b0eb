import type { HandlersOf } from '../../api/handlers.ts';
import type { unitsMethods } from '../../api/methods/units.ts';
import { setAnonymity } from '../../app/set-anonymity.ts';
import { ok, refused } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function unitsHandlers({ inside, command }: Around): HandlersOf<typeof unitsMethods> {
  return {
    'units.list': () =>
      inside(async ({ store }) =>
        ok(
          store.units.list().map(({ unit, version }) => ({
            id: unit.id,
            version,
            code: unit.code,
            title: unit.title,
            versionLabel: unit.versionLabel,
            criteria: unit.criteria.length,
            submissions: store.units.submissions(unit.id),
            tolerance: store.units.tolerance(unit.id),
            anonymous: store.units.isAnonymous(unit.id),
          })),
        ),
      ),
    'units.get': ({ unit: id }) =>
      inside(async ({ store }) => {
        const row = store.units.current(id);
        if (!row) return refused('unit.unknown', 'This unit is not in the workspace.');
        const { unit, version, publishedAt, by } = row;
        return ok({
          unit,
          version,
          publishedAt,
          by: store.authority().nameOf(by),
          tolerance: store.units.tolerance(id),
          anonymous: store.units.isAnonymous(id),
        });
      }),
    'units.setAnonymity': (input) =>
      command((workspace) => setAnonymity(workspace, input.command, input.unit, input.anonymous)),
  };
}
