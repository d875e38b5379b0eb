import type { RawRecord } from '../ledger/file-record.ts';
import type { StoredRecord } from './records.ts';
import type { Store } from './store.ts';

const PAGE = 500;

/**
 * Every record of the workspace, those of newer versions last: what others are to get. In pieces: meanwhile others may
 * write, and what they add is among it.
 */
export function* everyRecord(store: Pick<Store, 'records' | 'newer'>): Generator<RawRecord> {
  yield* pages((after) => store.records.after(after, PAGE));
  yield* pages((after) => store.newer.after(after, PAGE));
}

function* pages(read: (after: number) => readonly StoredRecord[]): Generator<RawRecord> {
  for (let after = 0; ; ) {
    const rows = read(after);
    const last = rows.at(-1);
    if (!last) return;
    after = last.position;
    yield* rows;
  }
}
