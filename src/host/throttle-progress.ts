import type { Progress } from '../api/protocol.ts';

const LEAST_MS_BETWEEN = 50;

/**
 * Lets at most 20 reports a second through, and always the first of a phase. `flush` sends the last one held back,
 * so that a bar never stops short of its end.
 */
export function throttleProgress(
  send: (progress: Progress) => void,
  nowMs: () => number = () => performance.now(),
): { report(progress: Progress): void; flush(): void } {
  let sentAtMs = Number.NEGATIVE_INFINITY;
  let sentPhase: string | null = null;
  let heldBack: Progress | null = null;

  const sendNow = (progress: Progress) => {
    sentAtMs = nowMs();
    sentPhase = progress.phase;
    heldBack = null;
    send(progress);
  };

  return {
    report: (progress) => {
      const isDue = progress.phase !== sentPhase || nowMs() - sentAtMs >= LEAST_MS_BETWEEN;
      if (isDue) sendNow(progress);
      else heldBack = progress;
    },
    flush: () => {
      if (heldBack) sendNow(heldBack);
    },
  };
}
