import PDFDocument from 'pdfkit';
import { z } from 'zod';
import { shownText } from './shown-text.ts';

const FACES = ['body', 'bold', 'mono'] as const;
export type Face = (typeof FACES)[number];
export type Fonts = Readonly<Record<Face, Buffer>>;

export const PAGE = { width: 595.28, height: 841.89, left: 54, right: 54, top: 62, bottom: 66 };
export const MEASURE = PAGE.width - PAGE.left - PAGE.right;
export const INK = '#1d2529';
export const QUIET = '#56626a';
export const ACCENT = '#0d4f55';

/** What pdfkit keeps of the font in use; its types do not tell of it. */
const UsedFont = z.object({
  font: z.custom<{ hasGlyphForCodePoint(codePoint: number): boolean }>(
    (font) => typeof font === 'object' && font !== null && 'hasGlyphForCodePoint' in font,
  ),
});

type Structure = ReturnType<PDFKit.PDFDocument['struct']>;

/** Of which cells a cell is the head; pdfkit's types do not know of it. */
interface CellOptions {
  readonly actual?: string;
  readonly scope?: 'Column' | 'Row';
}
const COLUMN_HEAD: CellOptions = { scope: 'Column' };

/** One column of a table. `share` says how wide it is beside the others. */
export interface Column {
  readonly head: string;
  readonly share: number;
  readonly face?: Face;
}

const CELL = { size: 8.4, leading: 11.2, padX: 5, padY: 3 };

/**
 * An A4 document that tells its structure: headings, paragraphs and tables are tagged, what repeats on every page is
 * not, and text can be selected. The same calls give the same bytes: dates and ids come from `at`.
 */
export class TaggedSheet {
  readonly #pdf: PDFKit.PDFDocument;
  readonly #root: Structure;
  readonly #chunks: Buffer[] = [];
  readonly #known = new Map<string, boolean>();
  #pages = 1;
  #y = PAGE.top;

