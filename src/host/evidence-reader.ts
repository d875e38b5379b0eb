import { setTimeout as delay } from 'node:timers/promises';
import { indexEvidence } from '../app/index-evidence.ts';
import { commentSight } from '../app/search.ts';
import type { Workspace } from '../app/workspace.ts';
import { textExtractor } from '../evidence/text/text-extractor.ts';

/** The first screen comes first. */
const START_AFTER_MS = 1200;
/** People who pause this long between two calls do not notice a few milliseconds of work. */
const QUIET_MS = 120;
/** Drafts are saved at every pause in typing; their words can wait a little. */
const AGAIN_AFTER_MS = 2500;

export interface EvidenceReader {
  /** Reads in the background what there is to read, and again after `wake`. */
  start(workspace: Workspace): void;
  /** Something may have changed. */
  wake(): void;
  /** Nothing of the workspace is touched any more when it resolves. */
  stop(): Promise<void>;
}

/** Keeps evidence and comments ready to be searched, in the pauses that people make. */
export function evidenceReader(host: {
  readonly isBusy: () => boolean;
  readonly lastCallAt: () => number;
  /** There is more to be found than before. */
  readonly onRead: () => void;
}): EvidenceReader {
  const extractor = textExtractor();
  let abort: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  let wakeUp: (() => void) | null = null;
  let isAwake = true;

  const run = async (workspace: Workspace, signal: AbortSignal) => {
    const pause = async () => {
      do await delay(1, undefined, { signal });
      while (host.isBusy() || performance.now() - host.lastCallAt() < QUIET_MS);
    };
    await delay(START_AFTER_MS, undefined, { signal });
    for (const _step of workspace.store.queue.prepare(workspace.me(), commentSight(workspace))) await pause();
    while (!signal.aborted) {
      isAwake = false;
      if (await indexEvidence(workspace, extractor, { signal, pause })) host.onRead();
      await extractor.rest();
      while (!isAwake && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wakeUp = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      await delay(AGAIN_AFTER_MS, undefined, { signal });
    }
  };

  return {
    start(workspace) {
      const controller = new AbortController();
      abort = controller;
      isAwake = true;
      // A full disk or a damaged page shows itself where people work; the search then finds what was read before.
      running = run(workspace, controller.signal).catch(() => {});
    },
    wake() {
      isAwake = true;
      wakeUp?.();
    },
    async stop() {
      abort?.abort();
      await running;
      await extractor.rest();
    },
  };
}
