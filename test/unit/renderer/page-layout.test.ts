import { describe, expect, it } from 'vitest';
import {
  canvasScale,
  currentPage,
  layOut,
  MAX_CANVAS_PIXELS,
  nearPages,
  pageAt,
  pageOfRowBeside,
  placeAt,
  type Spread,
  stepZoom,
  topOf,
  zoomFactor,
} from '../../../renderer/viewers/pdf/page-layout.ts';

const size = (width: number, height: number) => () => ({ width, height });
const pages = (count: number, spread: Spread = 'one') => layOut(count, size(600, 800), spread);

describe('a column of pages', () => {
  it('knows the page at any height, above the first and below the last too', () => {
    const layout = pages(300);
    expect([pageAt(layout, -50), pageAt(layout, 0), pageAt(layout, 825), pageAt(layout, 1e9)]).toEqual([
      1, 1, 2, 300,
    ]);
  });

  it('keeps few pages ready, the next one among them', () => {
    const [first, last] = nearPages(pages(300), 100 * 812, 900);
    expect(last - first).toBeLessThanOrEqual(5);
    expect(last).toBeGreaterThan(currentPage(pages(300), 100 * 812, 900));
  });

  it('keeps the place one reads when the zoom changes', () => {
    const before = pages(50);
    const after = layOut(50, size(1200, 1600), 'one');
    const place = placeAt(before, 20_000);
    expect(placeAt(after, topOf(after, place))).toEqual(place);
  });
});

describe('pages side by side', () => {
  it('lie left and right of the middle line, and a cover lies alone on the right', () => {
    const two = pages(5, 'two');
    expect([...two.lefts].map(Math.sign)).toEqual([-1, 1, -1, 1, -1]);
    expect([...two.tops]).toEqual([12, 12, 824, 824, 1636]);
    const cover = pages(5, 'cover');
    expect([...cover.lefts].map(Math.sign)).toEqual([1, -1, 1, -1, 1]);
    expect([...cover.tops]).toEqual([12, 824, 824, 1636, 1636]);
  });

  it('are kept ready row by row', () => {
    expect(nearPages(pages(300, 'two'), 50 * 812, 700)).toEqual([97, 104]);
    expect(nearPages(pages(3, 'cover'), 0, 700)).toEqual([1, 3]);
  });

  it('are paged through row by row, and not beyond the ends', () => {
    const cover = pages(6, 'cover');
    expect([1, 2, 4, 6].map((page) => pageOfRowBeside(cover, page, 1))).toEqual([2, 4, 6, 6]);
    expect([1, 2, 4].map((page) => pageOfRowBeside(cover, page, -1))).toEqual([1, 1, 2]);
  });

  it('of different sizes stand in the middle of their row', () => {
    const mixed = layOut(2, (page) => ({ width: 600, height: page === 1 ? 800 : 400 }), 'two');
    expect([...mixed.tops]).toEqual([12, 212]);
    expect(mixed.height).toBe(12 + 800 + 12);
  });

  it('keep the place one reads when they come together', () => {
    const place = placeAt(pages(50), 20_000);
    const after = placeAt(pages(50, 'two'), topOf(pages(50, 'two'), place));
    expect([place.page, place.page - 1]).toContain(after.page);
    expect(after.share).toBeCloseTo(place.share);
  });
});

describe('zoom', () => {
  it('steps to the next round factor in both directions, and stops at the ends', () => {
    expect([stepZoom(1, true), stepZoom(1, false), stepZoom(0.74, true)]).toEqual([1.1, 0.9, 0.75]);
    expect([stepZoom(8, true), stepZoom(0.2, false)]).toEqual([8, 0.1]);
  });

  it('fits the width or the whole page', () => {
    const page = { width: 800, height: 1000 };
    expect(zoomFactor('width', page, 824, 400)).toBe(1);
    expect(zoomFactor('page', page, 824, 524)).toBe(0.5);
  });

  it('draws a giant page coarser rather than exhausting memory', () => {
    const giant = { width: 40_000, height: 40_000 };
    const scale = canvasScale(giant, 2);
    expect(giant.width * scale * giant.height * scale).toBeLessThanOrEqual(MAX_CANVAS_PIXELS + 1);
    expect(canvasScale({ width: 800, height: 1100 }, 2)).toBe(2);
  });
});
