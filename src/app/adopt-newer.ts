import { FACTS } from '../domain/facts.ts';
import { fileRecord } from '../ledger/file-record.ts';
import { RECORD_VERSION } from '../ledger/record.ts';
import type { FiledRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** Records that only a newer version could read when they came: those that this version reads count from now on. */
export function adoptNewer(store: Store, workspace: string): void {
  const candidates = store.newer.readable(RECORD_VERSION, Object.keys(FACTS));
  const readable = candidates.flatMap((raw): FiledRecord[] => {
    const as = fileRecord(raw, workspace);
    return as.kind === 'known' ? [{ ...as.filing, bytes: raw.bytes, signature: raw.signature }] : [];
  });
  if (readable.length > 0) store.adopt(readable);
}
