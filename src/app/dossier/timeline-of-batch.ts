import type { Dossier } from '../../api/shapes.ts';
import type { BatchView } from '../../domain/batches/batch-view.ts';
import { inOrder } from '../../domain/facts.ts';
import { checkedOf } from '../chain/checks.ts';
import { proveRecord } from '../chain/prove-record.ts';
import { inWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';

/** Everything that was recorded about a batch, in order of time, each record checked from its bytes. */
export function timelineOf(workspace: Workspace, view: BatchView): Dossier['timeline'] {
  const { store } = workspace;
  const { nameOf, personOf } = store.authority();
  return store.records
    .storedAbout(`b:${view.opened.id}`)
    .map((row) => ({ ...proveRecord(workspace, row), row }))
    .flatMap(({ fact, checks }) => (fact ? [{ fact, checks }] : []))
    .sort((a, b) => inOrder(a.fact, b.fact))
    .map(({ fact, checks }) => ({
      record: fact.id,
      at: fact.at,
      by: { key: personOf(fact.author), name: nameOf(fact.author) },
      type: fact.type,
      what: inWords(workspace, fact),
      checked: checkedOf(checks),
      reason: view.notCounted.get(fact.id) ?? store.views.notCounted(fact.id),
    }));
}
