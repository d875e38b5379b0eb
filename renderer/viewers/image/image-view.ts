import type { Rect } from '../../../src/domain/anchor.ts';

/** How an image lies in its frame: scale, and where its top left corner is, in pixels of the frame. */
export interface ImageView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const MAX_IMAGE_SCALE = 16;

/** Wholly visible and centred; never larger than life. */
export function fitImage(image: Size, frame: Size): ImageView {
  const scale = Math.min(1, frame.width / Math.max(1, image.width), frame.height / Math.max(1, image.height));
  return centred(image, frame, scale > 0 ? scale : 1);
}

export function centred(image: Size, frame: Size, scale: number): ImageView {
  return {
    scale,
    x: (frame.width - image.width * scale) / 2,
    y: (frame.height - image.height * scale) / 2,
  };
}

/** Zooms by a factor, keeping the point of the frame under the pointer where it is. */
export function zoomImage(
  view: ImageView,
  image: Size,
  frame: Size,
  factor: number,
  at: { readonly x: number; readonly y: number },
): ImageView {
  const smallest = Math.min(fitImage(image, frame).scale, 0.1);
  const scale = Math.min(MAX_IMAGE_SCALE, Math.max(smallest, view.scale * factor));
  const grown = scale / view.scale;
  return keepInFrame(
    { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown },
    image,
    frame,
  );
}

export function panImage(view: ImageView, image: Size, frame: Size, dx: number, dy: number): ImageView {
  return keepInFrame({ ...view, x: view.x + dx, y: view.y + dy }, image, frame);
}

/** An image smaller than its frame is centred; a larger one never leaves a gap at an edge. */
export function keepInFrame(view: ImageView, image: Size, frame: Size): ImageView {
  const along = (offset: number, imageLength: number, frameLength: number) => {
    const length = imageLength * view.scale;
    return length <= frameLength
      ? (frameLength - length) / 2
      : Math.min(0, Math.max(frameLength - length, offset));
  };
  return {
    scale: view.scale,
    x: along(view.x, image.width, frame.width),
    y: along(view.y, image.height, frame.height),
  };
}

/** Brings a rectangle of the image (natural pixels) into view, zooming out if it is larger than the frame. */
export function showRect(view: ImageView, image: Size, frame: Size, rect: Rect): ImageView {
  const roomy = 0.8;
  const largest = Math.min(
    (frame.width * roomy) / Math.max(1, rect.width),
    (frame.height * roomy) / Math.max(1, rect.height),
  );
  const scale = Math.min(view.scale, largest);
  const x = frame.width / 2 - (rect.x + rect.width / 2) * scale;
  const y = frame.height / 2 - (rect.y + rect.height / 2) * scale;
  return keepInFrame({ scale, x, y }, image, frame);
}

export function rectToFrame(rect: Rect, view: ImageView): Rect {
  return {
    x: view.x + rect.x * view.scale,
    y: view.y + rect.y * view.scale,
    width: rect.width * view.scale,
    height: rect.height * view.scale,
  };
}

/** From pixels of the frame to whole natural pixels of the image, cut to the image. */
export function rectFromFrame(rect: Rect, view: ImageView, image: Size): Rect {
  const left = clamp(Math.round((rect.x - view.x) / view.scale), image.width);
  const top = clamp(Math.round((rect.y - view.y) / view.scale), image.height);
  const right = clamp(Math.round((rect.x + rect.width - view.x) / view.scale), image.width);
  const bottom = clamp(Math.round((rect.y + rect.height - view.y) / view.scale), image.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value));
}
