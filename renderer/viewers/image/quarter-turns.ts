import type { Rect } from '../../../src/domain/anchor.ts';
import type { Size } from './image-view.ts';

/** How often a picture is turned clockwise by 90° to be looked at. Anchors know nothing of it. */
export type Turns = 0 | 1 | 2 | 3;

export function nextTurn(turns: Turns): Turns {
  return turns === 0 ? 1 : turns === 1 ? 2 : turns === 2 ? 3 : 0;
}

export function turnSize(size: Size, turns: Turns): Size {
  return turns % 2 === 0 ? size : { width: size.height, height: size.width };
}

/** A rectangle of the upright picture, as it lies once the picture is turned. */
export function turnRect(rect: Rect, upright: Size, turns: Turns): Rect {
  const { x, y, width, height } = rect;
  switch (turns) {
    case 0:
      return rect;
    case 1:
      return { x: upright.height - y - height, y: x, width: height, height: width };
    case 2:
      return { x: upright.width - x - width, y: upright.height - y - height, width, height };
    case 3:
      return { x: y, y: upright.width - x - width, width: height, height: width };
  }
}

/** The rectangle of the upright picture that lies there once the picture is turned. */
export function unturnRect(rect: Rect, upright: Size, turns: Turns): Rect {
  const back: Turns = turns === 1 ? 3 : turns === 3 ? 1 : turns;
  return turnRect(rect, turnSize(upright, turns), back);
}
