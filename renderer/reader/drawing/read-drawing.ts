import { decodeMarkup } from '../decode-markup.ts';
import { type ReaderPage, Refusal } from '../reader-page.ts';
import css from './drawing.css?inline';

/** A drawing (SVG): its shapes and words; no script, no picture from outside, no motion. */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  page.addStyle(css);
  const text = decodeMarkup(bytes);
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const drawing = parsed.documentElement;
  const isWhole = drawing.localName === 'svg' && parsed.querySelector('parsererror') === null;
  // Drawings written by hand are often no XML; browsers in pages take them all the same.
  page.putMarkup(page.root, isWhole ? drawing : text);
  const shown = page.root.querySelector('svg');
  if (!shown) throw new Refusal('damaged');
  shown.setAttribute('role', 'img');
  if (!shown.hasAttribute('viewBox')) keepProportions(shown);
}

/** Without a box of its own a drawing would be cut, not made smaller, in a narrow pane. */
function keepProportions(drawing: SVGSVGElement): void {
  const width = Number.parseFloat(drawing.getAttribute('width') ?? '');
  const height = Number.parseFloat(drawing.getAttribute('height') ?? '');
  if (width > 0 && height > 0) drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
}
