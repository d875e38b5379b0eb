import type { HandlersOf } from '../../api/handlers.ts';
import type { peopleMethods } from '../../api/methods/people.ts';
import { actAs, addPerson, describeWorkspace, listPeople } from '../../app/people.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';
import { awaited } from './awaited.ts';

export function peopleHandlers({ inside, command }: Around): HandlersOf<typeof peopleMethods> {
  return {
    'people.list': () => inside(async (workspace) => ok(listPeople(workspace))),
    'people.add': (input) => command((workspace) => addPerson(workspace, input.command, input)),
    'people.appoint': awaited,
    'people.revoke': awaited,
    'people.declareConflict': awaited,
    'people.withdrawConflict': awaited,
    'people.invite': awaited,
    'people.admit': awaited,
    'learners.export': awaited,
    'learners.erase': awaited,
    'people.actAs': ({ person }) =>
      command(async (workspace) => {
        const acting = await actAs(workspace, person);
        return acting.ok ? ok(await describeWorkspace(workspace)) : acting;
      }),
  };
}
