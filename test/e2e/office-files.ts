import { writeXlsx } from 'hucre/xlsx';
import { aDocument, aPresentation, paragraph, pngHeader, run, wordPart } from '../builders/an-office-file.ts';

const by = 'w:id="1" w:author="Mentor" w:date="2026-03-04T10:00:00Z"';

const picture = (attribute: string) =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="952500"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip ${attribute}/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

const row = (...cells: readonly string[]) =>
  `<w:tr>${cells.map((words) => `<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>${paragraph(run(words))}</w:tc>`).join('')}</w:tr>`;

const table = (...rows: readonly string[]) =>
  `<w:tbl><w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="888888"/>`).join('')}</w:tblBorders></w:tblPr>${rows.join('')}</w:tbl>`;

/** A Word file with changes and a comment, which holds macros, names things elsewhere, and has a huge picture. */
export function aReport(): Uint8Array {
  const observations = Array.from({ length: 60 }, (_, line) => paragraph(run(`Observation ${line + 1}.`)));
  return aDocument(
    paragraph(`<w:pPr><w:pStyle w:val="H1"/></w:pPr>${run('Hazard report')}`) +
      paragraph(
        `${run('Two guards were ')}<w:del ${by}><w:r><w:delText>shut</w:delText></w:r></w:del><w:ins ${by}>${run('open')}</w:ins>${run(' on line 3.')}`,
      ) +
      table(
        row('Hazard', 'Risk', 'Action'),
        row('Trailing cable', 'High', 'Taped down'),
        row('Open guard', 'High', 'Closed'),
      ) +
      observations.join('') +
      paragraph(
        `<w:commentRangeStart w:id="1"/>${run('Both were closed the same day.')}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`,
      ) +
      paragraph(`${picture('r:link="out"')}${picture('r:embed="huge"')}`) +
      paragraph(`<w:hyperlink r:id="js">${run('Press here')}</w:hyperlink>`),
    {
      'word/styles.xml': wordPart(
        'styles',
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>',
      ),
      'word/comments.xml': wordPart(
        'comments',
        `<w:comment ${by}>${paragraph(run('Seen by the foreman?'))}</w:comment>`,
      ),
      'word/media/huge.png': pngHeader(60_000, 60_000),
      'word/vbaProject.bin': new Uint8Array(16),
      'word/embeddings/oleObject1.bin': new Uint8Array(16),
    },
    [
      { id: 's', type: 'styles', target: 'styles.xml' },
      { id: 'c', type: 'comments', target: 'comments.xml' },
      { id: 'out', type: 'image', target: 'https://tracker.example/pixel.png', external: true },
      { id: 'huge', type: 'image', target: 'media/huge.png' },
      { id: 't', type: 'attachedTemplate', target: 'https://tracker.example/t.dotm', external: true },
      { id: 'js', type: 'hyperlink', target: 'javascript:parent.ran=true', external: true },
    ],
  );
}

/** Two slides, the first with notes. */
export function aWalk(): Uint8Array {
  return aPresentation(
    [
      ['Site walk', 'Two guards open'],
      ['Actions', 'Close both guards'],
    ],
    { 1: 'Say who saw it first.' },
  );
}

/** A sheet of costs with a formula, and one of 20,000 rows. */
export function aCostSheet(): Promise<Uint8Array> {
  const head = {
    font: { bold: true, color: { rgb: 'FFFFFF' } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '0F5F5C' } },
  } as const;
  return writeXlsx({
    sheets: [
      {
        name: 'Costs',
        rows: [
          ['Item', 'Cost'],
          ['Guard', 1234.5],
          ['Labour', 80],
          ['Total', 1314.5],
        ],
        cells: new Map([
          ['0,0', { value: 'Item', style: head }],
          ['0,1', { value: 'Cost', style: head }],
          ['1,1', { value: 1234.5, style: { numFmt: '£#,##0.00' } }],
          [
            '3,1',
            {
              value: 1314.5,
              formula: 'SUM(B2:B3)',
              formulaResult: 1314.5,
              comment: { author: 'Mentor', text: 'Checked against invoices' },
            },
          ],
        ]),
      },
      { name: 'Log', rows: Array.from({ length: 20_000 }, (_, line) => [line + 1, `entry ${line + 1}`]) },
    ],
  });
}

/** One sheet of 100,000 rows of ten cells. */
export function aMillionCells(): Promise<Uint8Array> {
  const rows = Array.from({ length: 100_000 }, (_, line) => [
    `reading ${line + 1}`,
    ...Array.from({ length: 9 }, (_, column) => ((line * 7 + column * 13) % 9973) / 10),
  ]);
  return writeXlsx({ sheets: [{ name: 'Readings', rows }] });
}
