/**
 * Browsers lay nothing out beyond some 30 million pixels; a taller document scrolls in a column of this height, which
 * shows a part of it: `offset` is how much of the document lies above the column's own top.
 */
export const MAX_COLUMN_PX = 8_000_000;

export interface ScrollWindow {
  /** Where the scrolled element stands. */
  readonly scrollTop: number;
  readonly offset: number;
}

export interface Scrolled {
  /** Height of the whole document. */
  readonly height: number;
  readonly viewHeight: number;
}

export function columnHeight(height: number): number {
  return Math.min(height, MAX_COLUMN_PX);
}

/** The window from which the document is seen from `top` down, the scroll bar standing where it belongs. */
export function windowAt(top: number, { height, viewHeight }: Scrolled): ScrollWindow {
  const last = Math.max(0, height - viewHeight);
  const wanted = Math.min(last, Math.max(0, top));
  if (height <= MAX_COLUMN_PX) return { scrollTop: wanted, offset: 0 };
  const scrollTop = Math.round((wanted / last) * (MAX_COLUMN_PX - viewHeight));
  return { scrollTop, offset: wanted - scrollTop };
}

/**
 * The window after the element was scrolled to `scrollTop`: a short way moves on pixel by pixel, a long one (the
 * scroll bar was dragged) goes to that share of the document. The result's `scrollTop` differs from the given one
 * where the column's end was reached and the document's was not.
 */
export function windowAfter(before: ScrollWindow, scrollTop: number, scrolled: Scrolled): ScrollWindow {
  const { height, viewHeight } = scrolled;
  if (height <= MAX_COLUMN_PX) return { scrollTop, offset: 0 };
  const end = MAX_COLUMN_PX - viewHeight;
  if (Math.abs(scrollTop - before.scrollTop) > 3 * viewHeight) {
    return { scrollTop, offset: (scrollTop / end) * (height - viewHeight) - scrollTop };
  }
  const isAtColumnEnd = scrollTop <= 0 || scrollTop >= end;
  if (!isAtColumnEnd) return { scrollTop, offset: before.offset };
  return windowAt(scrollTop + before.offset, scrolled);
}
