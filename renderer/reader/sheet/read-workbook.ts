import { type Cell, type CellStyle, formatValue, type Sheet, type Workbook } from 'hucre';
import { readOds } from 'hucre/ods';
import { readXls, readXlsb, readXlsx } from 'hucre/xlsx';
import { type Found, openPackage, packParts } from '../office/open-package.ts';
import { type ReaderLimits, Refusal } from '../reader-page.ts';
import { type CellRange, parseRange } from './cell-names.ts';

/** What a cell shows and what lies behind it. */
export interface ShownCell {
  readonly text: string;
  /** What decides on which side it stands. */
  readonly kind: 'words' | 'number' | 'truth' | 'error';
  readonly formula: string | null;
  readonly style: CellStyle | null;
  readonly comments: readonly { readonly author: string; readonly words: string }[];
  readonly link: string | null;
}

export interface ShownSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly rowCount: number;
  readonly columnCount: number;
  /** `null` where nothing stands and nothing is coloured. Counted from 0. */
  cell(row: number, column: number): ShownCell | null;
  readonly merged: readonly CellRange[];
  /** Pixels, where they differ from the usual. */
  readonly columnWidths: ReadonlyMap<number, number>;
  readonly rowHeights: ReadonlyMap<number, number>;
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly pictures: readonly ShownPicture[];
  readonly textBoxes: readonly { readonly row: number; readonly column: number; readonly words: string }[];
}

export interface ShownPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly row: number;
  readonly column: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly words: string;
}

export interface ShownWorkbook {
  readonly sheets: readonly ShownSheet[];
  readonly activeSheet: number;
  readonly themeColors: readonly string[];
  readonly found: Found | null;
  readonly charts: number;
  /** Cells whose formula was saved without its value. */
  readonly uncalculated: number;
  /** What colours cells by rule or draws in them, and pivots, is not drawn. */
  readonly hasMoreLook: boolean;
  readonly isCut: boolean;
}

export const USUAL_WIDTH = 64;
export const USUAL_HEIGHT = 22;
/** Rows and columns read where a workbook claims more cells than can be kept. */
const CLAIMED = 'A1:IV20000';
/** Of a sheet of more bytes, unpacked, only the rows in so many are read: about a million and a half cells. */
const MOST_BYTES = 48 * 1024 * 1024;
/** From so many bytes on, packed or not, reading takes long enough to say so. */
const LONG_PACKED = 2 ** 20;
const LONG_UNPACKED = 8 * 2 ** 20;
const COMPOUND_FILE = 0xd0;

/**
 * The sheets of a workbook as hucre reads them: Excel's files of 2007 and later (also binary ones), of before, and
 * OpenDocument. Values are written as the workbook formats them. `onLong` hears that it will take long. Needs no DOM.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: ReaderLimits,
  onLong: () => void = () => undefined,
): Promise<ShownWorkbook> {
  if (bytes.byteLength > LONG_PACKED) onLong();
  if (bytes[0] === COMPOUND_FILE) {
    // Either of before 2007 or with a password, which this cannot tell apart without trying.
    const old = await readXls(bytes, { readStyles: true }).catch(() => null);
    if (old === null) throw new Refusal('encrypted');
    return shown(old, null, 0, false);
  }
  const { parts, found } = openPackage(bytes, limits);
  const charts = [...parts.keys()].filter((name) => /^xl\/charts\/chart(ex)?\d*\.xml$/i.test(name)).length;
  const sizeBytes = [...parts.values()].reduce((sum, { length }) => sum + length, 0);
  if (sizeBytes > LONG_UNPACKED) onLong();
  const packed = packParts(parts);
  const readOne = parts.has('xl/workbook.bin') ? readXlsb : parts.has('content.xml') ? readOds : readXlsx;
  // A pause, in which the window hears that the frame still answers.
  await new Promise((resolve) => setTimeout(resolve));
  const long = [...parts].filter(
    ([name, { length }]) => /^xl\/worksheets\//.test(name) && length > MOST_BYTES,
  );
  if (long.length > 0) {
    const maxRows = Math.min(...long.map(([, part]) => rowsWithin(part.subarray(0, MOST_BYTES))));
    return shown(await readOne(packed, { readStyles: true, maxRows }), found, charts, true);
  }
  try {
    return shown(await readOne(packed, { readStyles: true }), found, charts, false);
  } catch (cause) {
    // A cell far down and right makes hucre refuse to hold the area between: then its top is read.
    const isTooWide = cause instanceof Error && /over the \d+ limit/.test(cause.message);
    if (!isTooWide) throw cause;
    const top = await readOne(packed, { readStyles: true, range: CLAIMED });
    return shown(top, found, charts, true);
  }
}

/** How many rows of a sheet end in these bytes. */
function rowsWithin(bytes: Uint8Array): number {
  // `</row`: the only closing tag of a sheet whose third sign is an r and fourth an o.
  let rows = 0;
  for (let at = bytes.indexOf(0x3c); at !== -1; at = bytes.indexOf(0x3c, at + 1)) {
    if (bytes[at + 1] === 0x2f && bytes[at + 2] === 0x72 && bytes[at + 3] === 0x6f) rows += 1;
  }
  return Math.max(1, rows);
}

