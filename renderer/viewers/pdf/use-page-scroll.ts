import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type PageGeometry, PIXELS_PER_POINT, type Rotation, shownSize, turnedBy } from './page-geometry.ts';
import {
  clampZoom,
  currentPage,
  layOut,
  MAX_PAGE_SIDE_PX,
  nearPages,
  PAGE_GAP_PX,
  type PageLayout,
  type PageSize,
  pageOfRowBeside,
  placeAt,
  type ReadingPlace,
  type Spread,
  topOf,
  type Zoom,
  zoomFactor,
} from './page-layout.ts';
import { columnHeight, type ScrollWindow, windowAfter, windowAt } from './scroll-window.ts';

/** A point of the view that stays over the same place of the document when the zoom changes. */
interface Hold {
  readonly place: ReadingPlace;
  readonly offsetY: number;
  readonly shareX: number;
  readonly offsetX: number;
}

/** How a document is looked at: what to start from, and what is there when it is left. */
export interface PdfView {
  readonly zoom: Zoom;
  readonly spread: Spread;
  readonly turn: Rotation;
  readonly place: ReadingPlace;
}

export interface PageScroll {
  readonly layout: PageLayout;
  readonly factor: number;
  readonly zoom: Zoom;
  readonly setZoom: (zoom: Zoom, at?: { readonly x: number; readonly y: number }) => void;
  readonly spread: Spread;
  readonly setSpread: (spread: Spread) => void;
  readonly turn: Rotation;
  readonly setTurn: (turn: Rotation) => void;
  readonly geometryOf: (page: number) => PageGeometry;
  readonly pixelsPerPoint: (page: number) => number;
  readonly learnGeometry: (page: number, geometry: PageGeometry) => void;
  /** First and last page to keep ready. */
  readonly near: readonly [number, number];
  readonly page: number;
  /** False while pages fly past: then they are not worth drawing. */
  readonly isCalm: boolean;
  readonly onScroll: () => void;
  /** Brings a height of a page (a share of it) to a third of the view, or the page's top to the top. */
  readonly scrollTo: (page: number, share?: number) => void;
  /** Goes to the next row of pages, or back. */
  readonly stepRow: (by: 1 | -1) => void;
  readonly contentWidth: number;
  readonly columnHeight: number;
  /** How much of the document lies above the column. */
  readonly offset: number;
  /** Height in the document at which the view starts. */
  readonly top: () => number;
}

const READING_LINE = 1 / 3;
/** Faster than this nobody reads. */
const FAST_PX_PER_MS = 4;
const CALM_AFTER_MS = 90;

