/**
 * Makes the Office files of the demo once, at authoring time: `node make.mjs FOLDER`, where FOLDER holds `docx` and
 * `exceljs` (`npm install docx@9 exceljs@4` there; the application needs neither). Needs ImageMagick.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const require = createRequire(join(resolve(process.argv[2] ?? '.'), 'package.json'));
const docx = require('docx');
const ExcelJS = require('exceljs');
const JSZip = require('jszip');

const here = import.meta.dirname;
const LEARNER = 'Rashid al-Tamimi';
const TUTOR = 'Jonquil Marchetti (tutor)';
const INK = '0D4F55';

/** The same parts at one and the same time give the same bytes. */
async function keep(name, bytes, at) {
  const from = await JSZip.loadAsync(bytes);
  const to = new JSZip();
  for (const part of Object.values(from.files).filter(({ dir }) => !dir)) {
    let content = await part.async('nodebuffer');
    if (part.name === 'docProps/core.xml') {
      const dated = content.toString('utf8').replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${at}`);
      content = Buffer.from(dated);
    }
    to.file(part.name, content, { date: new Date(Date.UTC(2026, 9, 2, 12)), createFolders: false });
  }
  const packed = await to.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 9 } });
  writeFileSync(join(here, name), packed);
  console.log(name, packed.length);
}

const { AlignmentType, BorderStyle, HeadingLevel, TextRun, WidthType } = docx;
const text = (words, more = {}) => new TextRun({ text: words, ...more });
const plain = (...children) =>
  new docx.Paragraph({ spacing: { after: 140, line: 290 }, children: children.map((one) => (typeof one === 'string' ? text(one) : one)) });
const heading = (words, level = HeadingLevel.HEADING_1) => new docx.Paragraph({ text: words, heading: level });
const step = (list, ...children) =>
  new docx.Paragraph({ numbering: { reference: 'steps', level: 0, instance: list }, spacing: { after: 80 }, children: children.map((one) => (typeof one === 'string' ? text(one) : one)) });

function table(widths, [head, ...rows]) {
  const cell = (words, column, isHead) =>
    new docx.TableCell({
      width: { size: widths[column], type: WidthType.DXA },
      margins: { top: 70, bottom: 70, left: 110, right: 110 },
      ...(isHead ? { shading: { fill: 'DFEAEA', type: 'clear', color: 'auto' } } : {}),
      children: [new docx.Paragraph({ children: [text(words, { bold: isHead, size: 19 })] })],
    });
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'AEBDBF' };
  return new docx.Table({
    columnWidths: widths,
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [head, ...rows].map(
      (cells, at) => new docx.TableRow({ tableHeader: at === 0, children: cells.map((words, column) => cell(words, column, at === 0)) }),
    ),
  });
}

async function methodStatement() {
  const sketch = execFileSync('convert', [join(here, '../photos/plan-rashid.png'), '-resize', '620x', '-colors', '16', '-strip', 'png8:-']);
  const [width, height] = [sketch.readUInt32BE(16), sketch.readUInt32BE(20)];
  const changed = { author: LEARNER, date: '2026-10-01T16:40:00Z' };
  const document = new docx.Document({
    creator: LEARNER,
    lastModifiedBy: LEARNER,
    title: 'Method statement: supply to the bicycle shelter',
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22 } },
        title: { run: { size: 40, bold: true, color: INK }, paragraph: { spacing: { after: 60 } } },
        heading1: { run: { size: 28, bold: true, color: INK }, paragraph: { spacing: { before: 280, after: 100 } } },
        heading2: { run: { size: 23, bold: true }, paragraph: { spacing: { before: 180, after: 80 } } },
      },
    },
    numbering: {
      config: [
        {
          reference: 'steps',
          levels: [{ level: 0, format: 'decimal', text: '%1.', alignment: AlignmentType.START, style: { paragraph: { indent: { left: 500, hanging: 360 } } } }],
        },
      ],
    },
    comments: {
      children: [
        {
          id: 0,
          author: TUTOR,
          initials: 'JM',
          date: new Date('2026-10-01T11:15:00Z'),
          children: [new docx.Paragraph({ children: [text('Who holds the second key? If nobody does, write that down: it is the whole point of a personal lock.')] })],
        },
      ],
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1200, bottom: 1200, left: 1300, right: 1300 } } },
        children: [
          new docx.Paragraph({ text: 'Method statement', heading: HeadingLevel.TITLE }),
          plain(text('Supply to the bicycle shelter · Harbourside yard · 2 October 2026 · Rashid al-Tamimi', { color: '5F6B72', italics: true })),
          heading('1 What is done'),
          plain(
            'A 6 mm² armoured cable is laid from DB-2 in the plant room to the new shelter, 14 m across the yard in a trench 0.9 m deep. The work is done in one morning; the yard stays open to people on foot.',
          ),
          heading('2 Who does what'),
          table(
            [2100, 4300, 2900],
            [
              ['Who', 'Does', 'Reached at'],
              ['Rashid al-Tamimi', 'Isolation, cable, terminations, tests', 'in the yard'],
              ['Gwen Tolland', 'Site manager: keeps the staff entrance shut, sees the isolation', 'plant room'],
              ['Dispatcher', 'Sends vans to the gate between 08:00 and 11:00', 'by telephone'],
            ],
          ),
          heading('3 Where'),
          new docx.Paragraph({
            spacing: { before: 80, after: 60 },
            children: [
              new docx.ImageRun({
                type: 'png',
                data: sketch,
                transformation: { width: 460, height: Math.round((460 * height) / width) },
                altText: { name: 'Sketch', title: 'Sketch of the yard', description: 'Sketch of yard and plant room with delivery route, cable trench and board DB-2' },
              }),
            ],
          }),
          plain(text('Sketch of yard and plant room: delivery route, trench and DB-2.', { italics: true, size: 19, color: '5F6B72' })),
          heading('4 How'),
          heading('4.1 Isolation at DB-2', HeadingLevel.HEADING_2),
          step(1, 'Find way 7 with the tracer, not by its label.'),
          step(
            1,
            'Switch off, ',
            new docx.CommentRangeStart(0),
            text('lock with my own padlock and keep the key on me'),
            new docx.CommentRangeEnd(0),
            new TextRun({ children: [new docx.CommentReference(0)] }),
            '; tag with name, date and telephone number.',
          ),
          step(
            1,
            'Prove the indicator on the proving unit, test ',
            new docx.DeletedTextRun({ id: 1, ...changed, text: 'line to neutral' }),
            new docx.InsertedTextRun({ id: 2, ...changed, text: 'line to neutral, line to earth and neutral to earth' }),
            ' at the point of work, prove the indicator again.',
          ),
          heading('4.2 Trench', HeadingLevel.HEADING_2),
          step(2, 'Close the delivery route; barriers on both sides before the first spade.'),
          step(2, 'Dig the first metre by hand: the drawing shows a gas pipe that the locator does not find.'),
          step(2, 'Lay cable on sand, warning tape 150 mm above it. Look at the sides again after rain.'),
          heading('4.3 Stop if', HeadingLevel.HEADING_2),
          table(
            [4650, 4650],
            [
              ['This is seen', 'Then'],
              ['Smell of gas, or a pipe where none is drawn', 'Out of the trench, everyone behind the gate, ring the owner'],
              ['Water in the trench, or a side that moves', 'Nobody goes in; inspect again with the owner’s engineer'],
              ['A reading on a circuit that is locked off', 'Stop. Trace again before anything is touched'],
            ],
          ),
          heading('5 Afterwards'),
          plain('Readings go into the register, the lock comes off last, and the site manager signs that the route is open again.'),
        ],
      },
    ],
  });
  await keep('method-statement-rashid.docx', await docx.Packer.toBuffer(document), '2026-10-01T16:45:00Z');
}

async function register() {
  const book = new ExcelJS.Workbook();
  book.creator = LEARNER;
  const day = (iso) => new Date(`${iso}T00:00:00Z`);
  const line = { style: 'thin', color: { argb: 'FFAEBDBF' } };
  const dress = (sheet, columns) => {
    sheet.getRow(3).height = 34;
    for (let at = 1; at <= columns; at += 1) {
      const cell = sheet.getRow(3).getCell(at);
      cell.font = { bold: true, color: { argb: 'FFFFFFFF' } };
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${INK}` } };
      cell.alignment = { wrapText: true, vertical: 'middle' };
    }
    sheet.eachRow((row, number) => {
      if (number > 2) row.eachCell({ includeEmpty: true }, (cell) => { cell.border = { bottom: line }; });
    });
    sheet.getCell('A1').font = { bold: true, size: 14, color: { argb: `FF${INK}` } };
    sheet.getCell('A2').font = { italic: true, color: { argb: 'FF5F6B72' } };
  };

  const tools = book.addWorksheet('Instruments', { views: [{ state: 'frozen', ySplit: 3 }] });
  tools.columns = [27, 9, 13, 8, 13, 11, 11].map((width) => ({ width }));
  tools.getRow(1).values = ['Instruments and tools taken to site'];
  tools.getRow(2).values = ['Bicycle shelter, 2 October 2026'];
  tools.getRow(3).values = ['Instrument', 'No.', 'Calibrated', 'Valid, days', 'Due', 'Days left on 2 Oct', 'Checked'];
  const onTheDay = day('2026-10-02');
  for (const [name, number, calibrated, valid, checked] of [
    ['Multifunction tester MFT-1', '2207', '2026-03-16', 365, 'yes'],
    ['Voltage indicator, two-pole', 'VI-118', '2026-06-02', 365, 'yes'],
    ['Proving unit', 'PU-31', '2026-06-02', 365, 'yes'],
    ['Cable locator', 'CL-4', '2025-10-20', 365, 'yes'],
    ['Circuit tracer', 'TR-09', '2026-01-12', 365, 'yes'],
    ['Torque screwdriver 1–5 Nm', 'TS-52', '2026-08-24', 180, 'no'],
  ]) {
    const row = tools.addRow([name, number, day(calibrated), valid]);
    const n = row.number;
    const due = new Date(day(calibrated).getTime() + valid * 86_400_000);
    row.getCell(5).value = { formula: `C${n}+D${n}`, result: due };
    row.getCell(6).value = { formula: `E${n}-DATE(2026,10,2)`, result: Math.round((due - onTheDay) / 86_400_000) };
    row.getCell(7).value = checked;
    for (const at of [3, 5]) row.getCell(at).numFmt = 'd mmm yyyy';
    row.getCell(6).numFmt = '0';
  }
  dress(tools, 7);

  const readings = book.addWorksheet('Readings', { views: [{ state: 'frozen', ySplit: 3 }] });
  readings.columns = [7, 26, 18, 10, 8, 7, 10].map((width) => ({ width }));
  readings.getRow(1).values = ['Readings at the shelter isolator'];
  readings.getRow(2).values = ['Limits as in the course sheet; share = value ÷ limit'];
  readings.getRow(3).values = ['Point', 'Test', 'Measured at', 'Value', 'Limit', 'Unit', 'Share of limit'];
  for (const [point, test, at, measured, limit, unit] of [
    [1, 'Continuity R1+R2', '10:42', 0.269, 1.0, 'Ω'],
    [2, 'Continuity R2', '10:45', 0.249, 1.0, 'Ω'],
    [7, 'Loop impedance Zs', '11:20', 0.613, 1.37, 'Ω'],
    [8, 'RCD 1× trip', '11:26', 26.7, 300, 'ms'],
    [9, 'RCD 5× trip', '11:28', 13.2, 40, 'ms'],
    [10, 'Prospective fault current', '11:31', 1.27, 6, 'kA'],
  ]) {
    const row = readings.addRow([point, test, new Date(`2026-10-02T${at}:00Z`), measured, limit, unit]);
    row.getCell(7).value = { formula: `D${row.number}/E${row.number}`, result: measured / limit };
    row.getCell(3).numFmt = 'd mmm yyyy hh:mm';
    row.getCell(4).numFmt = unit === 'Ω' ? '0.000' : '0.0#';
    row.getCell(5).numFmt = '0.0#';
    row.getCell(7).numFmt = '0%';
  }
  const last = readings.rowCount;
  const highest = readings.addRow(['', 'Closest to its limit']);
  highest.getCell(7).value = { formula: `MAX(G4:G${last})`, result: 0.613 / 1.37 };
  highest.getCell(7).numFmt = '0%';
  highest.font = { bold: true };
  dress(readings, 7);
  await keep('register-rashid.xlsx', Buffer.from(await book.xlsx.writeBuffer()), '2026-10-02T13:05:00Z');
}

await methodStatement();
await register();
