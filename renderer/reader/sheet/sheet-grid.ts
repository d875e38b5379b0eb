import { t } from '../../messages/t.ts';
import { applyLook } from './cell-look.ts';
import { type CellRange, cellName, columnName } from './cell-names.ts';
import { type Offsets, offsetsOf } from './offsets.ts';
import { type ShownCell, type ShownSheet, USUAL_HEIGHT, USUAL_WIDTH } from './read-workbook.ts';

/** The cells of one sheet on the page. Those near the window exist; a small sheet exists whole, so that it is searched whole. */
export interface SheetGrid {
  readonly element: HTMLElement;
  /** Draws what the window shows now. */
  draw(): void;
  /** What rows lie on; pictures and frames are put over them. */
  readonly canvas: HTMLElement;
  rectOf(range: CellRange): { x: number; y: number; width: number; height: number };
  /** The cell at a point of the window; `null` beside the cells. */
  cellAt(clientX: number, clientY: number): { row: number; column: number } | null;
  readonly rows: Offsets;
  readonly columns: Offsets;
}

const HEAD_WIDTH = 52;
const HEAD_HEIGHT = 22;
/** Cells of a sheet that is drawn whole. */
const WHOLE_UP_TO = 12_000;
/** Rows and columns drawn beyond the window on each side. */
const BEYOND = 12;
/** Empty rows and columns shown after the last, so that a sheet looks like one. */
const SPARE_ROWS = 3;
const SPARE_COLUMNS = 1;
/** Empty cells to the right into which words may run. */
const SPILL = 12;

export function sheetGrid(sheet: ShownSheet, theme: readonly string[]): SheetGrid {
  const rows = offsetsOf(sheet.rowCount + SPARE_ROWS, USUAL_HEIGHT, sheet.rowHeights);
  const columns = offsetsOf(sheet.columnCount + SPARE_COLUMNS, USUAL_WIDTH, sheet.columnWidths);
  const isWhole = rows.count * columns.count <= WHOLE_UP_TO;
  const merged = indexMerged(sheet);

  const element = make('div', 'assay-grid');
  element.tabIndex = 0;
  element.setAttribute('role', 'grid');
  element.setAttribute('aria-label', t('office.cells', { name: sheet.name }));
  element.setAttribute('aria-rowcount', String(rows.count + 1));
  element.setAttribute('aria-colcount', String(columns.count + 1));
  element.setAttribute('aria-multiselectable', 'true');
  element.style.width = `${HEAD_WIDTH + columns.total}px`;
  element.style.height = `${HEAD_HEIGHT + rows.total}px`;
  const head = make('div', 'assay-columns');
  head.setAttribute('role', 'row');
  head.setAttribute('aria-rowindex', '1');
  head.setAttribute('data-furniture', '');
  const canvas = make('div', 'assay-canvas');
  canvas.setAttribute('role', 'rowgroup');
  canvas.setAttribute('data-part', sheet.name);
  canvas.style.left = `${HEAD_WIDTH}px`;
  canvas.style.top = `${HEAD_HEIGHT}px`;
  const body = make('div', 'assay-rows');
  body.style.display = 'contents';
  canvas.append(body);
  element.append(head, canvas);

  let drawn = '';
  let across = '';
  let kept = new Map<number, HTMLElement>();
  const grid: SheetGrid = {
    element,
    canvas,
    rows,
    columns,
    rectOf({ top, left, bottom, right }) {
      const x = columns.startOf(left);
      const y = rows.startOf(top);
      return { x, y, width: columns.endOf(right) - x, height: rows.endOf(bottom) - y };
    },
    cellAt(clientX, clientY) {
      const box = canvas.getBoundingClientRect();
      const scale = scaleOf(element);
      const x = (clientX - box.left) / scale;
      const y = (clientY - box.top) / scale;
      return { row: rows.at(Math.max(0, y)), column: columns.at(Math.max(0, x)) };
    },
    draw() {
      const seen = isWhole ? wholeOf(rows, columns) : windowOf(canvas, element, rows, columns);
      const now = JSON.stringify(seen);
      if (now === drawn) return;
      drawn = now;
      // Scrolling down keeps the rows that stay in the window; with merged cells each window is drawn of its own.
      const sameColumns = `${seen.left}-${seen.right}`;
      if (sameColumns !== across || sheet.merged.length > 0) kept = new Map();
      if (sameColumns !== across) head.replaceChildren(...drawHead(sheet, columns, seen));
      across = sameColumns;
      const lines = drawRows(sheet, rows, columns, merged, theme, seen, kept);
      kept = new Map(lines.map((line) => [Number(line.getAttribute('aria-rowindex')) - 2, line]));
      exchange(body, lines);
    },
  };
  return grid;
}

