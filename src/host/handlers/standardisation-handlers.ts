import type { HandlersOf } from '../../api/handlers.ts';
import type { standardisationMethods } from '../../api/methods/standardisation.ts';
import { checkScripts } from '../../app/standardisation/check-scripts.ts';
import { decideMarker } from '../../app/standardisation/decide-marker.ts';
import { describeStandards, standardFeedback } from '../../app/standardisation/describe-standards.ts';
import { endSet, makeSet, withdrawStandard } from '../../app/standardisation/make-set.ts';
import { ownStandards } from '../../app/standardisation/own-standards.ts';
import { plantSeeds } from '../../app/standardisation/plant-seeds.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function standardisationHandlers({
  inside,
  command,
}: Around): HandlersOf<typeof standardisationMethods> {
  return {
    'standardisation.get': ({ unit }) => inside(async (workspace) => describeStandards(workspace, unit)),
    'standardisation.checkScripts': ({ unit, submissions }) =>
      inside(async (workspace) => checkScripts(workspace, unit, submissions)),
    'standardisation.mine': () => inside(async (workspace) => ok(ownStandards(workspace))),
    'standardisation.makeSet': (input) =>
      command(async (workspace) => {
        const made = await makeSet(workspace, input.command, input);
        return made.ok ? ok({ set: made.value }) : made;
      }),
    'standardisation.endSet': (input) =>
      command(async (workspace) => endSet(workspace, input.command, input)),
    'standardisation.withdraw': (input) =>
      command(async (workspace) => withdrawStandard(workspace, input.command, input)),
    'standardisation.decide': (input) =>
      command(async (workspace) => decideMarker(workspace, input.command, input)),
    'standardisation.plantSeeds': (input) =>
      command(async (workspace) => {
        const planted = await plantSeeds(workspace, input.command, input);
        if (!planted.ok) return planted;
        const { due: seedsDue, ...rest } = planted.value;
        return ok({ ...rest, seedsDue });
      }),
    'standardisation.feedback': ({ submission }) =>
      inside(async (workspace) => standardFeedback(workspace, submission)),
  };
}
