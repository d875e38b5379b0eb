interface Job {
  readonly rank: () => number;
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly controller: AbortController;
}

/** Draws one page at a time, the nearest to what is being read first. */
export interface RenderQueue {
  /**
   * Returns how to cancel: a waiting job never starts, a running one is aborted. `rank` is asked when there is a
   * choice; what is ranked `LATER` or above gives way at once to what is not, and starts again afterwards.
   */
  add(rank: () => number, run: (signal: AbortSignal) => Promise<void>): () => void;
}

/** Ranks from here on belong to what nobody waits for. */
export const LATER = 1_000_000;

export function createRenderQueue(): RenderQueue {
  const waiting: Job[] = [];
  let running: { readonly job: Job; readonly turn: AbortController } | null = null;

  const takeBest = (): Job | undefined => {
    let best = 0;
    waiting.forEach((job, index) => {
      const leader = waiting[best];
      if (leader && job.rank() < leader.rank()) best = index;
    });
    return waiting.splice(best, 1)[0];
  };
  const next = async () => {
    if (running) return;
    // Pages that come into reach together are ranked together.
    await Promise.resolve();
    if (running) return;
    for (let job = takeBest(); job; job = takeBest()) {
      const turn = new AbortController();
      running = { job, turn };
      await job.run(AbortSignal.any([turn.signal, job.controller.signal])).catch(() => undefined);
      if (turn.signal.aborted && !job.controller.signal.aborted) waiting.push(job);
    }
    running = null;
  };

  return {
    add(rank, run) {
      const job: Job = { rank, run, controller: new AbortController() };
      waiting.push(job);
      if (running && running.job.rank() >= LATER && rank() < LATER) running.turn.abort();
      void next();
      return () => {
        const at = waiting.indexOf(job);
        if (at >= 0) waiting.splice(at, 1);
        job.controller.abort();
      };
    },
  };
}
