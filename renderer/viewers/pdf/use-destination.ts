import { useCallback, useEffect, useRef, useState } from 'react';
import type { AnchorTarget } from '../../../src/domain/anchor.ts';
import type { ViewerProps } from '../viewer-props.ts';
import { rectToShown } from './page-geometry.ts';
import type { PageScroll } from './use-page-scroll.ts';

type PagePlace = Extract<AnchorTarget, { kind: 'page' }>;

const FLASH_MS = 1200;

/** Goes to a place when asked, and says which one to show for a moment. */
export function useDestination(
  destination: ViewerProps['destination'],
  scroll: PageScroll,
  isReady: boolean,
) {
  const [flashing, setFlashing] = useState<PagePlace | null>(null);
  const latest = useRef(scroll);
  latest.current = scroll;
  const goTo = useCallback((target: PagePlace) => {
    const now = latest.current;
    const [first] = target.rects;
    const geometry = now.geometryOf(target.page);
    const top = first ? rectToShown(first, geometry, now.pixelsPerPoint(target.page)).y : 0;
    now.scrollTo(target.page, top / Math.max(1, now.layout.heights[target.page - 1] ?? 1));
    setFlashing(target);
  }, []);
  useEffect(() => {
    if (destination && isReady && destination.target.kind === 'page') goTo(destination.target);
  }, [destination, isReady, goTo]);
  useEffect(() => {
    if (flashing === null) return;
    const timer = setTimeout(() => setFlashing(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flashing]);
  return { flashing, goTo };
}

/** Looks for the words that a destination names, once one is there: the search begins at its page. */
export function useFind(
  destination: ViewerProps['destination'],
  isReady: boolean,
  find: (words: string) => void,
): void {
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    const words = destination?.find;
    if (words === undefined || !isReady) return;
    // The page one was sent to is the current one only after it was scrolled to.
    const frame = requestAnimationFrame(() => latest.current(words));
    return () => cancelAnimationFrame(frame);
  }, [destination, isReady]);
}
