import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type PageGeometry, PIXELS_PER_POINT, shownSize } from './page-geometry.ts';
import {
  clampZoom,
  currentPage,
  layOut,
  MAX_PAGE_SIDE_PX,
  nearPages,
  type PageLayout,
  placeAt,
  type ReadingPlace,
  topOf,
  type Zoom,
  zoomFactor,
} from './page-layout.ts';

/** A point of the view that stays over the same place of the document when the zoom changes. */
interface Hold {
  readonly place: ReadingPlace;
  readonly offsetY: number;
  readonly shareX: number;
  readonly offsetX: number;
}

export interface PageScroll {
  readonly layout: PageLayout;
  readonly factor: number;
  readonly zoom: Zoom;
  readonly setZoom: (zoom: Zoom, at?: { readonly x: number; readonly y: number }) => void;
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
  readonly contentWidth: number;
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
): PageScroll {
  const [known, setKnown] = useState<ReadonlyMap<number, PageGeometry>>(() => new Map([[1, firstPage]]));
  const [zoom, setZoomState] = useState<Zoom>('width');
  const [near, setNear] = useState<readonly [number, number]>([1, Math.min(3, pageCount)]);
  const [page, setPage] = useState(1);
  const hold = useRef<Hold | null>(null);

  const geometryOf = useCallback((number: number) => known.get(number) ?? firstPage, [known, firstPage]);
  const factor = useMemo(() => {
    const { width, height } = shownSize(firstPage);
    const size = { width: width * PIXELS_PER_POINT, height: height * PIXELS_PER_POINT };
    return zoomFactor(zoom, size, view.width, view.height);
  }, [zoom, firstPage, view.width, view.height]);
  const pixelsPerPoint = useCallback(
    (number: number) => {
      const { width, height } = shownSize(geometryOf(number));
      const wanted = PIXELS_PER_POINT * factor;
      return Math.min(wanted, MAX_PAGE_SIDE_PX / Math.max(width, height));
    },
    [geometryOf, factor],
  );
  const layout = useMemo(() => {
    const sizes = Array.from({ length: pageCount }, (_, index) => {
      const { width, height } = shownSize(geometryOf(index + 1));
      const scale = pixelsPerPoint(index + 1);
      return { width: Math.round(width * scale), height: Math.round(height * scale) };
    });
    return layOut(sizes);
  }, [pageCount, geometryOf, pixelsPerPoint]);
  const contentWidth = Math.max(view.width, layout.width + 24);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const [first, last] = nearPages(layout, element.scrollTop, element.clientHeight);
    setNear((now) => (now[0] === first && now[1] === last ? now : [first, last]));
    setPage(currentPage(layout, element.scrollTop, element.clientHeight));
  }, [layout, scroller]);

  const [isCalm, setIsCalm] = useState(true);
  const last = useRef({ top: 0, atMs: 0 });
  const calming = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    const atMs = performance.now();
    const speed = Math.abs(top - last.current.top) / Math.max(1, atMs - last.current.atMs);
    last.current = { top, atMs };
    if (speed > FAST_PX_PER_MS) {
      setIsCalm(false);
      clearTimeout(calming.current);
      calming.current = setTimeout(() => setIsCalm(true), CALM_AFTER_MS);
    }
    look();
  }, [look, scroller]);

  // When the layout changes, the place one reads stays where it is on screen.
  const before = useRef({ layout, contentWidth });
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = { layout, contentWidth };
    if (!element || old.layout === layout) return;
    const kept = hold.current ?? {
      place: placeAt(old.layout, element.scrollTop),
      offsetY: 0,
      shareX: (element.scrollLeft + element.clientWidth / 2) / old.contentWidth,
      offsetX: element.clientWidth / 2,
    };
    hold.current = null;
    element.scrollTop = topOf(layout, kept.place) - kept.offsetY;
    element.scrollLeft = kept.shareX * contentWidth - kept.offsetX;
    look();
  }, [layout, contentWidth, scroller, look]);
  useLayoutEffect(look, [look]);

  return {
    layout,
    factor,
    zoom,
    near,
    page,
    geometryOf,
    pixelsPerPoint,
    contentWidth,
    isCalm,
    onScroll,
    setZoom(next, at) {
      const element = scroller.current;
      const offsetY = at?.y ?? 0;
      const offsetX = at?.x ?? (element?.clientWidth ?? 0) / 2;
      if (element) {
        hold.current = {
          place: placeAt(layout, element.scrollTop + offsetY),
          offsetY,
          shareX: (element.scrollLeft + offsetX) / contentWidth,
          offsetX,
        };
      }
      setZoomState(typeof next === 'number' ? clampZoom(next) : next);
    },
    learnGeometry: useCallback((number: number, geometry: PageGeometry) => {
      setKnown((now) => {
        const old = now.get(number);
        return old && isSame(old, geometry) ? now : new Map(now).set(number, geometry);
      });
    }, []),
    scrollTo: useCallback(
      (number: number, share?: number) => {
        const element = scroller.current;
        if (!element) return;
        const wanted = Math.min(layout.sizes.length, Math.max(1, number));
        element.scrollTop =
          share === undefined
            ? (layout.tops[wanted - 1] ?? 0) - 8
            : topOf(layout, { page: wanted, share }) - element.clientHeight * READING_LINE;
      },
      [layout, scroller],
    ),
  };
}

function isSame(a: PageGeometry, b: PageGeometry): boolean {
  return a.widthPt === b.widthPt && a.heightPt === b.heightPt && a.rotation === b.rotation;
}
