/** Space above the first page, between pages and below the last, in pixels. */
export const PAGE_GAP_PX = 12;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** How many pages lie side by side; with `cover` the first one lies alone, as in a book. */
export type Spread = 'one' | 'two' | 'cover';

/** Where every page lies in the scrolled column, in pixels. Typed arrays, for there may be 50,000 pages. */
export interface PageLayout {
  readonly count: number;
  readonly spread: Spread;
  readonly tops: Float64Array;
  /** Left edges, counted from the middle line of the column. */
  readonly lefts: Float64Array;
  readonly widths: Float64Array;
  readonly heights: Float64Array;
  /** Top of each row of pages; one more entry than rows, the last being where a next row would start. */
  readonly rowTops: Float64Array;
  readonly height: number;
  readonly width: number;
}

/** Stacks rows of pages of known sizes, each row about the middle line. */
export function layOut(count: number, sizeOf: (page: number) => PageSize, spread: Spread): PageLayout {
  const rows = count === 0 ? 0 : rowOf(count, spread) + 1;
  const tops = new Float64Array(count);
  const lefts = new Float64Array(count);
  const widths = new Float64Array(count);
  const heights = new Float64Array(count);
  const rowTops = new Float64Array(rows + 1);
  let top = PAGE_GAP_PX;
  let width = 0;
  for (let row = 0; row < rows; row += 1) {
    const [first, last] = pagesOfRow(row, count, spread);
    rowTops[row] = top;
    let rowHeight = 0;
    for (let page = first; page <= last; page += 1) {
      const size = sizeOf(page);
      widths[page - 1] = size.width;
      heights[page - 1] = size.height;
      rowHeight = Math.max(rowHeight, size.height);
    }
    for (let page = first; page <= last; page += 1) {
      const own = widths[page - 1] ?? 0;
      const side = sideOf(page, spread);
      lefts[page - 1] =
        side === 'middle' ? -own / 2 : side === 'left' ? -own - PAGE_GAP_PX / 2 : PAGE_GAP_PX / 2;
      tops[page - 1] = top + Math.floor((rowHeight - (heights[page - 1] ?? 0)) / 2);
      // What reaches furthest from the middle line decides how wide both halves are.
      width = Math.max(width, side === 'middle' ? own : 2 * own + PAGE_GAP_PX);
    }
    top += rowHeight + PAGE_GAP_PX;
  }
  rowTops[rows] = top;
  return { count, spread, tops, lefts, widths, heights, rowTops, height: top, width };
}

/** The row (from 0) a page (from 1) lies in. */
function rowOf(page: number, spread: Spread): number {
  switch (spread) {
    case 'one':
      return page - 1;
    case 'two':
      return (page - 1) >> 1;
    case 'cover':
      return page >> 1;
  }
}

/** First and last page (from 1, both included) of a row (from 0). */
function pagesOfRow(row: number, count: number, spread: Spread): readonly [number, number] {
  switch (spread) {
    case 'one':
      return [row + 1, row + 1];
    case 'two':
      return [row * 2 + 1, Math.min(count, row * 2 + 2)];
    case 'cover':
      return [Math.max(1, row * 2), Math.min(count, row * 2 + 1)];
  }
}

function sideOf(page: number, spread: Spread): 'left' | 'middle' | 'right' {
  if (spread === 'one') return 'middle';
  return (page % 2 === 1) === (spread === 'two') ? 'left' : 'right';
}

/** The first page of the row before (`by` -1) or after (1) the one a page lies in; the page's own at the ends. */
export function pageOfRowBeside(layout: PageLayout, page: number, by: 1 | -1): number {
  const rows = layout.rowTops.length - 1;
  const row = Math.min(rows - 1, Math.max(0, rowOf(page, layout.spread) + by));
  return pagesOfRow(row, layout.count, layout.spread)[0];
}

function rowAt(layout: PageLayout, y: number): number {
  let low = 0;
  let high = Math.max(0, layout.rowTops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.rowTops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first page (from 1) of the row that covers a height in the column; of the last row beyond the end. */
export function pageAt(layout: PageLayout, y: number): number {
  return pagesOfRow(rowAt(layout, y), layout.count, layout.spread)[0];
}

/** Pages (from 1, both included) to keep ready: those seen, the row before, and the next one or two for paging on. */
export function nearPages(
  layout: PageLayout,
  scrollTop: number,
  viewHeight: number,
): readonly [number, number] {
  const { count, spread } = layout;
  const first = Math.max(0, rowAt(layout, scrollTop) - 1);
  const ahead = spread === 'one' ? 2 : 1;
  const last = Math.min(rowOf(count, spread), rowAt(layout, scrollTop + viewHeight) + ahead);
  return [pagesOfRow(first, count, spread)[0], pagesOfRow(last, count, spread)[1]];
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
  const height = Math.max(1, layout.heights[page - 1] ?? 1);
  return { page, share: (y - (layout.tops[page - 1] ?? 0)) / height };
}

export function topOf(layout: PageLayout, place: ReadingPlace): number {
  return (layout.tops[place.page - 1] ?? 0) + place.share * (layout.heights[place.page - 1] ?? 0);
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
