import { describe, expect, it } from 'vitest';
import {
  fitImage,
  panImage,
  rectFromFrame,
  rectToFrame,
  showRect,
  zoomImage,
} from '../../../renderer/viewers/image/image-view.ts';

const image = { width: 4000, height: 2000 };
const frame = { width: 800, height: 600 };

describe('a picture in its frame', () => {
  it('is wholly visible and centred at first, and small ones are not blown up', () => {
    expect(fitImage(image, frame)).toEqual({ scale: 0.2, x: 0, y: 100 });
    expect(fitImage({ width: 100, height: 50 }, frame)).toEqual({ scale: 1, x: 350, y: 275 });
  });

  it('zooms about the pointer', () => {
    const at = { x: 200, y: 300 };
    const before = fitImage(image, frame);
    const after = zoomImage(before, image, frame, 4, at);
    expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale);
  });

  it('never leaves a gap at an edge when larger than the frame', () => {
    const large = zoomImage(fitImage(image, frame), image, frame, 5, { x: 0, y: 0 });
    const moved = panImage(large, image, frame, 1e6, -1e6);
    expect([moved.x, moved.y]).toEqual([0, frame.height - image.height * moved.scale]);
  });

  it('anchors come back the same in natural pixels at any zoom', () => {
    const rect = { x: 120, y: 340, width: 800, height: 90 };
    for (const scale of [0.2, 1, 7.3]) {
      const view = { scale, x: -31, y: 17 };
      expect(rectFromFrame(rectToFrame(rect, view), view, image)).toEqual(rect);
    }
  });

  it('goes to an anchor and shows all of it', () => {
    const rect = { x: 3000, y: 1500, width: 900, height: 400 };
    const close = { scale: 8, x: 0, y: 0 };
    const shown = rectToFrame(rect, showRect(close, image, frame, rect));
    expect(shown.x).toBeGreaterThanOrEqual(0);
    expect(shown.x + shown.width).toBeLessThanOrEqual(frame.width);
  });
});
