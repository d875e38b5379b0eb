import { fileRecord, type RawRecord } from './file-record.ts';
import { type ReadRecords, readInThreads, type ThreadedReader } from './read-in-threads.ts';

/** Fewer are read before a thread would have started. */
const WITHOUT_THREADS = 200;
/** Whoever waits for this thread does not notice so many. */
const FEW = 50;
const BATCH_RECORDS = 500;
const BATCH_BYTES = 512 * 1024;

/**
 * Reads and checks records from elsewhere, in the order in which they come: few of them here, many on all cores.
 * Ends early when aborted. Memory is bounded by a few batches.
 */
export async function* readRecords(
  records: AsyncIterable<RawRecord> | Iterable<RawRecord>,
  workspace: string,
  signal: AbortSignal,
): AsyncGenerator<ReadRecords> {
  let threads: ThreadedReader | null = null;
  const underWay: Promise<ReadRecords>[] = [];
  let seen = 0;
  try {
    for await (const batch of inBatches(records, () => (seen < WITHOUT_THREADS ? FEW : BATCH_RECORDS))) {
      if (signal.aborted) return;
      if (seen < WITHOUT_THREADS) {
        yield { records: batch, filedAs: batch.map((record) => fileRecord(record, workspace)) };
      } else {
        threads ??= readInThreads(workspace);
        underWay.push(threads.read(batch));
        const [first] = underWay;
        if (first && underWay.length > threads.width) {
          yield await first;
          underWay.shift();
        }
      }
      seen += batch.length;
    }
    for (const batch of underWay) {
      if (signal.aborted) return;
      yield await batch;
    }
  } finally {
    // Nobody waits for these any more.
    for (const batch of underWay) batch.catch(() => {});
    await threads?.end();
  }
}

async function* inBatches(
  records: AsyncIterable<RawRecord> | Iterable<RawRecord>,
  most: () => number,
): AsyncGenerator<readonly RawRecord[]> {
  let batch: RawRecord[] = [];
  let sizeBytes = 0;
  for await (const record of records) {
    batch.push(record);
    sizeBytes += record.bytes.length;
    if (batch.length < most() && sizeBytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    sizeBytes = 0;
  }
  if (batch.length > 0) yield batch;
}
