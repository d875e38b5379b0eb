// @vitest-environment jsdom
import { strFromU8, unzipSync } from 'fflate';
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../renderer/reader/reader-page.ts';
import { columnName, parseRange, rangeName } from '../../../../renderer/reader/sheet/cell-names.ts';
import { offsetsOf } from '../../../../renderer/reader/sheet/offsets.ts';
import { read } from '../../../../renderer/reader/sheet/read-sheet.ts';
import { readWorkbook } from '../../../../renderer/reader/sheet/read-workbook.ts';
import { zipped } from '../../../builders/an-office-file.ts';
import { aReaderPage, standInForLayout } from './a-reader-page.ts';

beforeAll(() => {
  standInForLayout();
  window.scrollTo = () => undefined;
  window.scrollBy = () => undefined;
});

type Sheets = Parameters<typeof writeXlsx>[0]['sheets'];

const day = new Date(Date.UTC(2026, 2, 4));
const hazards: Sheets = [
  {
    name: 'Hazards',
    rows: [
      ['Hazard log', null, null],
      ['Trailing cable', day, 1234.5],
      ['Open guard', 0.256, 1 / 3],
      [true, 'x', null],
    ],
    cells: new Map([
      ['1,1', { value: day, style: { numFmt: 'd mmm yyyy' } }],
      ['1,2', { value: 1234.5, style: { numFmt: '£#,##0.00', font: { bold: true } } }],
      ['2,1', { value: 0.256, style: { numFmt: '0.0%' } }],
      [
        '3,2',
        { value: 7, formula: 'SUM(C2:C3)', formulaResult: 7, comment: { author: 'Mentor', text: 'Checked' } },
      ],
    ]),
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 }],
    columns: [{ width: 20 }, {}, { width: 9, hidden: true }],
    rowDefs: new Map([[2, { hidden: true }]]),
  },
  { name: 'Second', rows: [['elsewhere']] },
  { name: 'Kept back', rows: [['not for eyes']], hidden: true },
];

async function opened(sheets: Sheets) {
  const page = aReaderPage();
  await read(await writeXlsx({ sheets }), page);
  return page;
}

/** A workbook with some of its parts written anew. */
async function changed(sheets: Sheets, part: string, change: (xml: string) => string): Promise<Uint8Array> {
  const all = unzipSync(await writeXlsx({ sheets }));
  return zipped({ ...all, [part]: change(strFromU8(all[part] ?? new Uint8Array())) });
}

describe('cells', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('column %i is %s', (column, name) => {
    expect(columnName(column)).toBe(name);
  });

  it('are named as ranges and read back', () => {
    expect(parseRange('B2:D5')).toEqual({ top: 1, left: 1, bottom: 4, right: 3 });
    expect(parseRange('D5:B2')).toEqual(parseRange('B2:D5'));
    expect(rangeName({ top: 1, left: 1, bottom: 4, right: 3 })).toBe('B2:D5');
    expect(rangeName({ top: 0, left: 0, bottom: 0, right: 0 })).toBe('A1');
    for (const wrong of ['', 'B', '2', 'B0', 'b2', 'B2:', 'ABCD1']) expect(parseRange(wrong)).toBeNull();
  });

  it('are found at a distance where rows differ in height', () => {
    const rows = offsetsOf(100_000, 20, new Map([[1, 100]]));
    expect(rows.total).toBe(100_000 * 20 + 80);
    expect([0, 19, 20, 119, 120, 1e9].map((distance) => rows.at(distance))).toEqual([0, 0, 1, 1, 2, 99_999]);
    expect(rows.startOf(2)).toBe(120);
  });
});

