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
    let timer: ReturnType<typeof setTimeout>;
    const read = () => {
      const now = latest.current;
      if (!now) return;
      const places = selectedPlaces(document.getSelection(), pages.current.values());
      const isWords = now.chosen?.some((target) => target.kind === 'page' && target.quote !== null);
      if (places) now.choose(places);
      else if (isWords) now.choose(null);
    };
    const onChange = () => {
      clearTimeout(timer);
      timer = setTimeout(read, SELECTION_PAUSE_MS);
    };
    document.addEventListener('selectionchange', onChange);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', onChange);
    };
  }, []);
  return useCallback((number: number, shown: ShownPage | null) => {
    if (shown) pages.current.set(number, shown);
    else pages.current.delete(number);
  }, []);
}
