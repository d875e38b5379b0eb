import type { AnchorTarget } from '../../../src/domain/anchor.ts';
import { t } from '../../messages/t.ts';
import { officeFontFaces } from '../office/font-faces.ts';
import { tellFound } from '../office/open-package.ts';
import type { Located, ReaderPage } from '../reader-page.ts';
import { type CellRange, cellName, parseRange, rangeName } from './cell-names.ts';
import { type CellChoice, chooseCells } from './choose-cells.ts';
import { readWorkbook, type ShownSheet, type ShownWorkbook } from './read-workbook.ts';
import sheetCss from './sheet.css?inline';
import { noteOf, type SheetGrid, sheetGrid } from './sheet-grid.ts';

/**
 * A workbook: its sheets as tabs, values as they are formatted, the formula and the comments of the active cell in a
 * bar above. Places are cells of a sheet.
 */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  const workbook = await readWorkbook(bytes, page.limits, () => page.working('workbook'));
  page.signal.throwIfAborted();
  page.addStyle(officeFontFaces());
  page.addStyle(sheetCss);
  tell(workbook, page);
  const [first] = workbook.sheets;
  if (first === undefined) {
    page.root.append(furniture('p', 'assay-note', t('office.noSheets')));
    return;
  }
  showWorkbook(workbook, workbook.sheets[workbook.activeSheet] ?? first, page);
}

function tell(workbook: ShownWorkbook, page: ReaderPage): void {
  if (workbook.found !== null) tellFound(workbook.found, page);
  if (workbook.charts > 0) page.notShown('charts', workbook.charts);
  if (workbook.uncalculated > 0) page.notShown('formulas', workbook.uncalculated);
  if (workbook.hasMoreLook) page.notShown('layout');
  if (workbook.isCut) page.notShown('cut');
}

type CellsTarget = Extract<AnchorTarget, { kind: 'cells' }>;

interface Open {
  readonly sheet: ShownSheet;
  readonly grid: SheetGrid;
  readonly choice: CellChoice;
  /** Elements that stand where marks are drawn, by range. */
  readonly spots: Map<string, HTMLElement>;
}

function showWorkbook(workbook: ShownWorkbook, first: ShownSheet, page: ReaderPage): void {
  const bar = furniture('div', 'assay-bar', '');
  const place = document.createElement('div');
  const tabs = furniture('div', 'assay-tabs', '');
  tabs.setAttribute('role', 'tablist');
  tabs.setAttribute('aria-label', t('office.sheets'));
  page.root.append(bar, place, tabs);
  let open: Open | null = null;

  const show = (sheet: ShownSheet) => {
    if (open?.sheet === sheet) return;
    const grid = sheetGrid(sheet, workbook.themeColors);
    const choice = chooseCells(page, sheet, grid, (row, column) => tellCell(bar, sheet, row, column));
    const notes = notesOn(sheet);
    place.replaceChildren(...notes, grid.element);
    open = { sheet, grid, choice, spots: new Map() };
    placePictures(sheet, grid, page);
    scrollTo(0, 0);
    grid.draw();
    tellCell(bar, sheet, 0, 0);
    for (const [index, tab] of [...tabs.children].entries()) {
      const isShown = workbook.sheets[index] === sheet;
      tab.setAttribute('aria-selected', String(isShown));
      tab.setAttribute('tabindex', isShown ? '0' : '-1');
    }
    page.choose(null);
    page.changed();
  };
  tabs.append(...workbook.sheets.map((sheet) => tabFor(sheet, () => show(sheet))));
  moveWithArrows(tabs);
  show(first);

  page.places({
    targetsOf: () => null,
    locate: (target) =>
      target.kind === 'cells' && open?.sheet.name === target.sheet ? locate(open, target.range) : null,
    reveal(target) {
      const sheet = target.kind === 'cells' && workbook.sheets.find(({ name }) => name === target.sheet);
      if (!sheet) return;
      show(sheet);
      const range = parseRange(target.range);
      if (range !== null) open?.choice.moveTo(withinSheet(range, sheet));
    },
    find: (words, most, isWanted) => findCells(workbook, words, most, isWanted),
  });
  followWindow(page, () => open?.grid);
}

const CELLS_AT_A_TIME = 50_000;

/** Cells that show such words, or hold them in a comment, in the order of the sheets and down each sheet. */
async function findCells(
  workbook: ShownWorkbook,
  words: RegExp,
  most: number,
  isWanted: () => boolean,
): Promise<CellsTarget[]> {
  const found: CellsTarget[] = [];
  let looked = 0;
  for (const sheet of workbook.sheets) {
    for (let row = 0; row < sheet.rowCount; row += 1) {
      looked += sheet.columnCount;
      if (looked > CELLS_AT_A_TIME) {
        looked = 0;
        // So that the window hears an answer, and that who types on need not wait.
        await new Promise((resolve) => setTimeout(resolve));
        if (!isWanted()) return [];
      }
      for (let column = 0; column < sheet.columnCount; column += 1) {
        const cell = sheet.cell(row, column);
        if (cell === null) continue;
        const said = [cell.text, ...cell.comments.map((comment) => comment.words)].join('\n');
        // Searched from the beginning each time, as it keeps its place.
        if (said.search(words) < 0) continue;
        found.push({
          kind: 'cells',
          sheet: sheet.name,
          range: cellName(row, column),
          quote: cell.text || null,
        });
        if (found.length >= most) return found;
      }
    }
  }
  return found;
}

