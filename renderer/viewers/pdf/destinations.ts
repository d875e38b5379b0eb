import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageGeometry } from './page-geometry.ts';
import { geometryOf } from './pdf-types.ts';

/** Where a link or heading points within its document: a named or explicit destination, or a step from page to page. */
export type DestinationName = string | readonly unknown[] | { readonly step: string };

export interface PlaceInDocument {
  readonly page: number;
  readonly geometry: PageGeometry;
  /** Height on the unrotated page, in points from its top; `null` means the page's top. */
  readonly topPt: number | null;
}

/** The place a destination names; `null` where there is no such place. `page` is the one it is asked from. */
export async function placeOfDestination(
  document: PDFDocumentProxy,
  to: DestinationName,
  page: number,
): Promise<PlaceInDocument | null> {
  try {
    const explicit = typeof to === 'string' ? await document.getDestination(to) : to;
    if (explicit === null) return null;
    const number = await pageOf(document, explicit, page);
    if (number === null) return null;
    const proxy = await document.getPage(number);
    const [, , , top = 0] = proxy.view;
    const y = Array.isArray(explicit) ? heightOf(explicit) : null;
    return { page: number, geometry: geometryOf(proxy), topPt: y === null ? null : top - y };
  } catch {
    return null;
  }
}

async function pageOf(
  document: PDFDocumentProxy,
  to: readonly unknown[] | { readonly step: string },
  page: number,
): Promise<number | null> {
  if ('step' in to) {
    const wanted = { NextPage: page + 1, PrevPage: page - 1, FirstPage: 1, LastPage: document.numPages };
    const number = Object.entries(wanted).find(([step]) => step === to.step)?.[1] ?? page;
    return Math.min(document.numPages, Math.max(1, number));
  }
  const [target] = to;
  if (typeof target === 'number' && Number.isInteger(target) && target >= 0 && target < document.numPages) {
    return target + 1;
  }
  return isReference(target) ? (await document.getPageIndex(target)) + 1 : null;
}

/** PDF 32000-1, 12.3.2.2: which of the numbers after the kind of a destination is its top. */
function heightOf([, kind, ...numbers]: readonly unknown[]): number | null {
  const name = typeof kind === 'object' && kind !== null && 'name' in kind ? kind.name : null;
  const at = name === 'XYZ' ? 1 : name === 'FitH' || name === 'FitBH' ? 0 : name === 'FitR' ? 3 : -1;
  const y = numbers[at];
  return typeof y === 'number' ? y : null;
}

function isReference(value: unknown): value is { num: number; gen: number } {
  return typeof value === 'object' && value !== null && 'num' in value && 'gen' in value;
}