describe('a workbook', () => {
  it('shows values as it formats them', async () => {
    const [sheet] = (await readWorkbook(await writeXlsx({ sheets: hazards }), LIMITS)).sheets;
    const textAt = (row: number, column: number) => sheet?.cell(row, column)?.text;
    expect(textAt(1, 1)).toBe('4 Mar 2026');
    expect(textAt(1, 2)).toBe('£1,234.50');
    expect(textAt(2, 1)).toBe('25.6%');
    expect(textAt(2, 2)).toBe('0.3333333333');
    expect(textAt(3, 0)).toBe('TRUE');
    expect(sheet?.cell(3, 2)).toMatchObject({
      text: '7',
      formula: '=SUM(C2:C3)',
      comments: [{ author: 'Mentor', words: 'Checked' }],
    });
    expect(sheet?.cell(40, 40)).toBeNull();
  });

  it('shows its sheets as tabs and says which is hidden', async () => {
    const page = await opened(hazards);
    const tabs = [...page.root.querySelectorAll<HTMLElement>('[role=tab]')];
    expect(tabs.map(({ textContent }) => textContent)).toEqual([
      'Hazards',
      'Second',
      'Kept back (hidden in the workbook)',
    ]);
    expect(page.wordsOf('Hazards')).toContain('Hazard log');
    tabs[2]?.click();
    expect(page.wordsOf('Kept back')).toContain('not for eyes');
    expect(page.wordsOf('Hazards')).toBe('');
    expect(tabs[2]?.getAttribute('aria-selected')).toBe('true');
  });

  it('shows hidden rows and columns, and says so', async () => {
    const page = await opened(hazards);
    expect(page.root.textContent).toContain('1 row is hidden in the workbook');
    expect(page.root.textContent).toContain('1 column is hidden in the workbook');
    expect(page.wordsOf('Hazards')).toContain('Open guard');
  });

  it('chooses cells with the arrow keys and Shift, quoting what they show', async () => {
    const page = await opened(hazards);
    const grid = page.root.querySelector<HTMLElement>('[role=grid]');
    const press = (key: string, shiftKey = false) =>
      grid?.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
    press('ArrowDown');
    press('ArrowRight', true);
    press('ArrowDown', true);
    expect(page.told.chosen).toEqual([
      {
        kind: 'cells',
        sheet: 'Hazards',
        range: 'A2:B3',
        quote: 'Trailing cable\t4 Mar 2026\nOpen guard\t25.6%',
      },
    ]);
    press('ArrowUp');
    press('ArrowUp');
    expect(page.told.chosen).toMatchObject([{ range: 'A1:C1', quote: 'Hazard log' }]);
  });

  it('tells the formula and the comments of the active cell', async () => {
    const page = await opened(hazards);
    await page.told.places?.reveal?.({ kind: 'cells', sheet: 'Hazards', range: 'C4', quote: null });
    const bar = page.root.querySelector('.assay-bar')?.textContent;
    for (const part of ['C4', '=SUM(C2:C3)', '7', 'Mentor: Checked']) expect(bar).toContain(part);
  });

  it('places an anchor only on the sheet it is on, and goes to that sheet', async () => {
    const page = await opened(hazards);
    const target = { kind: 'cells', sheet: 'Second', range: 'A1', quote: null } as const;
    expect(page.told.places?.locate(target)).toBeNull();
    await page.told.places?.reveal?.(target);
    expect(page.told.places?.locate(target)).toMatchObject({ kind: 'boxes' });
    expect(page.wordsOf('Second')).toContain('elsewhere');
  });

  it('finds words on every sheet, in numbers as they are formatted and in comments, seen or not', async () => {
    const page = await opened(hazards);
    const places = async (words: string, most = 10) =>
      (await page.told.places?.find?.(new RegExp(words, 'giu'), most, () => true)) ?? [];
    const find = async (words: string) =>
      (await places(words)).map((target) => 'range' in target && [target.sheet, target.range]);
    expect(await find('open')).toEqual([['Hazards', 'A3']]);
    expect(await places('e', 2)).toHaveLength(2);
    expect(await find('1,234')).toEqual([['Hazards', 'C2']]);
    expect(await find('checked')).toEqual([['Hazards', 'C4']]);
    expect(await find('for eyes')).toEqual([['Kept back', 'A1']]);
    expect(await find('nowhere')).toEqual([]);
  });

  it('shows the formula where its value was not saved, and says so', async () => {
    const bytes = await changed(hazards, 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace(/(<f>SUM\(C2:C3\)<\/f>)<v>7<\/v>/, '$1'),
    );
    const page = aReaderPage();
    await read(bytes, page);
    expect(page.wordsOf('Hazards')).toContain('=SUM(C2:C3)');
    expect(page.told.notShown.get('formulas')).toBe(1);
  });

  it('with 100,000 rows puts only those near the window on the page', async () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => [row + 1, `name ${row + 1}`]);
    const page = await opened([{ name: 'Long', rows }]);
    expect(page.root.querySelectorAll('[role=row]').length).toBeLessThan(200);
    expect(page.root.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('100004');
    await page.told.places?.reveal?.({ kind: 'cells', sheet: 'Long', range: 'B90000', quote: null });
    expect(page.root.querySelector('.assay-bar')?.textContent).toContain('name 90000');
  });

  it('that claims a cell at the far end is cut, not held whole', async () => {
    const bytes = await changed([{ name: 'A', rows: [['seen']] }], 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>'),
    );
    const page = aReaderPage();
    await read(bytes, page);
    expect(page.wordsOf('A')).toContain('seen');
    expect(page.told.notShown.has('cut')).toBe(true);
  });

  it('with entities in its shared words is refused', async () => {
    const bytes = await changed(hazards, 'xl/sharedStrings.xml', (xml) =>
      xml.replace('<sst', '<!DOCTYPE sst [<!ENTITY a "b">]><sst'),
    );
    await expect(read(bytes, aReaderPage())).rejects.toMatchObject({ code: 'unsafe' });
  });

  it('with macros says that it holds them', async () => {
    const page = aReaderPage();
    const bytes = await writeXlsx({ sheets: hazards });
    await read(zipped({ ...unzipSync(bytes), 'xl/vbaProject.bin': new Uint8Array(9) }), page);
    expect(page.told.notShown.has('macros')).toBe(true);
  });

  it('of OpenDocument is read too', async () => {
    const page = aReaderPage();
    await read(await writeOds({ sheets: [{ name: 'Open', rows: [['office', 2]] }] }), page);
    expect(page.wordsOf('Open')).toContain('office');
  });
});
