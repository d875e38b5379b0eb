import { Worker } from 'node:worker_threads';
import type { Extraction } from './text-types.ts';

const TIME_LIMIT_MS = 30_000;
const MAX_HEAP_MB = 512;

/** Reads text in a thread of its own, one artifact at a time. */
export interface TextExtractor {
  /** Never throws. What takes too long or too much memory takes its thread with it, and nothing else. */
  extract(path: string, mediaType: string, signal: AbortSignal): Promise<Extraction | 'aborted'>;
  /** Ends the thread; the next artifact starts another. */
  rest(): Promise<void>;
}

export function textExtractor(limits: { timeLimitMs?: number; maxHeapMb?: number } = {}): TextExtractor {
  const { timeLimitMs = TIME_LIMIT_MS, maxHeapMb = MAX_HEAP_MB } = limits;
  let worker: Worker | null = null;

  const start = (): Worker => {
    const started = new Worker(new URL('./extract-worker.ts', import.meta.url), {
      // Nothing of this machine's secrets is for a thread that reads strangers' files.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 64 },
      stdout: true,
      stderr: true,
    });
    started.unref();
    return started;
  };
  const rest = async () => {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };

  return {
    async extract(path, mediaType, signal) {
      if (signal.aborted) return 'aborted';
      worker ??= start();
      const busy = worker;
      busy.ref();
      let settle: (outcome: Extraction | 'aborted') => void = () => {};
      const outcome = new Promise<Extraction | 'aborted'>((resolve) => {
        settle = resolve;
      });
      const timer = setTimeout(() => settle({ ok: false, why: 'too_slow' }), timeLimitMs);
      const onMessage = (message: Extraction) => settle(message);
      const onEnd = () => settle({ ok: false, why: 'broken' });
      const onAbort = () => settle('aborted');
      busy.once('message', onMessage).once('error', onEnd).once('exit', onEnd);
      signal.addEventListener('abort', onAbort, { once: true });
      busy.postMessage({ path, mediaType });
      const result = await outcome;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      busy.off('message', onMessage).off('exit', onEnd);
      const wasAnswered = result !== 'aborted' && (result.ok || !['too_slow', 'broken'].includes(result.why));
      if (wasAnswered) {
        busy.off('error', onEnd);
        busy.unref();
      } else await rest();
      return result;
    },
    rest,
  };
}
