import { findOnPage, foldPage, foldQuery, type Match, type PageText } from './find-in-text.ts';
import type { PdfDocument } from './pdf-types.ts';

/** The words of pages already read, by page. */
export type ReadPages = Map<number, PageText>;

export interface PageSearch {
  readonly query: string;
  /** The page to begin with; after the last page comes the first. */
  readonly from: number;
  /** Called with each page's matches, in the order they are looked through. */
  readonly onPage: (matches: readonly Match[], pagesDone: number) => void;
  readonly signal: AbortSignal;
  /** Pages read before need not be read again; filled as long as there is room. */
  readonly known?: ReadPages;
}

const MAX_MATCHES = 20_000;
/** What is kept of a page takes about ten bytes a character: at most so many characters are kept. */
const MAX_KEPT_CHARACTERS = 4_000_000;

/** Looks a phrase up on every page of an open document, and round again. Ends early when aborted or when enough is found. */
export async function searchPages(pdf: PdfDocument, search: PageSearch): Promise<void> {
  const { from, onPage, signal, known = new Map() } = search;
  const query = foldQuery(search.query);
  const { numPages } = pdf.document;
  let kept = 0;
  for (const text of known.values()) kept += text.folded.length;
  let found = 0;
  for (let done = 0; query !== '' && done < numPages && found < MAX_MATCHES; done += 1) {
    const page = ((from - 1 + done) % numPages) + 1;
    const text = known.get(page) ?? (await readWords(pdf, page));
    if (signal.aborted) return;
    if (!known.has(page) && kept < MAX_KEPT_CHARACTERS) {
      known.set(page, text);
      kept += text.folded.length;
    }
    const matches = findOnPage(text, page, query);
    found += matches.length;
    onPage(matches, done + 1);
  }
}

/** A page that cannot be read has no words. */
async function readWords(pdf: PdfDocument, page: number): Promise<PageText> {
  try {
    const proxy = await pdf.document.getPage(page);
    const content = await proxy.getTextContent();
    return foldPage(content.items.filter((piece) => 'str' in piece));
  } catch {
    return foldPage([]);
  }
}
