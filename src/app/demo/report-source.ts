/** One piece of a report, in reading order. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'bullet'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'picture'; readonly path: string; readonly caption: string }
  | { readonly kind: 'listing'; readonly text: string }
  | { readonly kind: 'page_break' };

export interface ReportSource {
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  /** `2026-09-14`: printed, and the creation date inside the PDF. */
  readonly date: string;
  readonly blocks: readonly ReportBlock[];
}

/**
 * Reads a report written in a small part of Markdown: a `key: value` head up to `---`, then `#` and `##` headings,
 * paragraphs, `-` bullets, `|` tables whose first row is the head, `![caption](picture)`, indented listings
 * and `===` for a new page.
 */
export function parseReport(text: string): ReportSource {
  const [head = '', ...rest] = text.split(/^---$/m);
  const field = (name: string) => new RegExp(`^${name}: *(.+)$`, 'm').exec(head)?.[1]?.trim() ?? '';
  const blocks = rest
    .join('---')
    .split(/\n\s*\n/)
    .flatMap((chunk) => parseChunk(chunk.replace(/^\n+|\s+$/g, '')));
  return {
    title: field('title'),
    subtitle: field('subtitle'),
    author: field('author'),
    date: field('date'),
    blocks,
  };
}

function parseChunk(chunk: string): ReportBlock[] {
  if (chunk === '') return [];
  if (chunk === '===') return [{ kind: 'page_break' }];
  const heading = /^(#{1,2}) (.+)$/.exec(chunk);
  if (heading) return [{ kind: 'heading', level: heading[1] === '#' ? 1 : 2, text: heading[2] ?? '' }];
  const picture = /^!\[(.*)\]\((.+)\)$/.exec(chunk);
  if (picture) return [{ kind: 'picture', caption: picture[1] ?? '', path: picture[2] ?? '' }];
  const lines = chunk.split('\n');
  if (chunk.startsWith('|')) {
    return [{ kind: 'table', rows: lines.filter((line) => !/^[|\s-]+$/.test(line)).map(parseRow) }];
  }
  if (chunk.startsWith('- ')) return lines.map((line) => ({ kind: 'bullet', text: line.replace(/^- /, '') }));
  if (chunk.startsWith('    ')) {
    return [{ kind: 'listing', text: lines.map((line) => line.replace(/^ {4}/, '')).join('\n') }];
  }
  return [{ kind: 'paragraph', text: lines.join(' ') }];
}

function parseRow(line: string): string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim().replace(/ ([×=]) /g, '\u00a0$1\u00a0'));
}
