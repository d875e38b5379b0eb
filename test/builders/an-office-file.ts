import { strToU8, zipSync } from 'fflate';

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

export interface Named {
  readonly id: string;
  /** The last word of the relationship's type. */
  readonly type: string;
  readonly target: string;
  readonly external?: boolean;
}

export function relationships(...named: readonly Named[]): string {
  const all = named.map(
    ({ id, type, target, external }) =>
      `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

/** A Word file whose body is `body`, with more parts and relationships of the document beside it. */
export function aDocument(
  body: string,
  parts: Readonly<Record<string, string | Uint8Array>> = {},
  named: readonly Named[] = [],
): Uint8Array {
  return zipped({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>',
    '_rels/.rels': relationships({ id: 'r1', type: 'officeDocument', target: 'word/document.xml' }),
    'word/document.xml': wordPart('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relationships(...named),
    ...parts,
  });
}

/** A part of WordprocessingML whose root element is `root`. */
export function wordPart(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:${root} xmlns:w="${WORD}" xmlns:r="${TYPES}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml">${content}</w:${root}>`;
}

export function paragraph(content: string): string {
  return `<w:p>${content}</w:p>`;
}

export function run(words: string): string {
  return `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;
}

export function zipped(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  );
}

/** The beginning of a PNG that says it is so large. Nothing follows. */
export function pngHeader(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const SLIDES = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const PRESENTATION = 'application/vnd.openxmlformats-officedocument.presentationml';

/** A presentation whose slides hold these lines, each in a text box of its own, half an inch apart; notes by slide. */
export function aPresentation(
  slides: readonly (readonly string[])[],
  notes: Readonly<Record<number, string>> = {},
): Uint8Array {
  const parts: Record<string, string> = {};
  const overrides: string[] = [];
  const put = (path: string, kind: string, root: string, content: string) => {
    parts[path] =
      `<?xml version="1.0" encoding="UTF-8"?><p:${root} xmlns:p="${SLIDES}" xmlns:a="${DRAWING}" xmlns:r="${TYPES}">${content}</p:${root}>`;
    overrides.push(`<Override PartName="/${path}" ContentType="${PRESENTATION}.${kind}+xml"/>`);
  };
  const tree = (shapes: string) =>
    `<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld>`;
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="s${index + 1}"/>`).join('');
  put(
    'ppt/presentation.xml',
    'presentation.main',
    'presentation',
    `<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="m1"/></p:sldMasterIdLst><p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>`,
  );
  put(
    'ppt/slideMasters/slideMaster1.xml',
    'slideMaster',
    'sldMaster',
    `${tree('')}<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles>`,
  );
  put('ppt/slideLayouts/slideLayout1.xml', 'slideLayout', 'sldLayout', tree(''));
  for (const [index, lines] of slides.entries()) {
    const number = index + 1;
    put(`ppt/slides/slide${number}.xml`, 'slide', 'sld', tree(lines.map(textBox).join('')));
    const named: Named[] = [{ id: 'l', type: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' }];
    const note = notes[number];
    if (note !== undefined) {
      put(`ppt/notesSlides/notesSlide${number}.xml`, 'notesSlide', 'notes', tree(noteBox(note)));
      named.push({ id: 'n', type: 'notesSlide', target: `../notesSlides/notesSlide${number}.xml` });
    }
    parts[`ppt/slides/_rels/slide${number}.xml.rels`] = relationships(...named);
  }
  parts['ppt/theme/theme1.xml'] =
    `<a:theme xmlns:a="${DRAWING}" name="t"><a:themeElements><a:clrScheme name="c">${['dk1', 'lt1', 'dk2', 'lt2', 'accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6', 'hlink', 'folHlink'].map((name) => `<a:${name}><a:srgbClr val="${name.startsWith('lt') ? 'FFFFFF' : '203040'}"/></a:${name}>`).join('')}</a:clrScheme><a:fontScheme name="f"><a:majorFont><a:latin typeface="Calibri"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme><a:fmtScheme name="s"/></a:themeElements></a:theme>`;
  return zipped({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.join('')}<Override PartName="/ppt/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>`,
    '_rels/.rels': relationships({ id: 'r1', type: 'officeDocument', target: 'ppt/presentation.xml' }),
    'ppt/_rels/presentation.xml.rels': relationships(
      { id: 'm1', type: 'slideMaster', target: 'slideMasters/slideMaster1.xml' },
      { id: 't1', type: 'theme', target: 'theme/theme1.xml' },
      ...slides.map(
        (_, index): Named => ({
          id: `s${index + 1}`,
          type: 'slide',
          target: `slides/slide${index + 1}.xml`,
        }),
      ),
    ),
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationships(
      { id: 'l', type: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' },
      { id: 't', type: 'theme', target: '../theme/theme1.xml' },
    ),
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships({
      id: 'm',
      type: 'slideMaster',
      target: '../slideMasters/slideMaster1.xml',
    }),
    ...parts,
  });
}

function textBox(words: string, index: number): string {
  const isTitle = index === 0;
  const kind = isTitle ? '<p:nvPr><p:ph type="title"/></p:nvPr>' : '<p:nvPr/>';
  return `<p:sp><p:nvSpPr><p:cNvPr id="${index + 2}" name="Text ${index + 1}"/><p:cNvSpPr${isTitle ? '' : ' txBox="1"'}/>${kind}</p:nvSpPr><p:spPr><a:xfrm><a:off x="914400" y="${457200 * (1 + 2 * index)}"/><a:ext cx="6400800" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en-GB" sz="${isTitle ? 3200 : 2000}"/><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp>`;
}

function noteBox(words: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Notes"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp>`;
}