function shown(workbook: Workbook, found: Found | null, charts: number, isCut: boolean): ShownWorkbook {
  const cells = workbook.sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
  const authors = new Map((workbook.persons ?? []).map(({ id, displayName }) => [id, displayName]));
  return {
    sheets: workbook.sheets.map((sheet) => shownSheet(sheet, workbook.dateSystem === '1904', authors)),
    activeSheet: workbook.activeSheet ?? 0,
    themeColors: workbook.themeColors ?? [],
    found,
    charts,
    uncalculated: cells.filter((cell) => cell.formula !== undefined && isEmpty(resultOf(cell))).length,
    hasMoreLook: workbook.sheets.some(
      ({ conditionalRules, sparklines, pivotTables }) =>
        (conditionalRules?.length ?? 0) + (sparklines?.length ?? 0) + (pivotTables?.length ?? 0) > 0,
    ),
    isCut,
  };
}

function shownSheet(sheet: Sheet, is1904: boolean, authors: ReadonlyMap<string, string>): ShownSheet {
  const threads = threadsOf(sheet, authors);
  const columnDefs = [...(sheet.columns ?? []).entries()];
  const rowDefs = [...(sheet.rowDefs ?? [])];
  const ends = [...(sheet.cells?.keys() ?? [])].map((key) => key.split(',').map(Number));
  const rowsWithCells = ends.reduce((most, [row = 0]) => Math.max(most, row + 1), 0);
  // Where pictures and text boxes end, or begin where nothing tells.
  const drawn = [...(sheet.images ?? []), ...(sheet.textBoxes ?? [])].map(
    ({ anchor }) => anchor.to ?? anchor.from,
  );
  const columnsWithCells = ends.reduce((most, [, column = 0]) => Math.max(most, column + 1), 0);
  return {
    name: sheet.name,
    isHidden: sheet.hidden === true || sheet.veryHidden === true,
    rowCount: Math.max(sheet.rows.length, rowsWithCells, ...drawn.map(({ row }) => row + 1)),
    columnCount: Math.max(
      sheet.rows.reduce((most, row) => Math.max(most, row.length), columnsWithCells),
      ...drawn.map(({ col }) => col + 1),
    ),
    cell: (row, column) => shownCell(sheet, row, column, is1904, threads),
    merged: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow,
      left: startCol,
      bottom: endRow,
      right: endCol,
    })),
    columnWidths: new Map([
      ...fittingWidths(sheet, (row, column) => shownCell(sheet, row, column, is1904, threads)),
      ...columnDefs.flatMap(([index, { width }]): [number, number][] =>
        width === undefined ? [] : [[index, inPixels(width)]],
      ),
    ]),
    rowHeights: new Map(
      rowDefs.flatMap(([index, { height }]) =>
        height === undefined ? [] : [[index, Math.min(600, Math.max(4, (height * 96) / 72))]],
      ),
    ),
    hiddenRows: new Set(rowDefs.flatMap(([index, { hidden }]) => (hidden ? [index] : []))),
    hiddenColumns: new Set(columnDefs.flatMap(([index, { hidden }]) => (hidden ? [index] : []))),
    pictures: (sheet.images ?? []).map(({ data, type, anchor, width, height, altText }) => ({
      bytes: data,
      mediaType: type === 'svg' ? 'image/svg+xml' : `image/${type}`,
      row: anchor.from.row,
      column: anchor.from.col,
      width: width ?? null,
      height: height ?? null,
      words: altText ?? '',
    })),
    textBoxes: (sheet.textBoxes ?? []).map(({ text, anchor }) => ({
      row: anchor.from.row,
      column: anchor.from.col,
      words: text,
    })),
  };
}

