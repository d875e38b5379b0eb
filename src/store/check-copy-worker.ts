import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { copyFault } from './copy-fault.ts';

const Order = z.object({ path: z.string() });

parentPort?.once('message', (message: unknown) => {
  const { path } = Order.parse(message);
  parentPort?.postMessage(copyFault(path));
});
