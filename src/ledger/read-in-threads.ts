import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FiledAs, RawRecord } from './file-record.ts';
import { type PackedRecords, packRecords, unpackRecords } from './packed-records.ts';

/** Records, and what becomes of each. */
export interface ReadRecords {
  readonly records: readonly RawRecord[];
  readonly filedAs: readonly FiledAs[];
}

/** Reads and checks records on all cores. */
export interface ThreadedReader {
  /** How many batches may wait at a time without a thread running idle. */
  readonly width: number;
  read(records: readonly RawRecord[]): Promise<ReadRecords>;
  /** Ends the threads. */
  end(): Promise<void>;
}

interface Answer {
  readonly packed: PackedRecords;
  /** Of each record, as JSON: one text is handed over faster than thousands of small objects. */
  readonly filedAs: string;
}
interface Waiting {
  readonly resolve: (read: ReadRecords) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_HEAP_MB = 256;
/** What a record is read into lives for a moment: with room for a batch of it, little is ever moved. */
const YOUNG_HEAP_MB = 48;
/** One that is worked on, and one that is ready. */
const BATCHES_EACH = 2;

/** Starts a thread for each core; they check what `fileRecord` checks. */
export function readInThreads(workspace: string): ThreadedReader {
  const threads = Array.from({ length: availableParallelism() }, () => startThread(workspace));
  return {
    width: threads.length * BATCHES_EACH,
    read: (records) => {
      const [idlest] = threads.toSorted((a, b) => a.waiting.length - b.waiting.length);
      if (!idlest) throw new Error('there is at least one core');
      return idlest.read(records);
    },
    end: async () => {
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}

function startThread(workspace: string) {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    // Nothing of this machine's secrets is for a thread that reads strangers' files.
    env: {},
    workerData: { workspace },
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
  });
  const waiting: Waiting[] = [];
  const fail = (error: unknown) => {
    for (const one of waiting.splice(0)) one.reject(error);
  };
  worker.on('message', ({ packed, filedAs }: Answer) =>
    waiting.shift()?.resolve({ records: unpackRecords(packed), filedAs: JSON.parse(filedAs) as FiledAs[] }),
  );
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread that reads records ended')));
  return {
    waiting,
    read: (records: readonly RawRecord[]) =>
      new Promise<ReadRecords>((resolve, reject) => {
        waiting.push({ resolve, reject });
        const packed = packRecords(records);
        worker.postMessage(packed, [packed.buffer]);
      }),
    end: () => worker.terminate(),
  };
}
