import type { HandlersOf } from '../../api/handlers.ts';
import type { ledgerMethods } from '../../api/methods/ledger.ts';
import { checkLedger, rebuildViews } from '../../app/check-ledger.ts';
import { recordProof, timeline } from '../../app/timeline.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function ledgerHandlers({ inside, command, changed }: Around): HandlersOf<typeof ledgerMethods> {
  return {
    'ledger.timeline': ({ submission, type, offset, limit }) =>
      inside(async (workspace) => ok(timeline(workspace, { submission, type }, offset, limit))),
    'ledger.proof': ({ record }) => inside(async (workspace) => recordProof(workspace, record)),
    'ledger.verify': (_, call) =>
      inside(async (workspace) => {
        const before = workspace.damage.found().length;
        const checked = await checkLedger(workspace, call);
        // What is damaged waits to be mended, and says so in the frame.
        if (workspace.damage.found().length !== before) changed();
        return checked;
      }),
    'ledger.rebuild': (_, call) => command((workspace) => rebuildViews(workspace, call)),
  };
}
