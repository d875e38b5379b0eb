/** Light, whatever the window looks like: the file is for paper and for other people’s documents. */
export const COLOURS = {
  paper: '#ffffff',
  ink: '#1d2126',
  quiet: '#565d66',
  line: '#dfe3e8',
  zero: '#9aa3ad',
  accent: '#1f5fbf',
  other: '#b4541a',
} as const;

// What XML 1.0 has no place for, not even escaped.
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string =>
  text.replace(NO_XML, '').replace(/[&<>"']/g, (one) => ESCAPES[one] ?? '');

type Attributes = Readonly<Record<string, string | number>>;

/** An element. `inside` is markup already; text goes in by `text`. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(amount(value))}"`);
  return inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>`;
}

const amount = (value: string | number) =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;

const ELLIPSIS = '…';

/** A line of text; what is longer than `most` letters is cut, and whole in its title. */
export function text(x: number, y: number, words: string, more: Attributes = {}, most = 200): string {
  const letters = [...words];
  const isCut = letters.length > most;
  const shown = isCut ? `${letters.slice(0, most - 1).join('')}${ELLIPSIS}` : words;
  return element(
    'text',
    { x, y, fill: COLOURS.ink, ...more },
    `${isCut ? element('title', {}, escaped(words)) : ''}${escaped(shown)}`,
  );
}

interface Drawing {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly inside: readonly string[];
}

export const TITLE_HEIGHT = 64;
export const EDGE = 24;

const lettersIn = (words: string, most: number) => Math.min(most, [...words].length);

/** An SVG that needs nothing else: its title and what it shows are in it, as text, for eyes and for screen readers. */
export function svgDocument({ title, description, width: least, height, inside }: Drawing): string {
  const width = Math.max(
    least,
    2 * EDGE + Math.max(lettersIn(title, 100) * 9, lettersIn(description, 130) * 6.5),
  );
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-labelledby': 'title desc',
    'font-family': 'system-ui, Segoe UI, Helvetica, Arial, sans-serif',
    'font-size': 12,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    attributes,
    [
      '',
      element('title', { id: 'title' }, escaped(title)),
      element('desc', { id: 'desc' }, escaped(description)),
      element('rect', { width, height, fill: COLOURS.paper }),
      text(EDGE, 26, title, { 'font-size': 15, 'font-weight': 600 }, 100),
      text(EDGE, 46, description, { fill: COLOURS.quiet }, 130),
      ...inside,
      '',
    ].join('\n'),
  )}\n`;
}