/** Puts these below `body`, leaving alone what is there already: taken out and put back, it would all be laid out anew. */
function exchange(body: HTMLElement, lines: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(lines);
  for (const line of [...body.children]) if (!wanted.has(line)) line.remove();
  let next = body.firstElementChild;
  for (const line of lines) {
    if (line === next) next = next.nextElementSibling;
    else body.insertBefore(line, next);
  }
}

function wholeOf(rows: Offsets, columns: Offsets): CellRange {
  return { top: 0, left: 0, bottom: rows.count - 1, right: columns.count - 1 };
}

/** What the window shows and somewhat more, in steps, so that scrolling a little draws nothing. */
function windowOf(canvas: HTMLElement, element: HTMLElement, rows: Offsets, columns: Offsets): CellRange {
  const box = canvas.getBoundingClientRect();
  const scale = scaleOf(element);
  const step = (index: number) => Math.floor(index / BEYOND) * BEYOND;
  return {
    top: Math.max(0, step(rows.at(-box.top / scale)) - BEYOND),
    left: Math.max(0, step(columns.at(-box.left / scale)) - BEYOND),
    bottom: Math.min(rows.count - 1, step(rows.at((innerHeight - box.top) / scale)) + 2 * BEYOND),
    right: Math.min(columns.count - 1, step(columns.at((innerWidth - box.left) / scale)) + 2 * BEYOND),
  };
}

/** The person's zoom, by which the window's pixels are more than the grid's own. */
function scaleOf(element: HTMLElement): number {
  return element.offsetWidth > 0 ? element.getBoundingClientRect().width / element.offsetWidth : 1;
}

function drawHead(sheet: ShownSheet, columns: Offsets, seen: CellRange): HTMLElement[] {
  const corner = make('div', 'assay-corner');
  corner.setAttribute('role', 'columnheader');
  corner.setAttribute('aria-label', t('office.cell'));
  const heads = [corner];
  for (let column = seen.left; column <= seen.right; column += 1) {
    const name = make('div', sheet.hiddenColumns.has(column) ? 'assay-name assay-hidden' : 'assay-name');
    name.setAttribute('role', 'columnheader');
    name.setAttribute('aria-colindex', String(column + 2));
    name.textContent = columnName(column);
    name.style.left = `${HEAD_WIDTH + columns.startOf(column)}px`;
    name.style.width = `${columns.endOf(column) - columns.startOf(column)}px`;
    heads.push(name);
  }
  return heads;
}

interface Merged {
  /** By the key of their first cell. */
  readonly first: ReadonlyMap<string, CellRange>;
  readonly all: readonly CellRange[];
}

function indexMerged(sheet: ShownSheet): Merged {
  return {
    first: new Map(sheet.merged.map((range) => [`${range.top},${range.left}`, range])),
    all: sheet.merged,
  };
}

