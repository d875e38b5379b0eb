import type { ReaderOutlineEntry } from './reader-page.ts';

/** The headings of a document as its outline; the highest level in it is the first. */
export function outlineOf(root: Element): readonly ReaderOutlineEntry[] {
  const headings = headingsIn(root)
    .map((element) => ({
      element,
      title: (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
      level: Number(element.localName.slice(1)),
    }))
    .filter(({ title }) => title !== '');
  const highest = Math.min(...headings.map(({ level }) => level));
  return headings.map(({ element, title, level }) => ({ element, title, depth: level - highest + 1 }));
}

export function headingsIn(root: Element): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6')];
}
