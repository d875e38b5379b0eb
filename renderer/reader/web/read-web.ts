import { decodeMarkup } from '../decode-markup.ts';
import type { ReaderPage } from '../reader-page.ts';

/** A web page, inert: its words, its own look, the pictures it carries; nothing that acts or loads. */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  page.putMarkup(page.root, decodeMarkup(bytes));
}
