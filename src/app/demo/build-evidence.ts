import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { AnchorTarget } from '../../domain/anchor.ts';
import { setReport } from './report-pdf.ts';
import { parseReport } from './report-source.ts';
import { makeSlides } from './slides-pptx.ts';

/** How one piece of the demo's evidence is made; `from` is a path inside the demo's resources. */
export type DemoFile =
  | { readonly kind: 'copy'; readonly from: string }
  | { readonly kind: 'report'; readonly from: string }
  | { readonly kind: 'slides'; readonly from: string }
  /** A folder, packed as a zip. */
  | { readonly kind: 'archive'; readonly from: string };

export interface BuiltEvidence {
  readonly bytes: Buffer;
  /** Where a passage stands in the made file: page rectangles in a report, lines in a text; null where it is not. */
  readonly locate: (quote: string) => AnchorTarget | null;
}

/** Makes the bytes of one piece of evidence. The same sources give the same bytes, so hashes may be relied on. */
export async function buildEvidence(file: DemoFile, resourcesDir: string): Promise<BuiltEvidence> {
  const read = (path: string) => readFile(join(resourcesDir, path));
  switch (file.kind) {
    case 'copy': {
      const bytes = await read(file.from);
      return { bytes, locate: (quote) => locateLines(bytes.toString('utf8'), quote) };
    }
    case 'report': {
      const text = await withDailyTables((await read(file.from)).toString('utf8'), read);
      return setReport(parseReport(text), join(resourcesDir, 'fonts'), read);
    }
    case 'slides': {
      const source = parseReport((await read(file.from)).toString('utf8'));
      return { bytes: await makeSlides(source, join(resourcesDir, 'pptx'), read), locate: () => null };
    }
    case 'archive':
      return { bytes: await packFolder(join(resourcesDir, file.from)), locate: () => null };
  }
}

/** The same files give the same bytes: in the order of their names, at one and the same time. */
async function packFolder(folder: string): Promise<Buffer> {
  const zip = new ZipFile();
  for (const name of (await readdir(folder)).sort()) {
    zip.addFile(join(folder, name), `${basename(folder)}/${name}`, {
      mtime: new Date(2026, 9, 6, 12),
      forceDosTimestamp: true,
      mode: 0o100644,
    });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** Replaces `@daily table.csv` by one page per day with that day's rows; the first column is `date time`. */
async function withDailyTables(text: string, read: (path: string) => Promise<Buffer>): Promise<string> {
  const wanted = /^@daily (\S+)$/m.exec(text);
  if (wanted?.[1] === undefined) return text;
  const [head = '', ...rows] = (await read(wanted[1])).toString('utf8').trim().split('\n');
  const pages = [...byDay(rows)].map(([day, its]) => {
    const table = [head, ...its].map((row) => `|${row.split(',').join('|')}|`).join('\n');
    return `===\n\n## ${day}\n\n${table}`;
  });
  return text.replace(wanted[0], pages.join('\n\n'));
}

function byDay(rows: readonly string[]): Map<string, string[]> {
  const days = new Map<string, string[]>();
  for (const row of rows) days.set(row.slice(0, 10), [...(days.get(row.slice(0, 10)) ?? []), row]);
  return days;
}

function locateLines(text: string, quote: string): AnchorTarget | null {
  const at = text.indexOf(quote);
  if (at < 0) return null;
  const from = text.slice(0, at).split('\n').length;
  return { kind: 'lines', from, to: from + quote.split('\n').length - 1, quote };
}
