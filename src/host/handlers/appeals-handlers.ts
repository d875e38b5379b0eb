import type { HandlersOf } from '../../api/handlers.ts';
import type { appealsMethods } from '../../api/methods/appeals.ts';
import type { Appeal } from '../../api/shapes.ts';
import { appealRow, describeAppeal, listAppeals } from '../../app/appeals/describe-appeal.ts';
import {
  checkAppeal,
  chooseAppealProcess,
  closeAppeal,
  decideAppeal,
  lodgeAppeal,
  withdrawAppeal,
} from '../../app/appeals/run-appeal.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { RecordId } from '../../domain/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function appealsHandlers({ inside, command }: Around): HandlersOf<typeof appealsMethods> {
  /** Takes a step, and gives the appeal as it stands then. */
  const step = (appeal: RecordId, work: (workspace: Workspace) => Promise<Result<RecordId>>) =>
    command(async (workspace): Promise<Result<Appeal>> => {
      const done = await work(workspace);
      return done.ok ? appealRow(workspace, appeal) : done;
    });
  return {
    'appeals.list': () => inside(async (workspace) => ok(listAppeals(workspace))),
    'appeals.get': ({ appeal }) => inside(async (workspace) => describeAppeal(workspace, appeal)),
    'appeals.lodge': (input) =>
      command(async (workspace) => {
        const { command: id, ...wanted } = input;
        const lodged = await lodgeAppeal(workspace, id, wanted);
        return lodged.ok ? appealRow(workspace, lodged.value) : lodged;
      }),
    'appeals.check': (input) =>
      step(input.appeal, (workspace) => checkAppeal(workspace, input.command, input.appeal, input)),
    'appeals.choose': (input) =>
      step(input.appeal, (workspace) => chooseAppealProcess(workspace, input.command, input.appeal, input)),
    'appeals.decide': (input) =>
      step(input.appeal, (workspace) => decideAppeal(workspace, input.command, input.appeal, input)),
    'appeals.withdraw': (input) =>
      step(input.appeal, (workspace) => withdrawAppeal(workspace, input.command, input.appeal, input.reason)),
    'appeals.close': (input) =>
      step(input.appeal, (workspace) => closeAppeal(workspace, input.command, input.appeal)),
  };
}
