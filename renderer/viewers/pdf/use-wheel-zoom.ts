import { type RefObject, useEffect, useRef } from 'react';
import type { PageScroll } from './use-page-scroll.ts';

/** The wheel zooms while Ctrl or ⌘ is held, about the point under the mouse; so does a pinch on a touchpad. */
export function useWheelZoom(scroller: RefObject<HTMLElement | null>, scroll: PageScroll) {
  const latest = useRef(scroll);
  latest.current = scroll;
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const by = Math.exp(-event.deltaY / 300);
      latest.current.setZoom(latest.current.factor * by, {
        x: event.clientX - box.left,
        y: event.clientY - box.top,
      });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller]);
}