function drawRows(
  sheet: ShownSheet,
  rows: Offsets,
  columns: Offsets,
  merged: Merged,
  theme: readonly string[],
  seen: CellRange,
  kept: ReadonlyMap<number, HTMLElement>,
): HTMLElement[] {
  const near = merged.all.filter(
    ({ top, left, bottom, right }) =>
      top <= seen.bottom && bottom >= seen.top && left <= seen.right && right >= seen.left,
  );
  const covered = new Set<string>();
  // Those that begin above or left of the window still reach into it.
  const extra = new Map<number, number[]>();
  for (const range of near) {
    for (let row = Math.max(range.top, seen.top); row <= Math.min(range.bottom, seen.bottom); row += 1) {
      for (
        let column = Math.max(range.left, seen.left);
        column <= Math.min(range.right, seen.right);
        column += 1
      ) {
        if (row !== range.top || column !== range.left) covered.add(`${row},${column}`);
      }
    }
    if (range.top < seen.top || range.left < seen.left) {
      extra.set(range.top, [...(extra.get(range.top) ?? []), range.left]);
    }
  }
  const drawRow = (row: number, only: readonly number[] | null): HTMLElement => {
    const line = make('div', sheet.hiddenRows.has(row) ? 'assay-row assay-hidden' : 'assay-row');
    line.setAttribute('role', 'row');
    line.setAttribute('aria-rowindex', String(row + 2));
    line.style.top = `${rows.startOf(row)}px`;
    line.style.height = `${rows.endOf(row) - rows.startOf(row)}px`;
    const name = make('div', 'assay-number');
    name.setAttribute('role', 'rowheader');
    name.setAttribute('data-furniture', '');
    name.textContent = String(row + 1);
    line.append(name);
    const wanted =
      only ?? Array.from({ length: seen.right - seen.left + 1 }, (_, index) => seen.left + index);
    for (const column of wanted) {
      if (covered.has(`${row},${column}`)) continue;
      const range = merged.first.get(`${row},${column}`) ?? null;
      line.append(drawCell(sheet, rows, columns, row, column, range, theme));
    }
    return line;
  };
  const lines: HTMLElement[] = [];
  for (const [row, wanted] of extra) if (row < seen.top) lines.push(drawRow(row, wanted));
  for (let row = seen.top; row <= seen.bottom; row += 1) {
    const line = kept.get(row) ?? drawRow(row, null);
    for (const column of extra.get(row) ?? []) {
      if (column >= seen.left) continue;
      const range = merged.first.get(`${row},${column}`) ?? null;
      line.append(drawCell(sheet, rows, columns, row, column, range, theme));
    }
    lines.push(line);
  }
  return lines;
}

function drawCell(
  sheet: ShownSheet,
  rows: Offsets,
  columns: Offsets,
  row: number,
  column: number,
  range: CellRange | null,
  theme: readonly string[],
): HTMLElement {
  const cell = sheet.cell(row, column);
  const place = make('div', 'assay-cell');
  place.id = cellId(row, column);
  place.setAttribute('role', 'gridcell');
  place.setAttribute('aria-colindex', String(column + 2));
  const x = columns.startOf(column);
  place.style.left = `${x}px`;
  place.style.width = `${columns.endOf(range?.right ?? column) - x}px`;
  if (range !== null) {
    place.classList.add('assay-merged');
    place.style.height = `${rows.endOf(range.bottom) - rows.startOf(row)}px`;
  }
  if (sheet.hiddenColumns.has(column)) place.classList.add('assay-hidden');
  if (cell === null) return place;
  place.classList.add(`assay-is-${cell.kind}`);
  if (cell.style !== null) applyLook(place, cell.style, theme);
  if (cell.text !== '') {
    const words = make('span', 'assay-value');
    words.textContent = cell.text;
    place.append(words);
    if (range === null && runsOver(cell)) {
      const spill = spillWidth(sheet, columns, row, column);
      if (spill > 0) words.style.maxWidth = `${columns.endOf(column) - x + spill - 8}px`;
    }
  }
  if (cell.comments.length > 0) {
    place.classList.add('assay-noted');
    place.title = cell.comments.map(({ author, words }) => noteOf(author, words)).join('\n');
  } else if (cell.formula !== null) {
    place.title = cell.formula;
  }
  return place;
}

/** Who said what, in one line. */
export function noteOf(author: string, words: string): string {
  return author === '' ? words : t('office.commentBy', { author, words });
}

export function cellId(row: number, column: number): string {
  return `cell-${cellName(row, column)}`;
}

function runsOver(cell: ShownCell): boolean {
  const side = cell.style?.alignment?.horizontal;
  return (
    cell.kind === 'words' &&
    cell.style?.alignment?.wrapText !== true &&
    (side === undefined || side === 'left' || side === 'general')
  );
}

/** Words run over the empty cells beside them, as in every spreadsheet. */
function spillWidth(sheet: ShownSheet, columns: Offsets, row: number, column: number): number {
  let last = column;
  while (last < Math.min(column + SPILL, columns.count - 1) && isFree(sheet, row, last + 1)) last += 1;
  return columns.endOf(last) - columns.endOf(column);
}

function isFree(sheet: ShownSheet, row: number, column: number): boolean {
  return (sheet.cell(row, column)?.text ?? '') === '';
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
