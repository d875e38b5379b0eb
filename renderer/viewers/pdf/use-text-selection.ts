import { useCallback, useEffect, useRef } from 'react';
import type { Choosing } from '../viewer-props.ts';
import { type ShownPage, selectedPlaces } from './text-selection.ts';

const SELECTION_PAUSE_MS = 120;

/** Tells which words are selected, once the selection rests. Returns where pages report that their words are there. */
export function useTextSelection(choosing: Choosing | null) {
  const pages = useRef(new Map<number, ShownPage>());
  const latest = useRef(choosing);
  latest.current = choosing;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDragging = false;
    let isOwed = false;
    const read = () => {
      clearTimeout(timer);
      isOwed = false;
      const now = latest.current;
      if (!now) return;
      const places = selectedPlaces(document.getSelection(), pages.current.values());
      const isWords = now.chosen?.some((target) => target.kind === 'page' && target.quote !== null);
      if (places) now.choose(places);
      else if (isWords) now.choose(null);
    };
    const onChange = () => {
      clearTimeout(timer);
      isOwed = true;
      // Half of a drag is nothing that anybody chose.
      if (!isDragging) timer = setTimeout(read, SELECTION_PAUSE_MS);
    };
    const onDown = () => {
      isDragging = true;
    };
    const onUp = () => {
      isDragging = false;
      if (isOwed) read();
    };
    // A quick key is about what is selected now, not about what was when it was last looked at.
    const onKey = () => isOwed && read();
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener('selectionchange', onChange, { signal });
    addEventListener('pointerdown', onDown, { signal, capture: true });
    addEventListener('pointerup', onUp, { signal, capture: true });
    addEventListener('pointercancel', onUp, { signal, capture: true });
    addEventListener('keydown', onKey, { signal, capture: true });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, []);
  return useCallback((number: number, shown: ShownPage | null) => {
    if (shown) pages.current.set(number, shown);
    else pages.current.delete(number);
  }, []);
}
