import type { HandlersOf } from '../../api/handlers.ts';
import type { peopleMethods } from '../../api/methods/people.ts';
import { admitSomebody } from '../../app/admit.ts';
import { addPerson, appointPerson, revokeAppointment } from '../../app/appoint.ts';
import { declareConflict, withdrawConflict } from '../../app/conflicts.ts';
import { listPeople } from '../../app/describe-people.ts';
import { exportLearner } from '../../app/export-learner.ts';
import { inviteSomebody } from '../../app/invite.ts';
import { eraseLearner } from '../../app/learners.ts';
import { actAs, describeWorkspace } from '../../app/people.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function peopleHandlers({ inside, command, pathOf }: Around): HandlersOf<typeof peopleMethods> {
  return {
    'people.list': () => inside(async (workspace) => ok(listPeople(workspace))),
    'people.add': (input) => command((workspace) => addPerson(workspace, input.command, input)),
    'people.appoint': (input) =>
      command((workspace) => appointPerson(workspace, input.command, input.person, input)),
    'people.revoke': (input) =>
      command((workspace) => revokeAppointment(workspace, input.command, input.appointment, input.reason)),
    'people.declareConflict': (input) =>
      command((workspace) => declareConflict(workspace, input.command, input)),
    'people.withdrawConflict': (input) =>
      command((workspace) => withdrawConflict(workspace, input.command, input.conflict, input.reason)),
    'people.invite': async (input, call) => {
      const into = await pathOf(input.into, 'write');
      return into.ok ? inside((workspace) => inviteSomebody(workspace, input, into.value, call)) : into;
    },
    'people.admit': async (input, call) => {
      const file = await pathOf(input.file);
      return file.ok
        ? command((workspace) => admitSomebody(workspace, input.command, file.value, input.words, call))
        : file;
    },
    'learners.export': async (input, call) => {
      const into = await pathOf(input.into, 'write');
      return into.ok
        ? inside((workspace) => exportLearner(workspace, input.submission, into.value, call))
        : into;
    },
    'learners.erase': (input, call) =>
      command((workspace) => eraseLearner(workspace, input.command, input.submission, input.reason, call)),
    'people.actAs': ({ person }) =>
      command(async (workspace) => {
        const acting = await actAs(workspace, person);
        return acting.ok ? ok(await describeWorkspace(workspace)) : acting;
      }),
  };
}
