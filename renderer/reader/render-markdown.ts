import MarkdownIt from 'markdown-it';
import { headingsIn } from './outline-of.ts';

const parser = new MarkdownIt({ html: true, linkify: true });
/** With `html: true` addresses are not checked here: the cleaning after this takes every one of them out. */
parser.validateLink = () => true;
parser.core.ruler.push('number_lines', ({ tokens }) => {
  for (const token of tokens) {
    if (token.map && token.nesting >= 0) token.attrSet('data-lines', `${token.map[0] + 1}-${token.map[1]}`);
  }
});

/** Markdown (CommonMark with tables and strikethrough) as markup, each block with the lines it came from. Not yet clean. */
export function renderMarkdown(text: string): string {
  return parser.render(text);
}

/** What markup alone does not say: boxes of task lists, and names by which headings are linked to. */
export function finishMarkdown(root: Element): void {
  for (const entry of root.querySelectorAll('li')) {
    const first =
      entry.firstElementChild?.localName === 'p' ? entry.firstElementChild.firstChild : entry.firstChild;
    const box = first instanceof Text ? /^\s*\[([ xX])\](?=\s)/.exec(first.data) : null;
    if (!(first instanceof Text) || !box) continue;
    first.data = `${box[1] === ' ' ? '☐' : '☑'}${first.data.slice(box[0].length)}`;
    entry.classList.add('assay-task');
  }
  const seen = new Map<string, number>();
  for (const heading of headingsIn(root)) {
    if (heading.id !== '') continue;
    const name = (heading.textContent ?? '')
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    heading.id = times === 0 ? name : `${name}-${times}`;
  }
}
