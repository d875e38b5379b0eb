interface Job {
  readonly rank: () => number;
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly controller: AbortController;
}

/** Draws one page at a time, the nearest to what is being read first. */
export interface RenderQueue {
  /** Returns how to cancel: a waiting job never starts, a running one is aborted. */
  add(rank: () => number, run: (signal: AbortSignal) => Promise<void>): () => void;
}

export function createRenderQueue(): RenderQueue {
  const waiting: Job[] = [];
  let isRunning = false;

  const next = async () => {
    if (isRunning) return;
    isRunning = true;
    for (;;) {
      // Pages that come into reach together are ranked together.
      await Promise.resolve();
      let best = 0;
      waiting.forEach((job, index) => {
        const leader = waiting[best];
        if (leader && job.rank() < leader.rank()) best = index;
      });
      const [job] = waiting.splice(best, 1);
      if (!job) break;
      await job.run(job.controller.signal).catch(() => undefined);
    }
    isRunning = false;
  };

  return {
    add(rank, run) {
      const job: Job = { rank, run, controller: new AbortController() };
      waiting.push(job);
      void next();
      return () => {
        const at = waiting.indexOf(job);
        if (at >= 0) waiting.splice(at, 1);
        job.controller.abort();
      };
    },
  };
}
