import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Rect } from '../../../src/domain/anchor.ts';
import type { ViewerProps } from '../viewer-props.ts';
import { centred, fitImage, type ImageView, panImage, type Size } from './image-view.ts';

/** Fitted until zoomed or moved; then as left, kept within the frame when that changes. */
export function useImageView(image: Size, frame: Size) {
  const [own, setOwn] = useState<ImageView | null>(null);
  const fitted = fitImage(image, frame);
  const view = own === null ? fitted : panImage(own, image, frame, 0, 0);
  const latest = useRef(view);
  latest.current = view;
  const change = useCallback((next: (now: ImageView) => ImageView) => {
    latest.current = next(latest.current);
    setOwn(latest.current);
  }, []);
  return {
    view,
    change,
    isFitted: own === null,
    fitToFrame: () => setOwn(null),
    /** One pixel of the picture on one of the screen. */
    actualSize: (pixelRatio: number) => setOwn(centred(image, frame, 1 / pixelRatio)),
  };
}

/** Brings the place one goes to into view; gives the target that is to flash. */
export function useDestination(
  destination: ViewerProps['destination'],
  isReady: boolean,
  show: (rect: Rect) => void,
): unknown {
  const [flashing, setFlashing] = useState<unknown>(null);
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    if (!isReady || destination?.target.kind !== 'image') return;
    latest.current(destination.target.rect);
    setFlashing(destination.target);
    const timer = setTimeout(() => setFlashing(null), 1200);
    return () => clearTimeout(timer);
  }, [destination, isReady]);
  return flashing;
}

export function useWheel(
  element: RefObject<HTMLElement | null>,
  zoomBy: (factor: number, at: { x: number; y: number }) => void,
  panBy: (dx: number, dy: number) => void,
): void {
  const latest = useRef({ zoomBy, panBy });
  latest.current = { zoomBy, panBy };
  useEffect(() => {
    const frame = element.current;
    if (!frame) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = frame.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        const at = { x: event.clientX - box.left, y: event.clientY - box.top };
        latest.current.zoomBy(Math.exp(-event.deltaY / 300), at);
      } else latest.current.panBy(-event.deltaX, -event.deltaY);
    };
    frame.addEventListener('wheel', onWheel, { passive: false });
    return () => frame.removeEventListener('wheel', onWheel);
  }, [element]);
}

export function useDrag(panBy: (dx: number, dy: number) => void) {
  const last = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
      const isOnPicture =
        event.target === event.currentTarget ||
        event.target instanceof HTMLImageElement ||
        event.target instanceof HTMLCanvasElement;
      if (!isOnPicture) return;
      last.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (!last.current) return;
      panBy(event.clientX - last.current.x, event.clientY - last.current.y);
      last.current = { x: event.clientX, y: event.clientY };
    },
    onPointerUp: () => {
      last.current = null;
    },
  };
}
