import { useEffect, useMemo, useRef, useState } from 'react';
import { findOnPage, foldPage, foldQuery, type Match, type PageText } from './find-in-text.ts';
import type { PdfDocument } from './pdf-types.ts';

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

const MAX_MATCHES = 20_000;

/** Looks a phrase up on every page, from the page one is on to the end and round again. */
export function usePdfSearch(pdf: PdfDocument, startPage: () => number): PdfSearch {
  const [query, setQuery] = useState('');
  const [matches, setMatches] = useState<readonly Match[]>([]);
  const [pagesDone, setPagesDone] = useState(0);
  const [current, setCurrent] = useState<Match | null>(null);
  const texts = useRef(new Map<number, PageText>());
  const start = useRef(startPage);
  start.current = startPage;

  useEffect(() => {
    setMatches([]);
    setPagesDone(0);
    setCurrent(null);
    const folded = foldQuery(query);
    if (folded === '') return;
    let isStale = false;
    void lookThrough();
    return () => {
      isStale = true;
    };

    async function lookThrough() {
      const { numPages } = pdf.document;
      const first = start.current();
      const found: Match[] = [];
      let shownAt = performance.now();
      const show = (done: number) => {
        setMatches([...found].sort((a, b) => a.page - b.page));
        setPagesDone(done);
        setCurrent((now) => now ?? found[0] ?? null);
      };
      for (let done = 0; done < numPages && found.length < MAX_MATCHES; done += 1) {
        const page = ((first - 1 + done) % numPages) + 1;
        const text = await textOf(page);
        if (isStale) return;
        found.push(...findOnPage(text, page, folded));
        if (performance.now() - shownAt > 120) {
          shownAt = performance.now();
          show(done + 1);
        }
      }
      if (!isStale) show(numPages);
    }

    async function textOf(page: number): Promise<PageText> {
      const known = texts.current.get(page);
      if (known) return known;
      const text = await readWords(pdf, page);
      texts.current.set(page, text);
      return text;
    }
  }, [pdf, query]);

  const byPage = useMemo(() => Map.groupBy(matches, (match) => match.page), [matches]);
  const step = (by: 1 | -1) => {
    const at = current === null ? -1 : matches.indexOf(current);
    const next = matches[(at + by + matches.length) % Math.max(1, matches.length)] ?? null;
    setCurrent(next);
    return next;
  };
  return { query, setQuery, matches, byPage, current, step, pagesDone };
}

async function readWords(pdf: PdfDocument, page: number): Promise<PageText> {
  try {
    const proxy = await pdf.document.getPage(page);
    const content = await proxy.getTextContent();
    return foldPage(content.items.filter((piece) => 'str' in piece));
  } catch {
    return foldPage([]);
  }
}
