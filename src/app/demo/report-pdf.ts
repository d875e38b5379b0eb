import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { AnchorTarget } from '../../domain/anchor.ts';
import { locateQuote, type SetLine } from './locate-quote.ts';
import { pictureSize } from './picture-size.ts';
import type { ReportBlock, ReportSource } from './report-source.ts';

export interface SetReport {
  readonly bytes: Buffer;
  readonly pages: number;
  /** Where a passage stands, or null where the report does not have it. Line breaks count as spaces. */
  readonly locate: (quote: string) => AnchorTarget | null;
}

const PAGE = { width: 595.28, height: 841.89, left: 68, right: 68, top: 78, bottom: 72 };
const MEASURE = PAGE.width - PAGE.left - PAGE.right;
const INK = '#1d2529';
const QUIET = '#5f6b72';
const ACCENT = '#0d4f55';
const FACES = {
  body: 'NotoSans-Regular',
  bold: 'NotoSans-Bold',
  italic: 'NotoSans-Italic',
  mono: 'NotoSansMono-Regular',
};
type Face = keyof typeof FACES;

/** Sets a report as a PDF. The same source gives the same bytes: dates and ids come from the report's own date. */
export async function setReport(
  report: ReportSource,
  fontsDir: string,
  picture: (path: string) => Promise<Buffer>,
): Promise<SetReport> {
  const pictures = new Map<string, Buffer>();
  for (const block of report.blocks) {
    if (block.kind === 'picture') pictures.set(block.path, await picture(block.path));
  }
  const fonts = new Map<Face, Buffer>();
  for (const face of ['body', 'bold', 'italic', 'mono'] as const) {
    fonts.set(face, await readFile(join(fontsDir, `${FACES[face]}.ttf`)));
  }
  return new Setter(report, fonts, pictures).run();
}

class Setter {
  private readonly pdf: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly lines: SetLine[] = [];
  private readonly report: ReportSource;
  private readonly pictures: ReadonlyMap<string, Buffer>;
  private page = 1;
  private y = PAGE.top;

