const WINDOW_MS = 60_000;
const CRASHES_BEFORE_GIVING_UP = 4;

/** Whether a host that just died is started again: not when it died four times within a minute. */
export function restartPlan(crashesAtMs: readonly number[]): 'restart' | 'give up' {
  const last = crashesAtMs.at(-1) ?? 0;
  const recent = crashesAtMs.filter((atMs) => last - atMs < WINDOW_MS);
  return recent.length < CRASHES_BEFORE_GIVING_UP ? 'restart' : 'give up';
}
