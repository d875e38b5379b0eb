import { Parser } from 'htmlparser2';
import { decode, readStart } from './read-plain.ts';
import type { TextBudget } from './text-budget.ts';

const SILENT = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg', 'head']);
const INLINE = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** What people read though it stands in no text. */
const SPOKEN = ['alt', 'title', 'placeholder'] as const;

/** What a person would read of a web page. Its parser runs nothing and fetches nothing. */
export function textOfHtml(html: string): string {
  const out: string[] = [];
  let silent = 0;
  let isTitle = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (SILENT.has(name)) silent += 1;
        if (name === 'title') isTitle = true;
        if (silent > 0) return;
        if (!INLINE.has(name)) out.push('\n');
        for (const spoken of SPOKEN) {
          const words = attributes[spoken];
          if (words) out.push(` ${words} `);
        }
      },
      ontext(text) {
        if (silent === 0 || isTitle) out.push(text);
      },
      onclosetag(name) {
        if (name === 'title') isTitle = false;
        if (SILENT.has(name)) {
          silent = Math.max(0, silent - 1);
          out.push('\n');
        } else if (silent === 0 && !INLINE.has(name)) out.push('\n');
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return out.join('');
}

export async function readHtml(path: string, budget: TextBudget): Promise<void> {
  const { bytes, isAll } = await readStart(path);
  if (!isAll) budget.cut();
  budget.add({ kind: 'whole' }, textOfHtml(decode(bytes)));
}
