import { describe, expect, it } from 'vitest';
import {
  mergeLineRects,
  type PageGeometry,
  type Rotation,
  rectFromShown,
  rectToShown,
  shownSize,
  toRotation,
} from '../../../renderer/viewers/pdf/page-geometry.ts';
import type { Rect } from '../../../src/domain/anchor.ts';

const aPage = (rotation: Rotation): PageGeometry => ({ widthPt: 600, heightPt: 800, rotation });
const rect: Rect = { x: 10, y: 20, width: 100, height: 40 };
const ROTATIONS: readonly Rotation[] = [0, 90, 180, 270];

describe('places on a PDF page', () => {
  it.each(ROTATIONS)(
    'come back the same from the screen, at any zoom, on a page turned by %i',
    (rotation) => {
      for (const pixelsPerPoint of [0.4, 1, 4 / 3, 3.7]) {
        const shown = rectToShown(rect, aPage(rotation), pixelsPerPoint);
        expect(rectFromShown(shown, aPage(rotation), pixelsPerPoint)).toEqual(rect);
      }
    },
  );

  it('lie where a page turned clockwise carries them', () => {
    expect(rectToShown(rect, aPage(90), 1)).toEqual({ x: 740, y: 10, width: 40, height: 100 });
    expect(rectToShown(rect, aPage(180), 1)).toEqual({ x: 490, y: 740, width: 100, height: 40 });
    expect(rectToShown(rect, aPage(270), 1)).toEqual({ x: 20, y: 490, width: 40, height: 100 });
  });

  it('never reach beyond the page', () => {
    const beyond = rectFromShown({ x: -50, y: 700, width: 2000, height: 500 }, aPage(0), 1);
    expect(beyond).toEqual({ x: 0, y: 700, width: 600, height: 100 });
  });

  it('a page lying on its side is as wide as it is high', () => {
    expect(shownSize(aPage(90))).toEqual({ width: 800, height: 600 });
    expect(shownSize(aPage(180))).toEqual({ width: 600, height: 800 });
  });

  it('turns by odd angles count as upright, whole turns and negative ones as what they are', () => {
    expect([toRotation(450), toRotation(-90), toRotation(37), toRotation(720)]).toEqual([90, 270, 0, 0]);
  });
});

describe('a text selection', () => {
  it('is one rectangle a line', () => {
    const words = [
      { x: 10, y: 10, width: 40, height: 12 },
      { x: 54, y: 10.5, width: 60, height: 12 },
      { x: 10, y: 26, width: 80, height: 12 },
    ];
    expect(mergeLineRects(words)).toEqual([
      { x: 10, y: 10, width: 104, height: 12.5 },
      { x: 10, y: 26, width: 80, height: 12 },
    ]);
  });

  it('keeps the columns of a page apart', () => {
    const columns = [
      { x: 10, y: 10, width: 100, height: 12 },
      { x: 300, y: 10, width: 100, height: 12 },
    ];
    expect(mergeLineRects(columns)).toHaveLength(2);
  });

  it('drops slivers and stops at the most an anchor may have', () => {
    const many = Array.from({ length: 900 }, (_, line) => ({ x: 0, y: line * 20, width: 50, height: 12 }));
    expect(mergeLineRects([{ x: 0, y: 0, width: 0, height: 12 }, ...many])).toHaveLength(500);
  });
});
