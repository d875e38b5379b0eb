import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type RefObject, useEffect, useState } from 'react';
import type { PageGeometry } from './page-geometry.ts';
import { fillTextLayer, type PageTextLayer } from './page-text-layer.ts';
import { holdSelectionEnd, type ShownPage } from './text-selection.ts';

interface WordsProps {
  readonly number: number;
  readonly geometry: PageGeometry;
  readonly pixelsPerPoint: number;
  readonly onShown: (page: number, shown: ShownPage | null) => void;
}

/** The window has time for the words between two frames, or takes it after this long. */
const IDLE_MS = 400;

/** Lays the page's words over its picture, once there is a page. */
export function usePageWords(
  { number, geometry, pixelsPerPoint, onShown }: WordsProps,
  page: PDFPageProxy | null,
  host: RefObject<HTMLDivElement | null>,
): PageTextLayer | null {
  const [layer, setLayer] = useState<PageTextLayer | null>(null);
  const { rotation } = geometry;
  useEffect(() => {
    const container = host.current;
    if (!page || !container) return;
    const controller = new AbortController();
    const end = document.createElement('div');
    end.className = 'selectionEnd';
    const release = holdSelectionEnd(container, end);
    const fill = () =>
      fillTextLayer(page, rotation, container, controller.signal).then(
        (filled) => {
          container.append(end);
          if (!controller.signal.aborted) setLayer(filled);
        },
        () => undefined,
      );
    const idle = requestIdleCallback(() => void fill(), { timeout: IDLE_MS });
    return () => {
      cancelIdleCallback(idle);
      controller.abort();
      release();
      container.replaceChildren();
      setLayer(null);
    };
  }, [page, rotation, host]);
  useEffect(() => {
    const textLayer = host.current;
    if (!layer || !textLayer) return;
    onShown(number, { number, geometry, pixelsPerPoint, textLayer });
    return () => onShown(number, null);
  }, [layer, number, geometry, pixelsPerPoint, onShown, host]);
  return layer;
}
