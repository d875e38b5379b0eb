import { loadPdfjs } from '../../src/evidence/text/read-pdf.ts';

export interface ReadPdf {
  readonly pages: readonly string[];
  readonly title: string;
  readonly language: string;
  /** The tags of each page in order: `Document`, `H1`, `Table`, `TR` … */
  readonly tags: readonly (readonly string[])[];
}

interface Tagged {
  readonly type?: string;
  readonly role?: string;
  readonly children?: readonly unknown[];
}

/** A PDF as a reader finds it: the words that can be selected, page by page, and what it says of itself. */
export async function readBackPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const { getDocument } = await loadPdfjs();
  const task = getDocument({ data: new Uint8Array(bytes), disableFontFace: true, verbosity: 0 });
  try {
    const document = await task.promise;
    const { info } = await document.getMetadata();
    const pages: string[] = [];
    const tags: string[][] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(
        items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ' '}` : '')).join(''),
      );
      tags.push(rolesIn(await page.getStructTree()));
    }
    const said = new Map(Object.entries(info));
    return { pages, tags, title: String(said.get('Title')), language: String(said.get('Language')) };
  } finally {
    await task.destroy();
  }
}

/** The tags of what is on the page. */
function rolesIn(node: Tagged | null): string[] {
  return node?.role && isOnPage(node)
    ? [node.role, ...(node.children ?? []).flatMap((child) => rolesIn(child as Tagged))]
    : [];
}

const isOnPage = (node: Tagged): boolean =>
  node.type === 'content' || (node.children ?? []).some((child) => isOnPage(child as Tagged));
