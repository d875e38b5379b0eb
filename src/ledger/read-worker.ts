import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { fileRecord } from './file-record.ts';
import { type PackedRecords, unpackRecords } from './packed-records.ts';

const { workspace } = z.object({ workspace: z.string() }).parse(workerData);

parentPort?.on('message', (packed: PackedRecords) => {
  const filedAs = unpackRecords(packed).map((record) => fileRecord(record, workspace));
  parentPort?.postMessage({ packed, filedAs: JSON.stringify(filedAs) }, [packed.buffer]);
});