  constructor(report: ReportSource, fonts: ReadonlyMap<Face, Buffer>, pictures: ReadonlyMap<string, Buffer>) {
    this.report = report;
    this.pictures = pictures;
    const date = new Date(`${report.date}T09:00:00.000Z`);
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      // No standard font: it would be read from pdfkit's own files, which a bundled host does not have.
      font: '',
      lang: 'en-GB',
      displayTitle: true,
      info: {
        Title: report.title,
        Author: report.author,
        CreationDate: date,
        ModDate: date,
        Producer: 'Assay demo',
        Creator: 'Assay demo',
      },
    });
    for (const [face, bytes] of fonts) this.pdf.registerFont(face, bytes);
    this.pdf.on('data', (chunk: Buffer) => this.chunks.push(chunk));
  }

  async run(): Promise<SetReport> {
    const ended = new Promise<void>((resolve) => this.pdf.on('end', () => resolve()));
    this.titleBlock();
    this.report.blocks.forEach((block, at) => {
      this.block(block, this.report.blocks[at + 1]);
    });
    this.runningLines();
    this.pdf.end();
    await ended;
    const lines = this.lines;
    return {
      bytes: Buffer.concat(this.chunks),
      pages: this.page,
      locate: (quote) => locateQuote(lines, quote),
    };
  }

  private titleBlock(): void {
    this.pdf.rect(PAGE.left, this.y - 14, 54, 4).fill(ACCENT);
    this.flow(this.report.title, 'bold', 23, { leading: 1.18, colour: ACCENT });
    this.y += 4;
    this.flow(this.report.subtitle, 'body', 12.5, { colour: QUIET });
    this.y += 6;
    this.flow(`${this.report.author} · ${this.report.date}`, 'italic', 10, { colour: QUIET });
    this.y += 18;
  }

  private block(block: ReportBlock, next: ReportBlock | undefined): void {
    switch (block.kind) {
      case 'page_break':
        this.newPage();
        return;
      case 'heading': {
        const size = block.level === 1 ? 15.5 : 12;
        this.y += block.level === 1 ? 12 : 6;
        this.need(next?.kind === 'picture' ? 320 : 84);
        this.pdf.outline.addItem(block.text);
        this.flow(block.text, 'bold', size, { colour: block.level === 1 ? ACCENT : INK });
        this.y += 5;
        return;
      }
      case 'paragraph':
        this.flow(block.text, 'body', 10.2);
        this.y += 7;
        return;
      case 'bullet':
        this.need(16);
        this.pdf.circle(PAGE.left + 7, this.y + 7.6, 1.7).fill(ACCENT);
        this.flow(block.text, 'body', 10.2, { indent: 18 });
        this.y += next?.kind === 'bullet' ? 2.5 : 8;
        return;
      case 'listing':
        this.listing(block.text);
        return;
      case 'picture':
        this.picture(block.path, block.caption);
        return;
      case 'table':
        this.table(block.rows);
        return;
    }
  }

  private listing(text: string): void {
    for (const line of text.split('\n')) {
      this.need(13);
      this.pdf.rect(PAGE.left, this.y, MEASURE, 12.4).fill('#f1f4f4');
      this.line(line, 'mono', 8.2, PAGE.left + 8, 12.4, INK);
    }
    this.y += 9;
  }

  private picture(path: string, caption: string): void {
    const bytes = this.pictures.get(path);
    if (bytes === undefined) return;
    const image = pictureSize(bytes);
    const width = Math.min(MEASURE, 360);
    const height = (width * image.height) / image.width;
    this.need(height + 30);
    this.pdf.image(bytes, PAGE.left, this.y, { width, height });
    this.y += height + 6;
    this.flow(caption, 'italic', 8.8, { colour: QUIET });
    this.y += 10;
  }

  private table(rows: readonly (readonly string[])[]): void {
    const widths = this.columnWidths(rows);
    rows.forEach((row, at) => {
      const face: Face = at === 0 ? 'bold' : 'body';
      const cells = widths.map((width, c) => this.wrap(row[c] ?? '', face, 8.8, width - 10));
      const height = Math.max(...cells.map((lines) => lines.length)) * 11.8 + 6;
      // The head never stands alone at the foot of a page.
      if (this.need(at === 0 ? height + 40 : height) && at > 0) this.headAgain(rows[0] ?? [], widths);
      this.row(cells, widths, height, face, at === 0 ? '#dfeaea' : at % 2 === 0 ? '#f7f9f9' : '#ffffff');
    });
    this.y += 11;
  }

  /** Every column is as wide as its widest word; what is left is shared by how much text each column has. */
  private columnWidths(rows: readonly (readonly string[])[]): number[] {
    this.pdf.font('bold').fontSize(8.8);
    const columns = Math.max(...rows.map((row) => row.length));
    const sizes = Array.from({ length: columns }, (_, c) => {
      const cells = rows.map((row) => row[c] ?? '');
      const words = cells.flatMap((cell) => cell.split(' '));
      const least = Math.max(...words.map((word) => this.pdf.widthOfString(word))) + 12;
      const natural = Math.max(...cells.map((cell) => this.pdf.widthOfString(cell))) + 12;
      return { least, more: Math.min(natural, 260) - Math.min(least, 260) };
    });
    const spare = Math.max(0, MEASURE - sizes.reduce((sum, { least }) => sum + least, 0));
    const wish = sizes.reduce((sum, { more }) => sum + more, 0);
    return sizes.map(({ least, more }) => least + spare * (wish === 0 ? 1 / columns : more / wish));
  }

  private headAgain(head: readonly string[], widths: readonly number[]): void {
    const cells = widths.map((width, c) => this.wrap(head[c] ?? '', 'bold', 8.8, width - 10));
    this.row(cells, widths, Math.max(...cells.map((lines) => lines.length)) * 11.8 + 6, 'bold', '#dfeaea');
  }

  private row(
    cells: readonly (readonly string[])[],
    widths: readonly number[],
    height: number,
    face: Face,
    fill: string,
  ): void {
    const top = this.y;
    this.pdf.rect(PAGE.left, top, MEASURE, height).fill(fill);
    this.pdf
      .moveTo(PAGE.left, top + height)
      .lineTo(PAGE.left + MEASURE, top + height)
      .lineWidth(0.5)
      .stroke('#c3ced0');
    let x = PAGE.left + 5;
    cells.forEach((lines, c) => {
      this.y = top + 2.5;
      for (const text of lines) this.line(text, face, 8.8, x, 11.8, INK);
      x += widths[c] ?? 0;
    });
    this.y = top + height;
  }

  private flow(
    text: string,
    face: Face,
    size: number,
    { indent = 0, leading = 1.45, colour = INK }: { indent?: number; leading?: number; colour?: string } = {},
  ): void {
    const height = size * leading;
    for (const line of this.wrap(text, face, size, MEASURE - indent)) {
      this.need(height);
      this.line(line, face, size, PAGE.left + indent, height, colour);
    }
  }

  private line(text: string, face: Face, size: number, x: number, height: number, colour: string): void {
    const width = (part: string) => this.pdf.font(face).fontSize(size).widthOfString(part);
    this.pdf.font(face).fontSize(size).fillColor(colour).text(text, x, this.y, { lineBreak: false });
    this.lines.push({ page: this.page, x, y: this.y, height, text, width });
    this.y += height;
  }

  private wrap(text: string, face: Face, size: number, width: number): string[] {
    this.pdf.font(face).fontSize(size);
    const space = this.pdf.widthOfString(' ');
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of text.split(' ')) {
      const wide = this.pdf.widthOfString(word);
      if (line !== '' && used + space + wide > width) {
        lines.push(line);
        line = word;
        used = wide;
      } else {
        used += (line === '' ? 0 : space) + wide;
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    return [...lines, line];
  }

  /** Starts a new page where `height` no longer fits; true if it did. */
  private need(height: number): boolean {
    if (this.y + height <= PAGE.height - PAGE.bottom) return false;
    this.newPage();
    return true;
  }

  private newPage(): void {
    this.pdf.addPage();
    this.page += 1;
    this.y = PAGE.top;
  }

  private runningLines(): void {
    for (let at = 0; at < this.page; at += 1) {
      this.pdf.switchToPage(at);
      this.pdf.font('body').fontSize(8).fillColor(QUIET);
      const number = `${at + 1} / ${this.page}`;
      this.pdf.text(number, PAGE.width - PAGE.right - this.pdf.widthOfString(number), PAGE.height - 46, {
        lineBreak: false,
      });
      this.pdf.text(`${this.report.author} · ${this.report.title}`, PAGE.left, PAGE.height - 46, {
        lineBreak: false,
      });
    }
  }
}
