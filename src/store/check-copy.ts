import { Worker } from 'node:worker_threads';

/**
 * What is wrong with a copy of a workspace's database (see `copyFault`), found out in a thread of its own, so that the
 * host answers meanwhile. Throws when it is aborted.
 */
export async function checkCopy(path: string, signal: AbortSignal): Promise<string | null> {
  signal.throwIfAborted();
  const { ASSAY_SQLITE_BINDING } = process.env;
  const worker = new Worker(new URL('./check-copy-worker.ts', import.meta.url), {
    env: ASSAY_SQLITE_BINDING === undefined ? {} : { ASSAY_SQLITE_BINDING },
  });
  let abort: () => void = () => {};
  try {
    return await new Promise<string | null>((resolve, reject) => {
      abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      worker.once('message', resolve).once('error', reject);
      worker.postMessage({ path });
    });
  } finally {
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  }
}
