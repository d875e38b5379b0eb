import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type PageGeometry, toRotation } from './page-geometry.ts';

export interface PdfDocument {
  readonly document: PDFDocumentProxy;
  /** Ends its worker; nothing of the document may be used afterwards. */
  close(): Promise<void>;
}

/** A page's geometry as its document states it; a page of no or absurd size counts as A4. */
export function geometryOf(page: PDFPageProxy): PageGeometry {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const widthPt = Math.abs(right - left);
  const heightPt = Math.abs(top - bottom);
  const isSane = widthPt >= 1 && heightPt >= 1 && Number.isFinite(widthPt) && Number.isFinite(heightPt);
  return {
    widthPt: isSane ? widthPt : 595,
    heightPt: isSane ? heightPt : 842,
    rotation: toRotation(page.rotate),
  };
}
