import { type PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Rect } from '../../../src/domain/anchor.ts';
import type { Match } from './find-in-text.ts';

/** The words of a page as elements over its picture, to select and to find. */
export interface PageTextLayer {
  readonly words: readonly HTMLElement[];
}

/** A page made of more pieces than any reader needs would hold the window up. */
const MAX_PIECES = 20_000;

/** Fills `container` with the page's words, unseen, turned as the page is. Rejects when cancelled. */
export async function fillTextLayer(
  page: PDFPageProxy,
  rotation: number,
  container: HTMLElement,
  signal: AbortSignal,
): Promise<PageTextLayer> {
  const content = await page.getTextContent();
  signal.throwIfAborted();
  const layer = new TextLayer({
    textContentSource: { ...content, items: content.items.slice(0, MAX_PIECES) },
    container,
    viewport: page.getViewport({ scale: 1 / page.userUnit, rotation }),
  });
  signal.addEventListener('abort', () => layer.cancel(), { once: true });
  await layer.render();
  return { words: layer.textDivs };
}

/** Where a found phrase stands, in pixels of `origin`. Empty while the words are not there. */
export function rectsOfMatch(layer: PageTextLayer, match: Match, origin: DOMRect): readonly Rect[] {
  const first = layer.words[match.from.piece]?.firstChild;
  const last = layer.words[match.to.piece]?.firstChild;
  if (!first?.isConnected || !last?.isConnected) return [];
  const range = document.createRange();
  range.setStart(first, Math.min(match.from.offset, first.textContent?.length ?? 0));
  range.setEnd(last, Math.min(match.to.offset + 1, last.textContent?.length ?? 0));
  return [...range.getClientRects()].map((rect) => ({
    x: rect.left - origin.left,
    y: rect.top - origin.top,
    width: rect.width,
    height: rect.height,
  }));
}
