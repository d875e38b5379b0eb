import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { extractText } from './extract-text.ts';

const Order = z.object({ path: z.string(), mediaType: z.string() });

// A file that makes a reader throw where nobody waits for it must not bring the thread down before the answer.
process.on('unhandledRejection', () => {});

parentPort?.on('message', (message: unknown) => {
  const { path, mediaType } = Order.parse(message);
  void extractText(path, mediaType).then((extraction) => parentPort?.postMessage(extraction));
});
