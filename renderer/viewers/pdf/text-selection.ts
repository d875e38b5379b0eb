import type { AnchorTarget } from '../../../src/domain/anchor.ts';
import { mergeLineRects, type PageGeometry, rectFromShown } from './page-geometry.ts';

/** A page as it stands on screen. */
export interface ShownPage {
  readonly number: number;
  readonly geometry: PageGeometry;
  readonly pixelsPerPoint: number;
  readonly textLayer: HTMLElement;
}

const MAX_QUOTE = 4000;

/** The selected text as places in the document, one a page, with what it says; null when no page's text is selected. */
export function selectedPlaces(
  selection: Selection | null,
  pages: Iterable<ShownPage>,
): readonly AnchorTarget[] | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const places: AnchorTarget[] = [];
  for (const page of pages) {
    const part = partWithin(range, page.textLayer);
    if (!part) continue;
    const origin = page.textLayer.parentElement?.getBoundingClientRect();
    if (!origin) continue;
    const onPage = [...part.getClientRects()].map((rect) => ({
      x: rect.left - origin.left,
      y: rect.top - origin.top,
      width: rect.width,
      height: rect.height,
    }));
    const rects = mergeLineRects(onPage)
      .map((rect) => rectFromShown(rect, page.geometry, page.pixelsPerPoint))
      .filter((rect) => rect.width > 0 && rect.height > 0);
    const quote = wordsOf(part);
    if (rects.length > 0 && quote !== '') {
      places.push({ kind: 'page', page: page.number, rects: [...rects], quote: quote.slice(0, MAX_QUOTE) });
    }
  }
  return places.length > 0 ? places : null;
}

function partWithin(range: Range, layer: HTMLElement): Range | null {
  if (!range.intersectsNode(layer)) return null;
  const part = document.createRange();
  part.selectNodeContents(layer);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) {
    part.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) {
    part.setEnd(range.endContainer, range.endOffset);
  }
  return part.collapsed ? null : part;
}

/** The text of a range on one line; line ends become blanks. */
function wordsOf(range: Range): string {
  const copy = range.cloneContents();
  for (const lineEnd of copy.querySelectorAll('br')) lineEnd.replaceWith(' ');
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/**
 * Keeps a drag that leaves the words from selecting the rest of the page: browsers extend a selection over blank
 * space to the end of the layer, so that end is kept right behind the last word selected.
 */
export function holdSelectionEnd(layer: HTMLElement, end: HTMLElement): () => void {
  let isDragging = false;
  const onDown = () => {
    isDragging = true;
    layer.classList.add('selecting');
  };
  const onUp = () => {
    isDragging = false;
    layer.classList.remove('selecting');
    layer.append(end);
  };
  let before: Range | null = null;
  const onSelection = () => {
    const selection = document.getSelection();
    if (!isDragging || !selection || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    const movesStart =
      before !== null &&
      range.compareBoundaryPoints(Range.END_TO_END, before) === 0 &&
      range.compareBoundaryPoints(Range.START_TO_START, before) !== 0;
    before = range.cloneRange();
    const node = movesStart ? range.startContainer : range.endContainer;
    const word = node instanceof Element ? node : node.parentElement;
    if (!word || word === end || !layer.contains(word) || word === layer) return;
    if (movesStart) word.before(end);
    else word.after(end);
  };
  layer.addEventListener('pointerdown', onDown);
  addEventListener('pointerup', onUp);
  document.addEventListener('selectionchange', onSelection);
  return () => {
    layer.removeEventListener('pointerdown', onDown);
    removeEventListener('pointerup', onUp);
    document.removeEventListener('selectionchange', onSelection);
  };
}