/** Rows that are looked at to see how wide a column without a width should be. */
const ROWS_TO_FIT = 60;
const WIDEST_FIT = 34;

/** Columns that state no width are as wide as their numbers and short words; long words run on or are cut. */
function fittingWidths(
  sheet: Sheet,
  cellAt: (row: number, column: number) => ShownCell | null,
): [number, number][] {
  const longest = new Map<number, number>();
  for (let row = 0; row < Math.min(ROWS_TO_FIT, sheet.rows.length); row += 1) {
    for (let column = 0; column < (sheet.rows[row]?.length ?? 0); column += 1) {
      const cell = cellAt(row, column);
      const length = cell?.text.length ?? 0;
      if (length > (longest.get(column) ?? 8) && (cell?.kind !== 'words' || length <= WIDEST_FIT)) {
        longest.set(column, Math.min(length, WIDEST_FIT));
      }
    }
  }
  return [...longest].map(([column, length]) => [column, Math.max(USUAL_WIDTH, inPixels(length + 1))]);
}

/** Excel's widths count digits of the usual font, seven pixels each, and five for the edges (ECMA-376, 18.3.1.13). */
function inPixels(width: number): number {
  return Math.min(1200, Math.max(8, Math.round(width * 7 + 5)));
}

function shownCell(
  sheet: Sheet,
  row: number,
  column: number,
  is1904: boolean,
  threads: ReadonlyMap<string, ShownCell['comments']>,
): ShownCell | null {
  const key = `${row},${column}`;
  const cell = sheet.cells?.get(key);
  const value = cell === undefined ? (sheet.rows[row]?.[column] ?? null) : resultOf(cell);
  const comments =
    threads.get(key) ??
    (cell?.comment ? [{ author: cell.comment.author ?? '', words: cell.comment.text }] : []);
  if (isEmpty(value) && cell?.formula === undefined && cell?.style === undefined && comments.length === 0) {
    return null;
  }
  const text = isEmpty(value) && cell?.formula ? `=${cell.formula}` : textOf(value, cell?.style, is1904);
  return {
    text,
    kind: kindOf(value, cell),
    formula: cell?.formula === undefined ? null : `=${cell.formula}`,
    style: cell?.style ?? null,
    comments,
    link: cell?.hyperlink?.target || cell?.hyperlink?.location || null,
  };
}

function resultOf(cell: Cell): unknown {
  return cell.formula === undefined ? cell.value : (cell.formulaResult ?? cell.value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function kindOf(value: unknown, cell: Cell | undefined): ShownCell['kind'] {
  if (cell?.type === 'error' || (typeof value === 'string' && /^#(N\/A|[A-Z/0]+[!?])$/.test(value)))
    return 'error';
  if (typeof value === 'boolean') return 'truth';
  return typeof value === 'number' || value instanceof Date ? 'number' : 'words';
}

/** What a file that follows the reader's own country calls a short date, written as here. */
const SHORT_DATE = 'dd/mm/yyyy';

function textOf(value: unknown, style: CellStyle | undefined, is1904: boolean): string {
  if (isEmpty(value)) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') {
    return style?.numFmt?.includes('@') === true && style.numFmt !== '@'
      ? formatValue(value, style.numFmt)
      : value;
  }
  // As Excel writes numbers of no format: ten digits.
  if (typeof value === 'number' && (style?.numFmt ?? 'General') === 'General') {
    return formatValue(Number(value.toPrecision(10)), 'General');
  }
  const format = style?.numFmt ?? (value instanceof Date ? SHORT_DATE : 'General');
  return formatValue(value, format === 'mm-dd-yy' ? SHORT_DATE : format, { is1904 });
}

/** Comments that answer one another, by the key of their cell. */
function threadsOf(
  sheet: Sheet,
  authors: ReadonlyMap<string, string>,
): ReadonlyMap<string, ShownCell['comments']> {
  const threads = new Map<string, { author: string; words: string }[]>();
  const keys = new Map<string, string>();
  for (const { id, parentId, ref, personId, text } of sheet.threadedComments ?? []) {
    const place = ref === undefined ? null : parseRange(ref);
    const key = place === null ? keys.get(parentId ?? '') : `${place.top},${place.left}`;
    if (key === undefined) continue;
    keys.set(id, key);
    const thread = threads.get(key) ?? [];
    thread.push({ author: authors.get(personId) ?? '', words: text });
    threads.set(key, thread);
  }
  return threads;
}
