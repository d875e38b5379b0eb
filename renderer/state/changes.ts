import { api } from './api.ts';

const PAUSE_MS = 120;

/** Calls at the first change and then at most every 120 ms: an import of a thousand bundles is a thousand changes. */
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
  const stop = api.onChanged(() => {
    if (timer === undefined) fire();
    else isOwed = true;
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
