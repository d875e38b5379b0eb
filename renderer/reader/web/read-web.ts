import { decodeMarkup } from '../decode-markup.ts';
import { outlineOf } from '../outline-of.ts';
import type { ReaderPage } from '../reader-page.ts';

const BODY = /<body\b[^>]*>/i;
const XHTML = /^\s*(<\?xml[^>]*>\s*)?(<!DOCTYPE[^>]*XHTML[^>]*>\s*)?<html[^>]*xmlns/i;
/** What a page's styles know its body by. */
const NAMES = ['class', 'id', 'dir', 'lang'];

/** A web page, inert: its words, its own look, the pictures it carries; nothing that acts or loads. */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  const text = decodeMarkup(bytes);
  page.putMarkup(page.root, (XHTML.test(text) ? parseXhtml(text) : null) ?? text);
  const body = new DOMParser().parseFromString(BODY.exec(text)?.[0] ?? '', 'text/html').body;
  for (const name of NAMES) {
    const value = body.getAttribute(name);
    if (value !== null) document.body.setAttribute(name, value);
  }
  page.outline(outlineOf(page.root));
}

/** As XML, where it is that: `<a id="x"/>` ends at once there and swallows the rest of the page elsewhere. */
function parseXhtml(text: string): Element | null {
  const parsed = new DOMParser().parseFromString(text, 'application/xhtml+xml');
  return parsed.querySelector('parsererror') === null ? parsed.documentElement : null;
}
