import { describe, expect, it } from 'vitest';
import {
  columnHeight,
  MAX_COLUMN_PX,
  type ScrollWindow,
  windowAfter,
  windowAt,
} from '../../../renderer/viewers/pdf/scroll-window.ts';

const top = ({ scrollTop, offset }: ScrollWindow) => scrollTop + offset;
const short = { height: 300 * 1135, viewHeight: 900 };
const tall = { height: 50_000 * 1135, viewHeight: 900 };

describe('a document taller than a browser can scroll', () => {
  it('scrolls in a column a browser can lay out; a usual one scrolls as it is', () => {
    expect(columnHeight(tall.height)).toBe(MAX_COLUMN_PX);
    expect(columnHeight(short.height)).toBe(short.height);
    expect(windowAfter({ scrollTop: 5, offset: 0 }, 123_456, short)).toEqual({
      scrollTop: 123_456,
      offset: 0,
    });
  });

  it('is reached everywhere, from its first line to its last', () => {
    for (const wanted of [0, 1, 8_000_000, 31_415_926, tall.height - 900]) {
      expect(top(windowAt(wanted, tall))).toBe(wanted);
    }
    expect(top(windowAt(1e9, tall))).toBe(tall.height - 900);
  });

  it('moves pixel by pixel with the wheel, across the ends of the column too', () => {
    let window = windowAt(0, tall);
    let walked = 0;
    // A small column would be walked through; this one is put near its end instead.
    window = { scrollTop: MAX_COLUMN_PX - 900 - 250, offset: 1000 };
    const from = top(window);
    for (; walked < 1000; walked += 100) {
      const scrollTop = Math.min(MAX_COLUMN_PX - 900, window.scrollTop + 100);
      const moved = scrollTop - window.scrollTop;
      const before = top(window);
      window = windowAfter(window, scrollTop, tall);
      expect(top(window) - before).toBeCloseTo(moved);
    }
    expect(top(window)).toBeGreaterThan(from + 800);
  });

  it('goes to a share of the document when the scroll bar is dragged', () => {
    const middle = windowAfter({ scrollTop: 0, offset: 0 }, (MAX_COLUMN_PX - 900) / 2, tall);
    expect(top(middle)).toBeCloseTo((tall.height - 900) / 2, 0);
    const end = windowAfter(middle, MAX_COLUMN_PX - 900, tall);
    expect(top(end)).toBeCloseTo(tall.height - 900, 0);
  });
});