/** Draws what comes into the window as it is scrolled; searching and marks then know the new cells. */
function followWindow(page: ReaderPage, shown: () => SheetGrid | undefined): void {
  let isWaiting = false;
  const follow = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      shown()?.draw();
    });
  };
  addEventListener('scroll', follow, { passive: true, signal: page.signal });
  addEventListener('resize', follow, { passive: true, signal: page.signal });
  // The person's zoom changes what the window holds without an event of its own.
  const observer = new ResizeObserver(follow);
  observer.observe(page.root);
  page.signal.addEventListener('abort', () => observer.disconnect());
}

function locate({ grid, spots, sheet }: Open, name: string): Located | null {
  const range = parseRange(name);
  if (range === null) return null;
  const within = withinSheet(range, sheet);
  const known = spots.get(name);
  if (known) return { kind: 'boxes', boxes: [{ element: known }] };
  // An element of the range's own size, which can be scrolled to, where the canvas may be a million rows long.
  const spot = furniture('div', 'assay-spot', '');
  const { x, y, width, height } = grid.rectOf(within);
  spot.style.cssText = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
  grid.canvas.append(spot);
  spots.set(name, spot);
  return { kind: 'boxes', boxes: [{ element: spot }] };
}

function withinSheet(range: CellRange, sheet: ShownSheet): CellRange {
  const lastRow = Math.max(range.top, sheet.rowCount - 1);
  const lastColumn = Math.max(range.left, sheet.columnCount - 1);
  return { ...range, bottom: Math.min(range.bottom, lastRow), right: Math.min(range.right, lastColumn) };
}

/** The active cell in full: where, what it shows, by which formula, and what was said of it. */
function tellCell(bar: HTMLElement, sheet: ShownSheet, row: number, column: number): void {
  const cell = sheet.cell(row, column);
  const range = sheet.merged.find(({ top, left }) => top === row && left === column);
  const parts = [furniture('strong', 'assay-where', range ? rangeName(range) : cellName(row, column))];
  if (cell?.formula) parts.push(furniture('code', '', cell.formula));
  if (cell !== null && cell.text !== '' && cell.text !== cell.formula)
    parts.push(furniture('span', '', cell.text));
  if (cell?.link) parts.push(furniture('span', 'assay-aside', cell.link));
  for (const { author, words } of cell?.comments ?? []) {
    parts.push(furniture('span', 'assay-said', noteOf(author, words)));
  }
  bar.replaceChildren(...parts);
}

function notesOn(sheet: ShownSheet): HTMLElement[] {
  const notes: string[] = [];
  if (sheet.rowCount === 0) notes.push(t('office.emptySheet'));
  if (sheet.hiddenRows.size > 0) notes.push(t('office.rowsHidden', { n: sheet.hiddenRows.size }));
  if (sheet.hiddenColumns.size > 0) notes.push(t('office.columnsHidden', { n: sheet.hiddenColumns.size }));
  return notes.map((words) => furniture('p', 'assay-note', words));
}

function placePictures(sheet: ShownSheet, grid: SheetGrid, page: ReaderPage): void {
  for (const { bytes, mediaType, row, column, width, height, words } of sheet.pictures) {
    const picture = document.createElement('img');
    picture.className = 'assay-picture';
    picture.src = page.pictureUrl(bytes, mediaType);
    picture.alt = words || t('office.pictureAt', { cell: cellName(row, column) });
    picture.decoding = 'async';
    picture.draggable = false;
    picture.style.cssText = `left:${grid.columns.startOf(column)}px;top:${grid.rows.startOf(row)}px;`;
    if (width !== null) picture.style.width = `${width}px`;
    if (height !== null) picture.style.height = `${height}px`;
    grid.canvas.append(picture);
  }
  for (const { row, column, words } of sheet.textBoxes) {
    const box = document.createElement('div');
    box.className = 'assay-textbox';
    box.textContent = words;
    box.style.cssText = `left:${grid.columns.startOf(column)}px;top:${grid.rows.startOf(row)}px;`;
    grid.canvas.append(box);
  }
}

function titleOf(sheet: ShownSheet): string {
  return sheet.isHidden ? t('office.sheetHidden', { name: sheet.name }) : sheet.name;
}

function tabFor(sheet: ShownSheet, onShow: () => void): HTMLElement {
  const tab = document.createElement('button');
  tab.type = 'button';
  tab.setAttribute('role', 'tab');
  tab.textContent = titleOf(sheet);
  if (sheet.isHidden) tab.className = 'assay-hidden';
  tab.addEventListener('click', onShow);
  // The arrow keys move the focus from tab to tab.
  tab.addEventListener('focus', onShow);
  return tab;
}

function moveWithArrows(tabs: HTMLElement): void {
  tabs.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...tabs.children].filter((tab) => tab instanceof HTMLElement);
    const at = all.findIndex((tab) => tab.matches(':focus'));
    event.preventDefault();
    all[(at + by + all.length) % all.length]?.focus();
  });
}

/** Words around the evidence, not of it: anchors and searching pass over them. */
function furniture(tag: string, className: string, words: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute('data-furniture', '');
  if (className !== '') element.className = className;
  element.textContent = words;
  return element;
}
