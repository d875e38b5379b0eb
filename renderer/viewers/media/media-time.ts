import { useCallback, useSyncExternalStore } from 'react';

const EVENTS = [
  'timeupdate',
  'seeking',
  'seeked',
  'loadedmetadata',
  'durationchange',
  'play',
  'pause',
] as const;

/** Calls back whenever the time may have changed: each frame while it plays. Returns how to stop. */
export function followTime(media: HTMLMediaElement, onTime: () => void): () => void {
  let frame = 0;
  const tick = () => {
    onTime();
    if (!media.paused) frame = requestAnimationFrame(tick);
  };
  const wake = () => {
    cancelAnimationFrame(frame);
    tick();
  };
  for (const event of EVENTS) media.addEventListener(event, wake);
  wake();
  return () => {
    cancelAnimationFrame(frame);
    for (const event of EVENTS) media.removeEventListener(event, wake);
  };
}

/** What follows from the time; a component is drawn again only when that changes. */
export function useMediaTime<T extends number | string | boolean>(
  media: HTMLMediaElement | null,
  select: (ms: number) => T,
): T {
  const subscribe = useCallback(
    (onTime: () => void) => (media === null ? () => undefined : followTime(media, onTime)),
    [media],
  );
  return useSyncExternalStore(subscribe, () => select(media === null ? 0 : media.currentTime * 1000));
}