  constructor(fonts: Fonts, about: { readonly title: string; readonly author: string; readonly at: Date }) {
    this.#pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      // No standard font: it would be read from pdfkit's own files, which a bundled host does not have.
      font: '',
      pdfVersion: '1.7',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      info: {
        Title: about.title,
        Author: about.author,
        CreationDate: about.at,
        ModDate: about.at,
        Producer: 'Assay',
        Creator: 'Assay',
      },
    });
    for (const face of FACES) this.#pdf.registerFont(face, fonts[face]);
    this.#pdf.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#root = this.#pdf.struct('Document');
    this.#pdf.addStructure(this.#root);
  }

  /** Whether the body face has a shape for every character. */
  canShow(text: string): boolean {
    return this.#shown(text, 'body').original === null;
  }

  space(height: number): void {
    this.#y += height;
  }

  newPage(): void {
    this.#pdf.addPage();
    this.#pages += 1;
    this.#y = PAGE.top;
  }

  /** A coloured bar that tells nothing. */
  bar(): void {
    this.#artifact(() => this.#pdf.rect(PAGE.left, this.#y, 54, 4).fill(ACCENT));
    this.#y += 18;
  }

  heading(level: 1 | 2, text: string): void {
    const size = level === 1 ? 16 : 12;
    this.#y += level === 1 ? 14 : 8;
    // A heading never stands alone at the foot of a page: a head of a table and some rows follow it.
    this.#need(130);
    if (level === 1) this.#pdf.outline.addItem(text);
    this.#block(`H${level}`, text, 'bold', size, ACCENT, 1.3);
    this.#y += 5;
  }

  title(text: string, size = 25): void {
    this.#block('Title', text, 'bold', size, ACCENT, 1.2);
    this.#y += 6;
  }

  paragraph(text: string, { quiet = false, size = 10 }: { quiet?: boolean; size?: number } = {}): void {
    for (const line of text.split('\n')) this.#block('P', line, 'body', size, quiet ? QUIET : INK, 1.45);
    this.#y += 6;
  }

  /** A table whose head is repeated on every page that it goes on to. A row may be longer than a page. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (MEASURE * share) / shares);
    const table = this.#pdf.struct('Table');
    this.#root.add(table);
    this.#need(60);
    this.#head(columns, widths, table);
    for (const [at, row] of rows.entries()) this.#row(columns, widths, row, table, at);
    table.end();
    this.#y += 10;
  }

  /** Two columns without a head: what is asked, and the answer. */
  facts(rows: readonly (readonly [string, string])[]): void {
    const table = this.#pdf.struct('Table');
    this.#root.add(table);
    const columns: Column[] = [
      { head: '', share: 1, face: 'bold' },
      { head: '', share: 3 },
    ];
    const widths = [MEASURE / 4, (MEASURE * 3) / 4];
    for (const [at, row] of rows.entries()) this.#row(columns, widths, row, table, at, true);
    table.end();
    this.#y += 8;
  }

  async finish(running: string): Promise<Buffer> {
    const ended = new Promise<void>((resolve) => this.#pdf.on('end', () => resolve()));
    this.#root.end();
    for (let at = 0; at < this.#pages; at += 1) {
      this.#pdf.switchToPage(at);
      this.#artifact(() => {
        const number = `${at + 1} / ${this.#pages}`;
        this.#pdf.font('body').fontSize(8).fillColor(QUIET);
        const x = PAGE.width - PAGE.right - this.#pdf.widthOfString(number);
        const foot = PAGE.height - 42;
        this.#pdf.text(number, x, foot, { lineBreak: false });
        const [line] = this.#wrap(running, 'body', 8, MEASURE - 60);
        this.#pdf.text(line ?? '', PAGE.left, foot, { lineBreak: false });
      }, 'Pagination');
    }
    this.#pdf.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #block(type: string, text: string, face: Face, size: number, colour: string, leading: number): void {
    const { text: shown, original } = this.#shown(text, face);
    const element = this.#pdf.struct(type, original === null ? {} : { actual: original });
    this.#root.add(element);
    for (const line of this.#wrap(shown, face, size, MEASURE)) {
      this.#need(size * leading);
      element.add(() => this.#line(line, face, size, PAGE.left, this.#y, colour));
      this.#y += size * leading;
    }
    element.end();
  }

  #head(columns: readonly Column[], widths: readonly number[], table: Structure | null): void {
    const cells = columns.map(({ head }, at) =>
      this.#wrap(head, 'bold', CELL.size, (widths[at] ?? 0) - 2 * CELL.padX),
    );
    const height = Math.max(...cells.map((lines) => lines.length)) * CELL.leading + 2 * CELL.padY;
    this.#ground(height, '#dfeaea');
    const top = this.#y;
    const draw = (lines: readonly string[], at: number) =>
      this.#lines(lines, 'bold', left(widths, at), top + CELL.padY);
    if (table) {
      const row = this.#pdf.struct('TR');
      table.add(row);
      for (const [at, lines] of cells.entries()) {
        const cell = this.#pdf.struct('TH', COLUMN_HEAD);
        row.add(cell);
        cell.add(() => draw(lines, at));
      }
      row.end();
    } else
      this.#artifact(() => {
        for (const [at, lines] of cells.entries()) draw(lines, at);
      }, 'Pagination');
    this.#y = top + height;
  }

  #row(
    columns: readonly Column[],
    widths: readonly number[],
    texts: readonly string[],
    table: Structure,
    nth: number,
    isFact = false,
  ): void {
    const row = this.#pdf.struct('TR');
    table.add(row);
    const cells = columns.map(({ face = 'body' }, at) => {
      const lines = (texts[at] ?? '').split('\n').map((line) => this.#shown(line, face));
      const isOther = lines.some(({ original }) => original !== null);
      const isHead = isFact && at === 0;
      const options: CellOptions = {
        ...(isHead ? { scope: 'Row' } : {}),
        ...(isOther ? { actual: lines.map(({ original, text }) => original ?? text).join('\n') } : {}),
      };
      const element = this.#pdf.struct(isHead ? 'TH' : 'TD', options);
      row.add(element);
      const width = (widths[at] ?? 0) - 2 * CELL.padX;
      return { element, face, lines: lines.flatMap(({ text }) => this.#wrap(text, face, CELL.size, width)) };
    });
    const most = Math.max(...cells.map(({ lines }) => lines.length));
    for (let from = 0; from < most; ) {
      let fitting = this.#fitting();
      // A short row stays together, and a long one leaves no single line behind.
      if (fitting < Math.min(most - from, 3)) {
        this.newPage();
        if (!isFact) this.#head(columns, widths, null);
        fitting = this.#fitting();
      }
      const count = Math.min(most - from, fitting);
      const height = count * CELL.leading + 2 * CELL.padY;
      this.#ground(height, nth % 2 === 1 ? '#f6f9f9' : '#ffffff');
      const top = this.#y + CELL.padY;
      for (const [at, { element, face, lines }] of cells.entries()) {
        const part = lines.slice(from, from + count);
        if (part.length > 0) element.add(() => this.#lines(part, face, left(widths, at), top));
      }
      this.#y += height;
      from += count;
    }
    row.end();
  }

  #fitting(): number {
    return Math.floor((PAGE.height - PAGE.bottom - this.#y - 2 * CELL.padY) / CELL.leading);
  }

  #ground(height: number, fill: string): void {
    const { left: x } = PAGE;
    this.#artifact(() => {
      this.#pdf.rect(x, this.#y, MEASURE, height).fill(fill);
      this.#pdf
        .moveTo(x, this.#y + height)
        .lineTo(x + MEASURE, this.#y + height)
        .lineWidth(0.5)
        .stroke('#c3ced0');
    });
  }

  #artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#pdf.markContent('Artifact', { type });
    draw();
    this.#pdf.endMarkedContent();
  }

  #lines(lines: readonly string[], face: Face, x: number, top: number): void {
    for (const [at, line] of lines.entries())
      this.#line(line, face, CELL.size, x, top + at * CELL.leading, INK);
  }

  #line(text: string, face: Face, size: number, x: number, y: number, colour: string): void {
    this.#pdf.font(face).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false });
  }

  /** Starts a new page where `height` no longer fits. */
  #need(height: number): void {
    if (this.#y + height > PAGE.height - PAGE.bottom) this.newPage();
  }

  #shown(text: string, face: Face) {
    this.#pdf.font(face);
    const { font } = UsedFont.parse(Reflect.get(this.#pdf, '_font'));
    return shownText(text, (codePoint) => {
      const name = `${face} ${codePoint}`;
      const known = this.#known.get(name) ?? font.hasGlyphForCodePoint(codePoint);
      this.#known.set(name, known);
      return known;
    });
  }

  #wrap(text: string, face: Face, size: number, width: number): string[] {
    this.#pdf.font(face).fontSize(size);
    const wide = (part: string) => this.#pdf.widthOfString(part);
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ').flatMap((one) => pieces(one, width, wide))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && wide(longer) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  }
}

const left = (widths: readonly number[], at: number) =>
  PAGE.left + CELL.padX + widths.slice(0, at).reduce((sum, width) => sum + width, 0);

/** A word that is wider than its line, such as a hash, is cut where it has to be. */
function pieces(word: string, width: number, wide: (part: string) => number): string[] {
  if (wide(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && wide(part + character) > width) {
      parts.push(part);
      part = character;
    } else part += character;
  }
  return [...parts, part];
}
