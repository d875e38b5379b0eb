import { api } from './api.ts';

const PAUSE_MS = 120;

/**
 * Calls at the first change and then at most every 120 ms: an import of a thousand bundles is a thousand changes.
 * A core that was started again is a change too: what was asked of the one that died has no answer yet.
 */
export function onChanges(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOwed = false;
  const rest = () => {
    timer = undefined;
    if (!isOwed) return;
    isOwed = false;
    fire();
  };
  const fire = () => {
    listener();
    timer = setTimeout(rest, PAUSE_MS);
  };
  const hear = () => {
    if (timer === undefined) fire();
    else isOwed = true;
  };
  let wasAway = false;
  const stopHost = api.bridge.onHostState((state) => {
    if (state === 'ready' && wasAway) hear();
    wasAway = state !== 'ready';
  });
  const stop = api.onChanged(hear);
  return () => {
    stop();
    stopHost();
    clearTimeout(timer);
  };
}
