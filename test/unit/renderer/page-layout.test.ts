import { describe, expect, it } from 'vitest';
import {
  canvasScale,
  currentPage,
  layOut,
  MAX_CANVAS_PIXELS,
  nearPages,
  pageAt,
  placeAt,
  stepZoom,
  topOf,
  zoomFactor,
} from '../../../renderer/viewers/pdf/page-layout.ts';

const pages = (count: number) => layOut(Array.from({ length: count }, () => ({ width: 600, height: 800 })));

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
    const after = layOut(Array.from({ length: 50 }, () => ({ width: 1200, height: 1600 })));
    const place = placeAt(before, 20_000);
    expect(placeAt(after, topOf(after, place))).toEqual(place);
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
