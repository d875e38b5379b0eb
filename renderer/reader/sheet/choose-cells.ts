import type { ReaderPage } from '../reader-page.ts';
import { type CellRange, rangeName } from './cell-names.ts';
import type { ShownSheet } from './read-workbook.ts';
import { cellId, type SheetGrid } from './sheet-grid.ts';

const MAX_QUOTE = 4000;

/** The cells chosen on the sheet that is shown: by dragging, or with the arrow keys and Shift. */
export interface CellChoice {
  /** Moves it, as to a cell that was gone to, without choosing it as a place. */
  moveTo(range: CellRange): void;
}

/** `onMove` hears which cell is the active one, whenever that changes. */
export function chooseCells(
  page: ReaderPage,
  sheet: ShownSheet,
  grid: SheetGrid,
  onMove: (row: number, column: number) => void,
): CellChoice {
  const frame = document.createElement('div');
  frame.className = 'assay-chosen';
  frame.setAttribute('data-furniture', '');
  frame.hidden = true;
  grid.canvas.append(frame);
  let from = { row: 0, column: 0 };
  let to = from;
  let isDragging = false;

  const range = (): CellRange =>
    grown(sheet, {
      top: Math.min(from.row, to.row),
      left: Math.min(from.column, to.column),
      bottom: Math.max(from.row, to.row),
      right: Math.max(from.column, to.column),
    });
  const show = () => {
    const { x, y, width, height } = grid.rectOf(range());
    frame.hidden = false;
    frame.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
    grid.element.setAttribute('aria-activedescendant', cellId(to.row, to.column));
    onMove(from.row, from.column);
  };
  const choose = () => {
    const chosen = range();
    const quote = quoteOf(sheet, chosen);
    const target = { kind: 'cells', sheet: sheet.name, range: rangeName(chosen), quote } as const;
    page.choose([target], frame);
  };

  grid.canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const cell = grid.cellAt(event.clientX, event.clientY);
    if (cell === null) return;
    event.preventDefault();
    grid.element.focus({ preventScroll: true });
    to = cell;
    if (!event.shiftKey) from = cell;
    isDragging = true;
    grid.canvas.setPointerCapture(event.pointerId);
    show();
  });
  grid.canvas.addEventListener('pointermove', (event) => {
    if (!isDragging) return;
    const cell = grid.cellAt(event.clientX, event.clientY);
    if (cell === null || (cell.row === to.row && cell.column === to.column)) return;
    to = cell;
    show();
  });
  grid.canvas.addEventListener('pointerup', () => {
    if (!isDragging) return;
    isDragging = false;
    choose();
  });
  grid.element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(event.key, Math.max(1, Math.floor(innerHeight / 30)));
    if (step === null) return;
    event.preventDefault();
    to = {
      row: Math.min(grid.rows.count - 1, Math.max(0, to.row + step.rows)),
      column: Math.min(grid.columns.count - 1, Math.max(0, to.column + step.columns)),
    };
    if (!event.shiftKey) from = to;
    show();
    bringIn(grid, to);
    choose();
  });
  grid.element.addEventListener('focus', () => {
    if (frame.hidden) show();
  });
  return {
    moveTo(range) {
      from = { row: range.top, column: range.left };
      to = { row: range.bottom, column: range.right };
      show();
    },
  };
}

function stepOf(key: string, screenful: number): { rows: number; columns: number } | null {
  switch (key) {
    case 'ArrowUp':
      return { rows: -1, columns: 0 };
    case 'ArrowDown':
      return { rows: 1, columns: 0 };
    case 'ArrowLeft':
      return { rows: 0, columns: -1 };
    case 'ArrowRight':
      return { rows: 0, columns: 1 };
    case 'PageUp':
      return { rows: -screenful, columns: 0 };
    case 'PageDown':
      return { rows: screenful, columns: 0 };
    case 'Home':
      return { rows: 0, columns: -16_384 };
    case 'End':
      return { rows: 0, columns: 16_384 };
    default:
      return null;
  }
}

/** A range that cuts through merged cells takes them whole. */
function grown(sheet: ShownSheet, range: CellRange): CellRange {
  let grownRange = range;
  for (const one of sheet.merged) {
    const touches =
      one.top <= grownRange.bottom &&
      one.bottom >= grownRange.top &&
      one.left <= grownRange.right &&
      one.right >= grownRange.left;
    if (!touches) continue;
    grownRange = {
      top: Math.min(one.top, grownRange.top),
      left: Math.min(one.left, grownRange.left),
      bottom: Math.max(one.bottom, grownRange.bottom),
      right: Math.max(one.right, grownRange.right),
    };
  }
  return grownRange;
}

/** Scrolls so far that the cell is seen beside the names of rows and columns, which stay. */
function bringIn(grid: SheetGrid, { row, column }: { row: number; column: number }): void {
  const box = grid.canvas.getBoundingClientRect();
  const scale =
    grid.element.offsetWidth > 0 ? grid.element.getBoundingClientRect().width / grid.element.offsetWidth : 1;
  const top = box.top + grid.rows.startOf(row) * scale;
  const bottom = box.top + grid.rows.endOf(row) * scale;
  const left = box.left + grid.columns.startOf(column) * scale;
  const right = box.left + grid.columns.endOf(column) * scale;
  const above = 96 * scale;
  const below = innerHeight - 56 * scale;
  const down = top < above ? top - above : bottom > below ? bottom - below : 0;
  const across =
    left < 60 * scale ? left - 60 * scale : right > innerWidth - 24 ? right - innerWidth + 24 : 0;
  if (down !== 0 || across !== 0) scrollBy(across, down);
}

/** What the cells show, as a table that is pasted; `null` where they show nothing. */
function quoteOf(sheet: ShownSheet, { top, left, bottom, right }: CellRange): string | null {
  const lines: string[] = [];
  let length = 0;
  for (let row = top; row <= bottom && length <= MAX_QUOTE; row += 1) {
    const cells: string[] = [];
    for (let column = left; column <= right; column += 1) cells.push(sheet.cell(row, column)?.text ?? '');
    const line = cells.join('\t').trimEnd();
    length += line.length + 1;
    lines.push(line);
  }
  const quote = lines.join('\n').trim().slice(0, MAX_QUOTE);
  return quote === '' ? null : quote;
}