/** Where pages lie, which are near, and how to get to one, while sizes are learnt as pages come into reach. */
export function usePageScroll(
  pageCount: number,
  firstPage: PageGeometry,
  view: { readonly width: number; readonly height: number },
  scroller: RefObject<HTMLElement | null>,
  start: PdfView,
): PageScroll {
  const { known, learnGeometry } = useKnownPages(firstPage);
  const [zoom, setZoomState] = useState(start.zoom);
  const [wantedSpread, setSpread] = useState(start.spread);
  const spread = pageCount === 1 ? 'one' : wantedSpread;
  const [turn, setTurn] = useState(start.turn);
  const [fitted, setFitted] = useState(start.place.page);
  const [near, setNear] = useState<readonly [number, number]>([1, Math.min(3, pageCount)]);
  const [page, setPage] = useState(start.place.page);
  const [window, setWindow] = useState<ScrollWindow>({ scrollTop: 0, offset: 0 });
  const latestWindow = useRef(window);
  const hold = useRef<Hold | null>(null);

  const geometryOf = useCallback(
    (number: number) => turnedBy(known.get(number) ?? firstPage, turn),
    [known, firstPage, turn],
  );
  const factor = useMemo(() => {
    const { width, height } = shownSize(geometryOf(fitted));
    const beside = spread === 'one' ? 1 : 2;
    const size = { width: width * PIXELS_PER_POINT * beside, height: height * PIXELS_PER_POINT };
    return zoomFactor(zoom, size, view.width - (beside - 1) * PAGE_GAP_PX, view.height);
  }, [zoom, spread, fitted, geometryOf, view.width, view.height]);
  const pixelsPerPoint = useCallback(
    (number: number) => scaleOf(geometryOf(number), factor),
    [geometryOf, factor],
  );
  const layout = useMemo(() => {
    const usual = sizeOf(turnedBy(firstPage, turn), factor);
    const size = (number: number) => (known.has(number) ? sizeOf(geometryOf(number), factor) : usual);
    return layOut(pageCount, size, spread);
  }, [pageCount, known, firstPage, turn, geometryOf, factor, spread]);
  const contentWidth = Math.max(view.width, layout.width + 2 * PAGE_GAP_PX);

  const keepWindow = useCallback((next: ScrollWindow) => {
    latestWindow.current = next;
    setWindow((now) => (now.offset === next.offset ? now : next));
  }, []);
  const top = useCallback(() => (scroller.current?.scrollTop ?? 0) + latestWindow.current.offset, [scroller]);
  const moveTo = useCallback(
    (wanted: number) => {
      const element = scroller.current;
      if (!element) return;
      const next = windowAt(wanted, { height: layout.height, viewHeight: element.clientHeight });
      element.scrollTop = next.scrollTop;
      // What the browser made of it counts, lest the rest pass for a movement.
      keepWindow({ scrollTop: element.scrollTop, offset: next.offset });
    },
    [layout, scroller, keepWindow],
  );
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const [first, last] = nearPages(layout, top(), element.clientHeight);
    setNear((now) => (now[0] === first && now[1] === last ? now : [first, last]));
    setPage(currentPage(layout, top(), element.clientHeight));
  }, [layout, scroller, top]);

  const { isCalm, noteSpeed } = useCalm();
  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const scrolled = { height: layout.height, viewHeight: element.clientHeight };
    const next = windowAfter(latestWindow.current, element.scrollTop, scrolled);
    if (next.scrollTop !== element.scrollTop) element.scrollTop = next.scrollTop;
    keepWindow({ scrollTop: element.scrollTop, offset: next.offset });
    noteSpeed(top());
    look();
  }, [layout, look, top, noteSpeed, keepWindow, scroller]);

  // When the layout changes, the place one reads stays where it is on screen.
  const before = useRef<{ layout: PageLayout; contentWidth: number; viewWidth: number } | null>(null);
  const place = useRef(start.place);
  const isOnScreen = view.height > 0;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !isOnScreen) return;
    const old = before.current;
    before.current = { layout, contentWidth, viewWidth: view.width };
    if (old?.layout === layout && old.contentWidth === contentWidth) return;
    const kept = hold.current ?? {
      place: old ? placeAt(old.layout, top()) : place.current,
      offsetY: 0,
      shareX: old ? (element.scrollLeft + old.viewWidth / 2) / old.contentWidth : 0.5,
      offsetX: element.clientWidth / 2,
    };
    hold.current = null;
    moveTo(topOf(layout, kept.place) - kept.offsetY);
    element.scrollLeft = kept.shareX * contentWidth - kept.offsetX;
    look();
  }, [layout, contentWidth, view.width, isOnScreen, scroller, look, moveTo, top]);
  useLayoutEffect(look, [look]);

  const scrollTo = useCallback(
    (number: number, share?: number) => {
      const element = scroller.current;
      if (!element) return;
      const wanted = Math.min(layout.count, Math.max(1, number));
      moveTo(
        share === undefined
          ? (layout.tops[wanted - 1] ?? 0) - 8
          : topOf(layout, { page: wanted, share }) - element.clientHeight * READING_LINE,
      );
      look();
    },
    [layout, scroller, moveTo, look],
  );

  return {
    layout,
    factor,
    zoom,
    spread,
    setSpread,
    turn,
    setTurn,
    near,
    page,
    geometryOf,
    pixelsPerPoint,
    learnGeometry,
    contentWidth,
    columnHeight: columnHeight(layout.height),
    offset: window.offset,
    top,
    isCalm,
    onScroll,
    scrollTo,
    stepRow: (by) => scrollTo(pageOfRowBeside(layout, page, by)),
    setZoom(next, at) {
      const element = scroller.current;
      const offsetY = at?.y ?? 0;
      const offsetX = at?.x ?? (element?.clientWidth ?? 0) / 2;
      if (element) {
        hold.current = {
          place: placeAt(layout, top() + offsetY),
          offsetY,
          shareX: (element.scrollLeft + offsetX) / contentWidth,
          offsetX,
        };
      }
      // Pages may differ in size: it is the one being read that is to fit.
      if (typeof next !== 'number') setFitted(page);
      setZoomState(typeof next === 'number' ? clampZoom(next) : next);
    },
  };
}

/** What pages say of their sizes, where it is not what the first one says. */
function useKnownPages(firstPage: PageGeometry) {
  const [known, setKnown] = useState<ReadonlyMap<number, PageGeometry>>(() => new Map());
  const learnt = useRef(new Map<number, PageGeometry>());
  const isTelling = useRef(false);
  const learnGeometry = useCallback(
    (number: number, geometry: PageGeometry) => {
      if (isSame(learnt.current.get(number) ?? firstPage, geometry)) return;
      learnt.current.set(number, geometry);
      if (isTelling.current) return;
      isTelling.current = true;
      // Pages that come into reach together change the layout once.
      queueMicrotask(() => {
        isTelling.current = false;
        setKnown(new Map(learnt.current));
      });
    },
    [firstPage],
  );
  return { known, learnGeometry };
}

/** Whether pages move slowly enough to be read. */
function useCalm() {
  const [isCalm, setIsCalm] = useState(true);
  const last = useRef({ top: 0, atMs: 0 });
  const calming = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(calming.current), []);
  const noteSpeed = useCallback((top: number) => {
    const atMs = performance.now();
    const speed = Math.abs(top - last.current.top) / Math.max(1, atMs - last.current.atMs);
    last.current = { top, atMs };
    if (speed <= FAST_PX_PER_MS) return;
    setIsCalm(false);
    clearTimeout(calming.current);
    calming.current = setTimeout(() => setIsCalm(true), CALM_AFTER_MS);
  }, []);
  return { isCalm, noteSpeed };
}

function scaleOf(page: PageGeometry, factor: number): number {
  const { width, height } = shownSize(page);
  return Math.min(PIXELS_PER_POINT * factor, MAX_PAGE_SIDE_PX / Math.max(width, height));
}

function sizeOf(page: PageGeometry, factor: number): PageSize {
  const { width, height } = shownSize(page);
  const scale = scaleOf(page, factor);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function isSame(a: PageGeometry, b: PageGeometry): boolean {
  return a.widthPt === b.widthPt && a.heightPt === b.heightPt && a.rotation === b.rotation;
}
