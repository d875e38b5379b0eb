import { expect } from 'vitest';
import type { Workspace } from '../../src/app/workspace.ts';
import { factOfStored, readRecord } from '../../src/ledger/record.ts';
import { aStore } from './a-store.ts';
import { must } from './a-workspace.ts';

/** The views of a copy that got the same records in another order are the same; so are those built anew. */
export function expectSameInAnyOrder({ store }: Workspace, orders = 12): void {
  expect(store.views.digestOfRebuild(() => {})).toBe(store.views.digest());
  const rows = store.records.after(0, 1_000_000);
  const records = rows.map(({ bytes, signature }) => must(readRecord(bytes, signature)));
  const typeOf = (one: (typeof records)[number]) => factOfStored(one.id, one.bytes).type;
  const first = records.find((one) => typeOf(one) === 'workspace.created');
  if (!first) throw new Error('a workspace begins with its creation');
  const digestOf = (some: typeof records) => aStore(first.id, some).views.digest();
  const inOrder = digestOf(records);
  for (let order = 0; order < orders; order += 1) {
    // Backwards first, then any: a place drawn from the record’s own name, another in each order.
    const keyed = records.map((record, at) => ({
      record,
      key: order === 0 ? String(records.length - at).padStart(9, '0') : record.id.slice(order * 4),
    }));
    const shuffled = keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ record }) => record);
    expect(digestOf(shuffled), shuffled.map(typeOf).join(' ')).toBe(inOrder);
  }
}
