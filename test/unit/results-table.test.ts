import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defuseCell, TABLE_COLUMNS, tableRows, tableStream } from '../../src/results/results-table.ts';
import { aReleasedResult } from '../builders/a-released-result.ts';

async function csvOf(rows: string[][], byteOrderMark = false): Promise<string> {
  // Not `text()`, which swallows the byte order mark.
  return (await buffer(Readable.from(rows).pipe(tableStream({ byteOrderMark })))).toString('utf8');
}

const cellsOf = (csv: string): string[][] => parse(csv, { bom: true });

describe('the results table', () => {
  it('has a row for each learner and criterion', async () => {
    const [header, ...rows] = cellsOf(
      await csvOf([
        ...tableRows(aReleasedResult(1), 'urn:uuid:a'),
        ...tableRows(aReleasedResult(2, { verdict: 'not_yet', total: null }), null),
      ]),
    );
    expect(header).toEqual(TABLE_COLUMNS);
    expect(rows).toHaveLength(6);
    const column = (name: (typeof TABLE_COLUMNS)[number]) =>
      rows.map((row) => row[TABLE_COLUMNS.indexOf(name)]);
    expect(column('result').slice(0, 3)).toEqual(['Proficient', 'met', '14.5 points']);
    expect(column('points').slice(0, 3)).toEqual(['3', '', '14.5']);
    expect(column('feedback')[0]).toBe('Well done.\nKeep going.');
    expect(column('rationale')[2]).toBe('Sound, "mostly".');
    expect(column('credential')).toEqual(['urn:uuid:a', 'urn:uuid:a', 'urn:uuid:a', '', '', '']);
  });

  it('says on the row of a criterion what its learner should do next', () => {
    const actions = [{ criterion: 'c2', text: 'Wear them on site.' }];
    const rows = tableRows(aReleasedResult(1, { actions }), null);
    expect(rows.map((row) => row[TABLE_COLUMNS.indexOf('action')])).toEqual(['', 'Wear them on site.', '']);
  });

  it('keeps a row for a criterion that nobody judged', () => {
    const rows = tableRows(aReleasedResult(1, { judgments: [] }), null);
    expect(rows.map((row) => row[TABLE_COLUMNS.indexOf('result')])).toEqual(['', '', '']);
  });

  it('begins with a byte order mark only when asked', async () => {
    expect((await csvOf([], true)).startsWith('\ufeffsubmission,')).toBe(true);
    expect((await csvOf([], false)).startsWith('submission,')).toBe(true);
  });

  it.each([
    '=1+1',
    '+1-1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '\u0000=1',
    '\u00a0=1',
    '＝1',
    '\ufeff=1',
    '\u0007',
  ])('defuses %j', (cell) => {
    expect(defuseCell(cell)).toBe(`'${cell}`);
  });

  it.each(['', '-3', '-0.5', '14.5', 'a=b', 'Ada', 'not yet met', '(-1)'])('leaves %j alone', (cell) => {
    expect(defuseCell(cell)).toBe(cell);
  });

  it('gives back any text, and none that a spreadsheet would run', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('', '=', '\n@', '-'),
        async (tail, head) => {
          const feedback = head + tail;
          const rows = tableRows(aReleasedResult(1, { feedback }), null);
          const cell = cellsOf(await csvOf(rows))[1]?.[TABLE_COLUMNS.indexOf('feedback')] ?? '';
          expect(cell.replace(/^'/, '')).toBe(feedback.replace(/^'/, ''));
          expect(/^[=+@\t\r]|^-(?![\d.]+$)/.test(cell)).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});
