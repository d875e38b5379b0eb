import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AnchorTarget } from '../../../src/domain/anchor.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { t } from '../../messages/t.ts';
import { useDevicePixelRatio, useElementSize } from '../use-element-size.ts';
import type { ViewerProps } from '../viewer-props.ts';
import { type PageGeometry, rectToShown } from './page-geometry.ts';
import { stepZoom } from './page-layout.ts';
import { PdfOutline } from './pdf-outline.tsx';
import { PdfPage } from './pdf-page.tsx';
import styles from './pdf-reader.module.css';
import { PdfToolbar } from './pdf-toolbar.tsx';
import type { PdfDocument } from './pdf-types.ts';
import { createRenderQueue } from './render-queue.ts';
import { type ShownPage, selectedPlaces } from './text-selection.ts';
import { type PageScroll, usePageScroll } from './use-page-scroll.ts';
import { usePdfSearch } from './use-pdf-search.ts';

interface PdfReaderProps extends ViewerProps {
  readonly pdf: PdfDocument;
  readonly firstPage: PageGeometry;
}

const NO_MATCHES = [] as const;

/** An open PDF: pages in one scrolled column, of which only the near ones exist. */
export function PdfReader(props: PdfReaderProps) {
  const { pdf, firstPage, overlays, choosing, destination } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const view = useElementSize(scroller);
  const devicePixelRatio = useDevicePixelRatio();
  const scroll = usePageScroll(pdf.document.numPages, firstPage, view, scroller);
  const search = usePdfSearch(pdf, () => scroll.page);
  const [isOutlineOpen, setIsOutlineOpen] = useState(false);
  const [isSearchOpen, setIsSearchOpen] = useState(false);
  const queue = useMemo(createRenderQueue, []);
  const page = useRef(scroll.page);
  page.current = scroll.page;
  const rank = useCallback((number: number) => {
    const ahead = number - page.current;
    return ahead >= 0 ? ahead : 0.5 - ahead;
  }, []);
  const shown = useTextSelection(props);
  const flashing = useDestination(destination, scroll, view.height > 0);
  useWheelZoom(scroller, scroll);
  useFollowMatch(search.current, scroll, scroller);
  useShortcut('evidence.search', () => setIsSearchOpen(true));
  useShortcut('evidence.zoomIn', () => scroll.setZoom(stepZoom(scroll.factor, true)));
  useShortcut('evidence.zoomOut', () => scroll.setZoom(stepZoom(scroll.factor, false)));
  useShortcut('evidence.fit', () => scroll.setZoom('width'));

  const pages: number[] = [];
  if (view.width > 0)
    for (let number = scroll.near[0]; number <= scroll.near[1]; number += 1) pages.push(number);
  return (
    <div className={styles.reader}>
      <PdfToolbar
        scroll={scroll}
        pageCount={pdf.document.numPages}
        search={search}
        isSearchOpen={isSearchOpen}
        onSearchOpen={setIsSearchOpen}
        isOutlineOpen={isOutlineOpen}
        onOutlineOpen={setIsOutlineOpen}
        choosing={choosing}
      />
      <div className={styles.body}>
        {isOutlineOpen && <PdfOutline pdf={pdf} onGo={(number) => scroll.scrollTo(number)} />}
        <section
          ref={scroller}
          className={styles.scroller}
          onScroll={scroll.onScroll}
          aria-label={t('viewer.pdf.document', { title: props.artifact.title })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is read with the arrow keys.
          tabIndex={0}
        >
          <div className={styles.column} style={{ height: scroll.layout.height, width: scroll.contentWidth }}>
            {pages.map((number) => {
              const size = scroll.layout.sizes[number - 1] ?? { width: 0, height: 0 };
              const top = scroll.layout.tops[number - 1] ?? 0;
              return (
                <PdfPage
                  key={number}
                  pdf={pdf}
                  number={number}
                  geometry={scroll.geometryOf(number)}
                  pixelsPerPoint={scroll.pixelsPerPoint(number)}
                  size={size}
                  top={top}
                  left={Math.max(0, (scroll.contentWidth - size.width) / 2)}
                  devicePixelRatio={devicePixelRatio}
                  queue={queue}
                  rank={rank}
                  onGeometry={scroll.learnGeometry}
                  onShown={shown}
                  overlays={overlays}
                  flashing={flashing}
                  matches={search.byPage.get(number) ?? NO_MATCHES}
                  currentMatch={search.current}
                  choosing={choosing}
                  isCurrent={number === scroll.page}
                  isCalm={scroll.isCalm}
                  visiblePart={() => {
                    const from = Math.max(0, (scroller.current?.scrollTop ?? 0) - top);
                    const seen = Math.min(size.height - from, view.height);
                    return {
                      x: size.width * 0.25,
                      y: from + seen * 0.35,
                      width: size.width * 0.5,
                      height: Math.max(24, seen * 0.2),
                    };
                  }}
                />
              );
            })}
          </div>
        </section>
      </div>
    </div>
  );
}

const SELECTION_PAUSE_MS = 120;

/** Tells which words are selected, once the selection rests. Returns where pages report that their words are there. */
function useTextSelection({ choosing }: PdfReaderProps) {
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

/** Goes to an anchor when asked, and says which one to show for a moment. */
function useDestination(destination: ViewerProps['destination'], scroll: PageScroll, isReady: boolean) {
  const [flashing, setFlashing] = useState<AnchorTarget | null>(null);
  const latest = useRef(scroll);
  latest.current = scroll;
  useEffect(() => {
    if (!destination || !isReady || destination.target.kind !== 'page') return;
    const { target } = destination;
    const now = latest.current;
    const geometry = now.geometryOf(target.page);
    const scale = now.pixelsPerPoint(target.page);
    const [first] = target.rects;
    const top = first ? rectToShown(first, geometry, scale).y : 0;
    now.scrollTo(target.page, top / Math.max(1, now.layout.sizes[target.page - 1]?.height ?? 1));
    setFlashing(target);
    const timer = setTimeout(() => setFlashing(null), 1200);
    return () => clearTimeout(timer);
  }, [destination, isReady]);
  return flashing;
}

function useFollowMatch(
  match: ReturnType<typeof usePdfSearch>['current'],
  scroll: PageScroll,
  scroller: React.RefObject<HTMLElement | null>,
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

function useWheelZoom(scroller: React.RefObject<HTMLElement | null>, scroll: PageScroll) {
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
