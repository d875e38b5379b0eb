import { aPdf, type PageSpec, stream } from '../builders/a-pdf.ts';

const lines = (page: number): string[] => [
  `Portfolio page ${page} of twelve`,
  ...Array.from(
    { length: 20 },
    (_, index) => `Page ${page}, line ${index + 1}: checks both guards before the shift starts.`,
  ),
];

/** The text of a script in a PDF, as its action. */
const script = (text: string) => `<< /S /JavaScript /JS (${text.replaceAll(/[\\()]/g, '\\$&')}) >>`;

/** Twelve pages of three shapes and two rotations, with labels, an outline, links, comments, and much that would act. */
export function aRichPdf(): Buffer {
  const pages: PageSpec[] = Array.from({ length: 12 }, (_, index) => ({ lines: lines(index + 1) }));
  pages[0] = {
    lines: lines(1),
    annotations: [
      '/Subtype /Link /Rect [60 740 300 780] /Border [0 0 0] /Dest [6 /XYZ null 500 null]',
      '/Subtype /Link /Rect [60 700 300 738] /A << /S /URI /URI (https://example.org/tracker?learner=7) >>',
      '/Subtype /Link /Rect [60 660 300 698] /A << /S /Launch /F (calc.exe) >>',
      '/Subtype /Highlight /Rect [60 600 400 620] /QuadPoints [60 620 400 620 60 600 400 600] /C [1 0.9 0.2] /T (Sam Carter) /Contents (Which guard was it?)',
      '/Subtype /Text /Rect [500 780 520 800] /Name /Note /T (Sam Carter) /Contents (See also the photographs.)',
      '/Subtype /Ink /Rect [400 560 540 640] /InkList [[405 565 450 635 500 570 535 630]] /C [0.8 0 0] /Border [0 0 3] /Contents (A tick by hand)',
    ],
  };
  pages[1] = { ...pages[1], width: 842, height: 595, lines: lines(2).slice(0, 15) };
  pages[2] = { ...pages[2], rotate: 90 };
  pages[4] = { ...pages[4], width: 420, height: 595, lines: lines(5).slice(0, 12) };
  return aPdf({
    pages,
    catalog: (add, page) => {
      const heading = (title: string, to: string, next: string) =>
        add(`<< /Title (${title}) ${to} ${next} >>`);
      const away = heading('Elsewhere', '/A << /S /URI /URI (https://example.org/outline) >>', '');
      const second = heading('Second part', `/Dest [${page(7)} /Fit]`, `/Next ${away}`);
      const first = heading('First part', `/Dest [${page(1)} /XYZ null 842 null]`, `/Next ${second}`);
      const outlines = add(`<< /First ${first} /Last ${away} /Count 3 >>`);
      const file = add(stream('mark me first', '/Type /EmbeddedFile'));
      const spec = add(`<< /Type /Filespec /F (answers.txt) /UF (answers.txt) /EF << /F ${file} >> >>`);
      return [
        `/Outlines ${outlines}`,
        '/PageLabels << /Nums [0 << /S /r >> 4 << /S /D >>] >>',
        `/OpenAction ${script('app.alert("opened"); this.print(true);')}`,
        `/AA << /WC ${script('app.alert("closing")')} >>`,
        `/Names << /EmbeddedFiles << /Names [(answers.txt) ${spec}] >>`,
        `/JavaScript << /Names [(go) ${add(script('app.launchURL("https://example.org/")'))}] >> >>`,
      ].join(' ');
    },
  });
}

/** A form as a learner left it: one field with an appearance made by the reader, one without. */
export function aFilledForm(): Buffer {
  return aPdf({
    pages: [
      {
        lines: ['Observation record'],
        annotations: [
          '/Subtype /Widget /FT /Tx /T (observer) /TU (Name of the observer) /V (Robin Ashe) /DA (/F 14 Tf 0 g) /F 4 /Rect [60 640 400 670] /MK << /BC [0 0 0] >>',
          '/Subtype /Widget /FT /Tx /T (place) /V (Workshop 3) /DA (/F 14 Tf 0 g) /F 4 /Rect [60 590 400 620] /MK << /BC [0 0 0] >>',
        ],
      },
    ],
    catalog: (add) => {
      const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
      return `/AcroForm << /NeedAppearances true /DR << /Font << /F ${font} >> >> /DA (/F 14 Tf 0 g) /Fields [] >>`;
    },
  });
}

/** So many pages of a line each. */
export function aLongPdf(pages: number): Buffer {
  return aPdf({
    pages: Array.from({ length: pages }, (_, index) => ({ lines: [`This is page ${index + 1}`] })),
  });
}

/** Three pages, the middle one made of a form that draws itself ten times, eight levels deep: a hundred million rectangles. */
export function anEndlessPdf(): Buffer {
  const deepest = Array.from({ length: 10 }, (_, at) => `${at} ${at} 400 400 re f`).join(' ');
  return aPdf({
    pages: [
      { lines: ['Before'] },
      { drawing: '/X7 Do', lines: ['Endless'], nested: { levels: 8, deepest } },
      { lines: ['After'] },
    ],
  });
}

/** Encrypted by a method no standard knows. */
export function aStrangelyEncryptedPdf(): Buffer {
  const plain = aPdf({ pages: [{ lines: ['Sealed'] }] }).toString('latin1');
  const sealed = `/Encrypt << /Filter /Standard /V 9 /R 9 /Length 128 /P -1 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<41> <41>]`;
  return Buffer.from(plain.replace(/(trailer\n<< )/, `$1${sealed} `), 'latin1');
}
