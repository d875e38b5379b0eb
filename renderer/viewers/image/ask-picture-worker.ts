import type { FromPictureWorker, ToPictureWorker } from './picture-protocol.ts';

/** Longer means that the picture was made to hold its reader up. */
const PATIENCE_MS = { facts: 8_000, decode: 60_000 } as const;

/**
 * Has a picture's bytes read away from the window, in a worker of its own that lives for this one question. The bytes
 * are handed over. A worker that says nothing in time, or fails, has found the picture broken.
 */
export function askPictureWorker(order: ToPictureWorker, signal: AbortSignal): Promise<FromPictureWorker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./picture.worker.ts', import.meta.url), { type: 'module' });
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      worker.terminate();
    };
    const abort = () => {
      end();
      reject(signal.reason);
    };
    const say = (answer: FromPictureWorker) => {
      end();
      resolve(answer);
    };
    const timer = setTimeout(() => say({ kind: 'broken' }), PATIENCE_MS[order.kind]);
    signal.addEventListener('abort', abort);
    if (signal.aborted) return abort();
    worker.onmessage = (event: MessageEvent<FromPictureWorker>) => say(event.data);
    worker.onerror = () => say({ kind: 'broken' });
    worker.postMessage(order, { transfer: [order.bytes.buffer] });
  });
}
