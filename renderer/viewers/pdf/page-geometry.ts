import type { Rect } from '../../../src/domain/anchor.ts';

export type Rotation = 0 | 90 | 180 | 270;

/** A PDF page as its document describes it: points, before rotation, cut to its visible box. */
export interface PageGeometry {
  readonly widthPt: number;
  readonly heightPt: number;
  /** Clockwise, as the page asks to be shown. */
  readonly rotation: Rotation;
}

/** CSS pixels per PDF point at 100 %. */
export const PIXELS_PER_POINT = 96 / 72;

/** Any multiple of 90, negative ones too; anything else counts as upright. */
export function toRotation(degrees: number): Rotation {
  const turned = ((degrees % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
}

/** The page as it is shown after it was turned clockwise by hand. */
export function turnedBy(page: PageGeometry, turn: Rotation): PageGeometry {
  return turn === 0 ? page : { ...page, rotation: toRotation(page.rotation + turn) };
}

/** The page's size as shown, in points. */
export function shownSize(page: PageGeometry): { readonly width: number; readonly height: number } {
  return page.rotation === 90 || page.rotation === 270
    ? { width: page.heightPt, height: page.widthPt }
    : { width: page.widthPt, height: page.heightPt };
}

/** From points on the unrotated page to pixels on the page as shown; both from the top left corner. */
export function rectToShown(rect: Rect, page: PageGeometry, pixelsPerPoint: number): Rect {
  const turned = turn(rect, page.widthPt, page.heightPt, page.rotation);
  return scaled(turned, pixelsPerPoint);
}

/** From pixels on the page as shown to points on the unrotated page, cut to the page. */
export function rectFromShown(rect: Rect, page: PageGeometry, pixelsPerPoint: number): Rect {
  const shown = shownSize(page);
  const back = toRotation(-page.rotation);
  const points = turn(scaled(rect, 1 / pixelsPerPoint), shown.width, shown.height, back);
  return tidyRect(clip(points, page.widthPt, page.heightPt));
}

/** Turns a rectangle clockwise together with the sheet it lies on. */
function turn(rect: Rect, width: number, height: number, by: Rotation): Rect {
  switch (by) {
    case 0:
      return rect;
    case 90:
      return { x: height - rect.y - rect.height, y: rect.x, width: rect.height, height: rect.width };
    case 180:
      return {
        x: width - rect.x - rect.width,
        y: height - rect.y - rect.height,
        width: rect.width,
        height: rect.height,
      };
    case 270:
      return { x: rect.y, y: width - rect.x - rect.width, width: rect.height, height: rect.width };
  }
}

function scaled(rect: Rect, by: number): Rect {
  return { x: rect.x * by, y: rect.y * by, width: rect.width * by, height: rect.height * by };
}

function clip(rect: Rect, width: number, height: number): Rect {
  const left = Math.min(Math.max(rect.x, 0), width);
  const top = Math.min(Math.max(rect.y, 0), height);
  const right = Math.min(Math.max(rect.x + rect.width, 0), width);
  const bottom = Math.min(Math.max(rect.y + rect.height, 0), height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const tidy = (value: number) => Math.round(value * 100) / 100;

function tidyRect(rect: Rect): Rect {
  return { x: tidy(rect.x), y: tidy(rect.y), width: tidy(rect.width), height: tidy(rect.height) };
}

/** Two corners in any order make a rectangle. */
export function rectBetween(ax: number, ay: number, bx: number, by: number): Rect {
  return { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(bx - ax), height: Math.abs(by - ay) };
}

/**
 * One rectangle a line from the many little ones a text selection has: those on one line that touch or nearly touch
 * grow together. At most `limit` are kept.
 */
export function mergeLineRects(rects: readonly Rect[], limit = 500): readonly Rect[] {
  const lines: Rect[] = [];
  for (const rect of rects) {
    if (rect.width < 0.5 || rect.height < 0.5) continue;
    const at = lines.findIndex((line) => isOnOneLine(line, rect) && isNear(line, rect));
    const line = lines[at];
    if (line) lines[at] = union(line, rect);
    else if (lines.length < limit) lines.push(rect);
  }
  return lines;
}

function isOnOneLine(a: Rect, b: Rect): boolean {
  const overlap = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return overlap > 0.5 * Math.min(a.height, b.height);
}

function isNear(a: Rect, b: Rect): boolean {
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return gap < 1.5 * Math.max(a.height, b.height);
}

function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
