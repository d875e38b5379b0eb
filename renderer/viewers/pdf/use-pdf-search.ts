import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { foldQuery, type Match } from './find-in-text.ts';
import type { PdfDocument } from './pdf-types.ts';
import { type ReadPages, searchPages } from './search-pages.ts';
import type { PageScroll } from './use-page-scroll.ts';

export interface PdfSearch {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly matches: readonly Match[];
  readonly byPage: ReadonlyMap<number, readonly Match[]>;
  readonly current: Match | null;
  /** On to the next one, or back; round at the ends. */
  readonly step: (by: 1 | -1) => Match | null;
  /** Pages looked through so far. */
  readonly pagesDone: number;
}

const SHOW_EVERY_MS = 120;

/** Looks a phrase up on every page, from the page one is on to the end and round again. */
export function usePdfSearch(pdf: PdfDocument, startPage: () => number): PdfSearch {
  const [query, setQuery] = useState('');
  const [matches, setMatches] = useState<readonly Match[]>([]);
  const [pagesDone, setPagesDone] = useState(0);
  const [current, setCurrent] = useState<Match | null>(null);
  const [known] = useState((): ReadPages => new Map());
  const start = useRef(startPage);
  start.current = startPage;

  useEffect(() => {
    setMatches([]);
    setPagesDone(0);
    setCurrent(null);
    if (foldQuery(query) === '') return;
    const controller = new AbortController();
    const { signal } = controller;
    const found: Match[] = [];
    const show = (done: number) => {
      setMatches([...found].sort((a, b) => a.page - b.page));
      setPagesDone(done);
      setCurrent((now) => now ?? found[0] ?? null);
    };
    let shownAt = performance.now();
    const onPage = (more: readonly Match[], done: number) => {
      found.push(...more);
      if (performance.now() - shownAt < SHOW_EVERY_MS) return;
      shownAt = performance.now();
      show(done);
    };
    void searchPages(pdf, { query, from: start.current(), onPage, signal, known }).then(() => {
      if (!signal.aborted) show(pdf.document.numPages);
    });
    return () => controller.abort();
  }, [pdf, query, known]);

  const byPage = useMemo(() => Map.groupBy(matches, (match) => match.page), [matches]);
  const step = (by: 1 | -1) => {
    const at = current === null ? -1 : matches.indexOf(current);
    const next = matches[(at + by + matches.length) % Math.max(1, matches.length)] ?? null;
    setCurrent(next);
    return next;
  };
  return { query, setQuery, matches, byPage, current, step, pagesDone };
}

/** Brings the match one is at into view. */
export function useFollowMatch(
  match: Match | null,
  scroll: PageScroll,
  scroller: RefObject<HTMLElement | null>,
) {
  const latest = useRef(scroll);
  latest.current = scroll;
  useEffect(() => {
    if (!match) return;
    const now = latest.current;
    if (now.page !== match.page) now.scrollTo(match.page);
    // Words are there only after the page is; then the match itself is brought into view.
    let tries = 0;
    const timer = setInterval(() => {
      tries += 1;
      const place = scroller.current?.querySelector('[data-found-here]');
      if (place && scroller.current) centre(scroller.current, place);
      if (place || tries > 40) clearInterval(timer);
    }, 50);
    return () => clearInterval(timer);
  }, [match, scroller]);
}

/** Scrolls this element alone; `scrollIntoView` would move the whole window. */
function centre(scroller: HTMLElement, place: Element): void {
  const frame = scroller.getBoundingClientRect();
  const box = place.getBoundingClientRect();
  scroller.scrollTop += box.top + box.height / 2 - (frame.top + frame.height / 2);
  if (box.left < frame.left || box.right > frame.right) scroller.scrollLeft += box.left - frame.left - 24;
}
