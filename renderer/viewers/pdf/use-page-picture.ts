import { AnnotationMode, RenderingCancelledException } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PageGeometry } from './page-geometry.ts';
import { canvasScale, type PageSize } from './page-layout.ts';
import type { PdfDocument } from './pdf-types.ts';
import type { RenderQueue } from './render-queue.ts';

export type Drawing = 'none' | 'slow' | 'drawn' | 'failed';

interface PictureProps {
  readonly pdf: PdfDocument;
  readonly number: number;
  readonly geometry: PageGeometry;
  readonly pixelsPerPoint: number;
  readonly size: PageSize;
  readonly devicePixelRatio: number;
  readonly queue: RenderQueue;
  readonly rank: (page: number) => number;
  /** How long drawing may take; `null` where the page was given up. */
  readonly limitMs: number | null;
  readonly onStuck: (page: number) => void;
}

const SLOW_MS = 1000;
/** While a zoom is still moving, the old picture is stretched; it is drawn anew when the zoom rests. */
const REST_MS = 90;

/**
 * Draws the page whenever its size changes; the old picture stays, stretched, until the new one is ready. The drawing
 * itself happens in a worker, which hands over a finished picture.
 */
export function usePagePicture(
  props: PictureProps,
  isWanted: boolean,
  host: RefObject<HTMLDivElement | null>,
): Drawing {
  const { pdf, number, pixelsPerPoint, devicePixelRatio, queue, rank, limitMs, onStuck } = props;
  const { rotation } = props.geometry;
  const { width, height } = props.size;
  const [drawing, setDrawing] = useState<Drawing>('none');
  const drawnRotation = useRef<number | null>(null);

  useEffect(() => {
    if (!isWanted || limitMs === null) return;
    const before = drawnRotation.current;
    if (before !== null && before !== rotation) {
      dropPicture(host.current);
      drawnRotation.current = null;
      setDrawing('none');
    }
    const draw = async (signal: AbortSignal) => {
      const slow = setTimeout(() => setDrawing((now) => (now === 'none' ? 'slow' : now)), SLOW_MS);
      const attempt = new AbortController();
      const limit = setTimeout(() => attempt.abort(new Stuck()), limitMs);
      signal.addEventListener('abort', () => attempt.abort(signal.reason), { once: true });
      const sharpness = canvasScale({ width, height }, devicePixelRatio);
      try {
        const canvas = await drawPage(
          pdf,
          {
            number,
            rotation,
            scale: pixelsPerPoint * sharpness,
            width: width * sharpness,
            height: height * sharpness,
          },
          attempt.signal,
        );
        if (attempt.signal.aborted) return;
        dropPicture(host.current);
        host.current?.replaceChildren(canvas);
        drawnRotation.current = rotation;
        setDrawing('drawn');
      } catch (cause) {
        if (signal.aborted) return;
        if (cause instanceof Stuck) onStuck(number);
        else if (!(cause instanceof RenderingCancelledException)) setDrawing('failed');
      } finally {
        clearTimeout(slow);
        clearTimeout(limit);
      }
    };
    let cancel = () => {};
    const start = () => {
      cancel = queue.add(() => rank(number), draw);
    };
    const rest = drawnRotation.current === null ? null : setTimeout(start, REST_MS);
    if (rest === null) start();
    return () => {
      if (rest !== null) clearTimeout(rest);
      cancel();
    };
  }, [
    isWanted,
    pdf,
    number,
    rotation,
    pixelsPerPoint,
    width,
    height,
    devicePixelRatio,
    queue,
    rank,
    limitMs,
    onStuck,
    host,
  ]);
  useEffect(() => {
    const picture = host.current;
    return () => dropPicture(picture);
  }, [host]);
  return drawing;
}

class Stuck extends Error {}

/** Memory of a canvas is given back only when it has no pixels any more. */
export function dropPicture(host: HTMLElement | null): void {
  for (const canvas of host?.querySelectorAll('canvas') ?? []) canvas.width = 0;
}

interface Picture {
  readonly number: number;
  readonly rotation: number;
  /** Canvas pixels per point. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** Draws a page on a canvas of its own. Rejects with the signal's reason, even where a worker does not answer any more. */
export async function drawPage(
  pdf: PdfDocument,
  { number, rotation, scale, width, height }: Picture,
  signal: AbortSignal,
): Promise<HTMLCanvasElement> {
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => undefined);
  signal.throwIfAborted();
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
  const page = await Promise.race([pdf.document.getPage(number), aborted.promise]);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(width));
  canvas.height = Math.max(1, Math.floor(height));
  canvas.ariaHidden = 'true';
  const task = page.render({
    canvas,
    viewport: page.getViewport({ scale: scale / page.userUnit, rotation }),
    // Forms are drawn as they are filled in, and stay pictures: nothing can be typed into evidence.
    annotationMode: AnnotationMode.ENABLE,
  });
  const cancel = () => task.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await Promise.race([task.promise, aborted.promise]);
    return canvas;
  } catch (cause) {
    canvas.width = 0;
    throw cause;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
