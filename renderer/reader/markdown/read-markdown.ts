import { decodeMarkup } from '../decode-markup.ts';
import { outlineOf } from '../outline-of.ts';
import prose from '../prose.css?inline';
import type { ReaderPage } from '../reader-page.ts';
import { finishMarkdown, renderMarkdown } from '../render-markdown.ts';

/** What site generators keep above the text. */
const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(\r?\n|$)/;

/** Markdown as a document. Places in lines of its source are shown at the blocks those lines became. */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  page.addStyle(prose);
  page.root.classList.add('prose');
  const text = decodeMarkup(bytes).replace(/^\uFEFF/, '');
  const front = FRONT_MATTER.exec(text);
  if (front?.[1] !== undefined) {
    const pre = document.createElement('pre');
    pre.className = 'front';
    pre.textContent = front[1];
    page.root.append(pre);
  }
  // Blank lines in its place keep the numbers of all others.
  const body = front ? front[0].replace(/[^\n]/g, '') + text.slice(front[0].length) : text;
  page.putMarkup(page.root, renderMarkdown(body));
  finishMarkdown(page.root);
  page.outline(outlineOf(page.root));
  page.places({
    targetsOf: () => null,
    locate(target) {
      if (target.kind !== 'lines') return null;
      const boxes = blocksOfLines(page.root, target.from, target.to).map((element) => ({ element }));
      return boxes.length === 0 ? null : { kind: 'boxes', boxes };
    },
  });
}

/** The innermost blocks that came from these lines, both included. */
function blocksOfLines(root: Element, from: number, to: number): readonly Element[] {
  const touched = [...root.querySelectorAll('[data-lines]')].filter((element) => {
    const [first, last] = (element.getAttribute('data-lines') ?? '').split('-').map(Number);
    return first !== undefined && last !== undefined && first <= to && last >= from;
  });
  return touched.filter((element) => !touched.some((other) => other !== element && element.contains(other)));
}
