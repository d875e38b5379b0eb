/** Space above the first page, between pages and below the last, in pixels. */
export const PAGE_GAP_PX = 12;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Where every page lies in the scrolled column, in pixels. */
export interface PageLayout {
  /** Top of each page; one more entry than pages, the last being where a next page would start. */
  readonly tops: Float64Array;
  readonly sizes: readonly PageSize[];
  readonly height: number;
  readonly width: number;
}

/** Stacks pages of known sizes. */
export function layOut(sizes: readonly PageSize[]): PageLayout {
  const tops = new Float64Array(sizes.length + 1);
  let top = PAGE_GAP_PX;
  let width = 0;
  sizes.forEach((size, index) => {
    tops[index] = top;
    top += size.height + PAGE_GAP_PX;
    width = Math.max(width, size.width);
  });
  tops[sizes.length] = top;
  return { tops, sizes, height: top, width };
}

/** The page (from 1) that covers a height in the column; the last one beyond the end. */
export function pageAt(layout: PageLayout, y: number): number {
  let low = 0;
  let high = layout.sizes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Pages (from 1, both included) to keep ready: those seen, one before, and the next one or two for paging on. */
export function nearPages(
  layout: PageLayout,
  scrollTop: number,
  viewHeight: number,
): readonly [number, number] {
  const count = layout.sizes.length;
  const first = pageAt(layout, scrollTop);
  const last = pageAt(layout, scrollTop + viewHeight);
  return [Math.max(1, first - 1), Math.min(count, last + 2)];
}

/** The page one is reading: the one that covers the upper third of the view. */
export function currentPage(layout: PageLayout, scrollTop: number, viewHeight: number): number {
  return pageAt(layout, scrollTop + viewHeight / 3);
}

/** A place in the document that stays put when zoom or page sizes change: a page and a share of its height. */
export interface ReadingPlace {
  readonly page: number;
  readonly share: number;
}

export function placeAt(layout: PageLayout, y: number): ReadingPlace {
  const page = pageAt(layout, y);
  const height = layout.sizes[page - 1]?.height ?? 1;
  return { page, share: (y - (layout.tops[page - 1] ?? 0)) / height };
}

export function topOf(layout: PageLayout, place: ReadingPlace): number {
  const height = layout.sizes[place.page - 1]?.height ?? 0;
  return (layout.tops[place.page - 1] ?? 0) + place.share * height;
}

export type Zoom = 'width' | 'page' | number;

const ZOOM_STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8];
export const MIN_ZOOM = 0.1;
export const MAX_ZOOM = 8;

/** The next step up or down from a zoom factor. */
export function stepZoom(zoom: number, up: boolean): number {
  const step = up
    ? ZOOM_STEPS.find((candidate) => candidate > zoom + 0.005)
    : ZOOM_STEPS.findLast((candidate) => candidate < zoom - 0.005);
  return step ?? (up ? MAX_ZOOM : MIN_ZOOM);
}

export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

/** The factor (1 is 100 %) at which a page of this size (in pixels at 100 %) fits. */
export function zoomFactor(zoom: Zoom, page: PageSize, viewWidth: number, viewHeight: number): number {
  if (typeof zoom === 'number') return clampZoom(zoom);
  const wide = (viewWidth - 2 * PAGE_GAP_PX) / Math.max(1, page.width);
  if (zoom === 'width') return clampZoom(wide);
  return clampZoom(Math.min(wide, (viewHeight - 2 * PAGE_GAP_PX) / Math.max(1, page.height)));
}

/** More would exhaust memory on a page made to do so; such pages are drawn coarser. */
export const MAX_CANVAS_PIXELS = 20_000_000;
export const MAX_CANVAS_SIDE = 8192;

/** Canvas pixels per CSS pixel: the screen's own, or less where the page would be too large. */
export function canvasScale(size: PageSize, devicePixelRatio: number): number {
  const area = Math.sqrt(MAX_CANVAS_PIXELS / Math.max(1, size.width * size.height));
  const side = MAX_CANVAS_SIDE / Math.max(1, size.width, size.height);
  return Math.min(devicePixelRatio, area, side);
}

/** Largest size a page is laid out at, in pixels: pages may claim to be kilometres high. */
export const MAX_PAGE_SIDE_PX = 40_000;
