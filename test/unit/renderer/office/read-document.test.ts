// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { read } from '../../../../renderer/reader/document/read-document.ts';
import {
  aDocument,
  type Named,
  paragraph,
  pngHeader,
  run,
  wordPart,
  zipped,
} from '../../../builders/an-office-file.ts';
import { aReaderPage, standInForLayout } from './a-reader-page.ts';

const CORPUS = '../shared/corpora/office/docx';
const files = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => name.endsWith('.docx')) : [];

beforeAll(standInForLayout);

async function opened(...document: Parameters<typeof aDocument>) {
  const page = aReaderPage();
  await read(aDocument(...document), page);
  return page;
}

/** The five entities XML knows. */
function decoded(xml: string): string {
  return (
    new DOMParser().parseFromString(`<a>${xml}</a>`, 'application/xml').documentElement.textContent ?? ''
  );
}

describe('a Word document', () => {
  it('shows its words, headings in the outline', async () => {
    const styles = wordPart(
      'styles',
      '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>',
    );
    const page = await opened(
      paragraph(`<w:pPr><w:pStyle w:val="H2"/></w:pPr>${run('Findings')}`) +
        paragraph(run('Two guards were open.')),
      { 'word/styles.xml': styles },
      [{ id: 's', type: 'styles', target: 'styles.xml' }],
    );
    expect(page.wordsOf(null)).toContain('Two guards were open.');
    expect(page.told.outline.map(({ title, depth }) => [title, depth])).toEqual([['Findings', 2]]);
    expect(page.root.querySelector('[role=heading]')?.getAttribute('aria-level')).toBe('2');
  });

  it('shows added, removed and moved words, and lists by whom', async () => {
    const by = 'w:id="1" w:author="Ada" w:date="2026-03-04T10:00:00Z"';
    const page = await opened(
      paragraph(
        `${run('The ')}<w:del ${by}><w:r><w:delText>old</w:delText></w:r></w:del><w:ins ${by}>${run('new')}</w:ins>` +
          `<w:moveFrom ${by}>${run('here')}</w:moveFrom><w:moveTo ${by}>${run('there')}</w:moveTo>${run(' guard')}`,
      ),
    );
    expect(page.wordsOf(null)).toContain('The oldnewherethere guard');
    expect([...page.root.querySelectorAll('section.docx ins')].map(({ textContent }) => textContent)).toEqual(
      ['new', 'there'],
    );
    expect(page.wordsOf('changes')).toBe('oldnew');
    expect(page.root.querySelector('.assay-remarks')?.textContent).toContain('Ada');
  });

  it('lists comments with what they are about, and leads to their place', async () => {
    const comments = wordPart(
      'comments',
      `<w:comment w:id="7" w:author="Mentor" w:date="2026-03-04T10:00:00Z">${paragraph(run('Which guard?'))}</w:comment>`,
    );
    const page = await opened(
      paragraph(
        `<w:commentRangeStart w:id="7"/>${run('the guard')}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>`,
      ),
      { 'word/comments.xml': comments },
      [{ id: 'c', type: 'comments', target: 'comments.xml' }],
    );
    expect(page.wordsOf('comments')).toContain('Which guard?');
    expect(page.wordsOf('comments')).toContain('on “the guard”');
    expect(page.wordsOf(null).trim()).toBe('the guard');
    expect(page.root.querySelector('.assay-comment')?.getAttribute('data-number')).toBe('1');
  });

  it('keeps the words of headers, footers and notes apart from the text', async () => {
    const named: Named[] = [
      { id: 'h', type: 'header', target: 'header1.xml' },
      { id: 'n', type: 'footnotes', target: 'footnotes.xml' },
    ];
    const page = await opened(
      `${paragraph(`${run('Text')}<w:r><w:footnoteReference w:id="2"/></w:r>`)}<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>`,
      {
        'word/header1.xml': wordPart('hdr', paragraph(run('Candidate 12'))),
        'word/footnotes.xml': wordPart(
          'footnotes',
          `<w:footnote w:id="2">${paragraph(run('Seen twice.'))}</w:footnote>`,
        ),
      },
      named,
    );
    expect(page.wordsOf('header 1')).toContain('Candidate 12');
    expect(page.wordsOf('notes 1')).toContain('Seen twice.');
    expect(page.wordsOf(null)).not.toContain('Candidate');
  });

  it('loses no words of text boxes, fields, links and symbols', async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${paragraph(run('In the box'))}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>${paragraph(run('In the box'))}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const page = await opened(
      paragraph(
        `${run('Before ')}${box}<w:fldSimple w:instr="REF a">${run('figure 3')}</w:fldSimple>` +
          `<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop </w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>` +
          `<w:r><w:fldChar w:fldCharType="begin"/><w:t>kept </w:t></w:r>` +
          `<w:hyperlink r:id="x"><w:ins>${run('linked')}</w:ins></w:hyperlink>` +
          `<w:smartTag>${run(' tagged')}</w:smartTag>`,
      ),
      {},
      [{ id: 'x', type: 'hyperlink', target: 'http://example.org', external: true }],
    );
    const words = page.wordsOf(null);
    for (const part of ['figure 3', 'non\u2011stop ☑', 'kept ', 'linked', ' tagged'])
      expect(words).toContain(part);
    expect(words.split('In the box')).toHaveLength(2);
  });

  it('shows no page number that was saved for a page of another layout', async () => {
    const mark = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
    const page = await opened(
      paragraph(
        `${run('Page ')}${mark('begin')}<w:r><w:instrText> PAGE </w:instrText></w:r>${mark('separate')}${run('12')}${mark('end')}` +
          `${run(' of ')}<w:fldSimple w:instr=" NUMPAGES ">${run('31')}</w:fldSimple>` +
          `${run(', see ')}${mark('begin')}<w:r><w:instrText> REF x </w:instrText></w:r>${mark('separate')}${run('table 4')}${mark('end')}`,
      ),
    );
    expect(page.wordsOf(null).trim()).toBe('Page # of #, see table 4');
  });

  it('shows the figures of a chart as a table, and says that the chart is not drawn', async () => {
    const chart =
      '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Near misses</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>2026</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>May</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>17</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>';
    const page = await opened(
      paragraph(
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="k"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
      ),
      { 'word/charts/chart1.xml': chart },
      [{ id: 'k', type: 'chart', target: 'charts/chart1.xml' }],
    );
    const cells = [...page.root.querySelectorAll('td')].map(({ textContent }) => textContent?.trim());
    expect(cells).toEqual(['Near misses', '2026', 'May', '17']);
    expect(page.told.notShown.get('charts')).toBe(1);
  });

  it('loads no linked picture, decodes no huge one, and renders no foreign markup', async () => {
    const picture = (attribute: string) =>
      `<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip ${attribute}/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
    const page = await opened(
      `${paragraph(picture('r:link="l"') + picture('r:embed="m"'))}<w:altChunk r:id="z"/>`,
      { 'word/media/a.png': pngHeader(60_000, 60_000), 'word/chunk.html': '<script>alert(1)</script>' },
      [
        { id: 'l', type: 'image', target: 'http://tracker.example/p.png', external: true },
        { id: 'm', type: 'image', target: 'media/a.png' },
        { id: 'z', type: 'aFChunk', target: 'chunk.html' },
      ],
    );
    expect(Object.fromEntries(page.told.blocked)).toEqual({ pictures: 1 });
    expect(Object.fromEntries(page.told.notShown)).toEqual({ hugePictures: 1, embeddedFiles: 1 });
    expect(page.root.querySelectorAll('img')).toHaveLength(2);
    expect(page.root.innerHTML).not.toMatch(/tracker|iframe|script/);
  });
});

describe('an OpenDocument text', () => {
  const office = 'urn:oasis:names:tc:opendocument:xmlns';
  const content = (body: string) =>
    `<office:document-content xmlns:office="${office}:office:1.0" xmlns:text="${office}:text:1.0" xmlns:table="${office}:table:1.0" xmlns:draw="${office}:drawing:1.0" xmlns:presentation="${office}:presentation:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body>${body}</office:body></office:document-content>`;

  it('shows words, tables, notes and comments, and loads nothing', async () => {
    const page = aReaderPage();
    const body =
      '<text:h text:outline-level="2">Findings</text:h><text:p>Two<text:s text:c="2"/>guards<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Seen twice.</text:p></text:note-body></text:note><office:annotation><dc:creator>Mentor</dc:creator><text:p>Which?</text:p></office:annotation></text:p>' +
      '<table:table><table:table-row><table:table-cell table:number-columns-repeated="99999999"><text:p>cell</text:p></table:table-cell></table:table-row></table:table>' +
      '<text:p><draw:frame><draw:image xlink:href="http://tracker.example/a.png"/></draw:frame></text:p>';
    await read(zipped({ 'content.xml': content(`<office:text>${body}</office:text>`) }), page);
    expect(page.wordsOf(null)).toContain('Two  guards');
    expect(page.wordsOf('notes')).toBe('Seen twice.');
    expect(page.wordsOf('comments')).toBe('Which?');
    expect(page.root.querySelectorAll('td').length).toBeLessThan(100);
    expect(page.told.outline).toMatchObject([{ title: 'Findings', depth: 2 }]);
    expect(Object.fromEntries(page.told.blocked)).toEqual({ pictures: 1 });
    expect(page.root.innerHTML).not.toContain('tracker');
  });

  it('of slides shows each as a part', async () => {
    const page = aReaderPage();
    const slides =
      '<draw:page><draw:frame><draw:text-box><text:p>One</text:p></draw:text-box></draw:frame></draw:page><draw:page><text:p>Two</text:p></draw:page>';
    await read(
      zipped({ 'content.xml': content(`<office:presentation>${slides}</office:presentation>`) }),
      page,
    );
    expect([page.wordsOf('slide 1'), page.wordsOf('slide 2')]).toEqual(['One', 'Two']);
  });
});

describe.skipIf(files.length === 0)('python-docx’s own files (skipped where ../shared is absent)', () => {
  it.each(files)('%s opens and shows every word of its body', async (name) => {
    const page = aReaderPage();
    const bytes = new Uint8Array(readFileSync(join(CORPUS, name)));
    await read(bytes, page);
    expect(page.root.querySelector('section.docx')).not.toBeNull();
    const body = new TextDecoder().decode(unzipSync(bytes)['word/document.xml']);
    const shown = (page.root.textContent ?? '').replace(/\s+/g, '');
    for (const [, words = ''] of body.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)) {
      expect(shown).toContain(decoded(words).replace(/\s+/g, ''));
    }
  });

  it.each([
    ['features-comments-rich-para.docx', null, ['Some text worthy of note.', 'Paragraph 7']],
    ['features-comments-rich-para.docx', 'comments', ['on “']],
    ['features-hdr-header-footer.docx', 'header 1', ['Header for section-1']],
    ['test.docx', null, ['python-docx was here!']],
  ])('%s shows what it is known to hold', async (name, part, words) => {
    const page = aReaderPage();
    await read(new Uint8Array(readFileSync(join(CORPUS, name))), page);
    for (const one of words) expect(page.wordsOf(part)).toContain(one);
  });

  it('shows six pictures of a file that has six', async () => {
    const page = aReaderPage();
    await read(new Uint8Array(readFileSync(join(CORPUS, 'having-images.docx'))), page);
    expect(page.root.querySelectorAll('img')).toHaveLength(6);
  });
});
