import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sniffMediaType } from '../../src/evidence/sniff-media-type.ts';
import { extractText } from '../../src/evidence/text/extract-text.ts';
import { textExtractor } from '../../src/evidence/text/text-extractor.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aZip } from '../builders/a-zip.ts';

const OOXML = 'application/vnd.openxmlformats-officedocument';
const DOCX = `${OOXML}.wordprocessingml.document`;
const XLSX = `${OOXML}.spreadsheetml.sheet`;
const CORPORA = resolve(import.meta.dirname, '../../../shared/corpora');

async function aFile(bytes: string | Uint8Array): Promise<string> {
  const path = join(await aTempFolder(), 'file');
  await writeFile(path, bytes);
  return path;
}
/** Parts as `place: text`, or why there are none. */
async function read(bytes: string | Uint8Array, mediaType: string): Promise<readonly string[] | string> {
  const extraction = await extractText(await aFile(bytes), mediaType);
  return extraction.ok
    ? extraction.text.parts.map(({ place, text }) => `${Object.values(place).join(' ')}: ${text}`)
    : extraction.why;
}
const word = (body: string) =>
  aZip([
    { name: 'word/document.xml', method: 8, content: `<w:document><w:body>${body}</w:body></w:document>` },
  ]);
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

describe('the text of evidence', () => {
  it('is read in the encoding it was written in', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe', 'utf16le')]);
    expect(await read('Größe\nzwei', 'text/plain')).toEqual(['lines 1 2: Größe\nzwei']);
    expect(await read(utf16, 'text/plain')).toEqual(['lines 1 1: Größe']);
    expect(await read(Buffer.from('Größe', 'latin1'), 'text/plain')).toEqual(['lines 1 1: Größe']);
  });

  it('knows the lines of a long text', async () => {
    const lines = Array.from({ length: 1000 }, (_, line) => `line ${line + 1}`).join('\r\n');
    const parts = await read(lines, 'text/x-python');
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.at(-1)).toMatch(/^lines \d+ 1000: line \d+\n.*line 1000$/s);
  });

  it('of a page is what people read, without scripts, styles and what is hidden in tags', async () => {
    const page = `<html><head><title>Report</title><style>.a{}</style></head><body><p>Two gu<b>ards</b></p>
      <script>var secret = 'no'</script><img src="http://x.invalid/a.png" alt="the rig">&amp; more</body></html>`;
    const [text = ''] = await read(page, 'text/html');
    expect(text).toContain('Report');
    expect(text).toContain('Two guards');
    expect(text).toContain('the rig');
    expect(text).toContain('& more');
    expect(text).not.toContain('secret');
    expect(text).not.toContain('.a{}');
  });

  it('of a message is its subject, people, words and attachments’ names', async () => {
    const mail =
      'From: Ann <ann@example.org>\r\nSubject: Inspection\r\nContent-Type: text/html\r\n\r\n<p>All <b>safe</b></p>';
    const [text = ''] = await read(mail, 'message/rfc822');
    for (const words of ['Inspection', 'Ann', 'All safe']) expect(text).toContain(words);
  });

  it('of a notebook is told by cell', async () => {
    const cells = [
      { source: ['import x\n', 'run()'], outputs: [{ text: ['42\n'] }] },
      { source: '# Findings' },
    ];
    expect(await read(JSON.stringify({ cells }), 'application/x-ipynb+json')).toEqual([
      'cell 1: import x\nrun()\n42',
      'cell 2: # Findings',
    ]);
  });

  it('of a Word document leaves out what was deleted', async () => {
    const body = `${paragraph('Two guards')}<w:p><w:del><w:r><w:delText>three</w:delText></w:r></w:del><w:r><w:t>on the press</w:t></w:r></w:p>`;
    expect(await read(word(body), DOCX)).toEqual(['whole: Two guards\non the press']);
  });

  it('of a workbook is told by sheet, shared words and numbers alike', async () => {
    const relation = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>';
    const book = aZip([
      {
        name: 'xl/workbook.xml',
        content: '<workbook><sheets><sheet name="Readings" r:id="r1"/></sheets></workbook>',
      },
      { name: 'xl/_rels/workbook.xml.rels', content: relation },
      { name: 'xl/sharedStrings.xml', content: '<sst><si><t>Voltage</t></si></sst>' },
      {
        name: 'xl/worksheets/sheet1.xml',
        content:
          '<worksheet><sheetData><row><c t="s"><v>0</v></c><c><v>230</v></c></row></sheetData></worksheet>',
      },
    ]);
    expect(await read(book, XLSX)).toEqual(['sheet Readings: Voltage 230']);
  });

  it('of an OpenDocument text is its paragraphs', async () => {
    const content = '<office:text><text:h>Plan</text:h><text:p>Lock<text:s/>it</text:p></office:text>';
    const odt = aZip([{ name: 'content.xml', content }]);
    expect(await read(odt, 'application/vnd.oasis.opendocument.text')).toEqual(['whole: Plan\nLock it']);
  });

  it('of a kind without words is none, which is no failure', async () => {
    expect(await read('x', 'image/png')).toBe('no_text');
  });

  it('that is more than is kept says so', async () => {
    const extraction = await extractText(await aFile('word '.repeat(1_200_000)), 'text/plain');
    expect(extraction).toMatchObject({ ok: true, text: { isWhole: false } });
  });
});

describe('hostile evidence', () => {
  it('that unpacks to more than it may is given up, whatever its directory claims', async () => {
    const zeros = deflateRawSync(Buffer.alloc(260 * 1024 * 1024, 32));
    const bomb = aZip([
      {
        name: 'word/document.xml',
        method: 8,
        packed: zeros,
        central: { sizeBytes: 260 * 1024 * 1024, crc32: 0 },
      },
    ]);
    expect(await read(bomb, DOCX)).toBe('too_large');
  });

  it('that lies about its size is broken', async () => {
    const lying = aZip([
      {
        name: 'word/document.xml',
        method: 8,
        content: paragraph('x'.repeat(9000)),
        central: { sizeBytes: 10 },
      },
    ]);
    expect(await read(lying, DOCX)).toBe('broken');
  });

  it('that declares entities to multiply itself comes to nothing', async () => {
    const declared =
      '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const zip = aZip([{ name: 'word/document.xml', content: `${declared}<w:t>&b;&f;</w:t>` }]);
    const [text = ''] = await read(zip, DOCX);
    expect(text).not.toContain('lol');
    expect(text).not.toContain('root:');
  });

  it('that takes too long loses its thread, and the next is read by another', async () => {
    const extractor = textExtractor({ timeLimitMs: 1 });
    onTestFinished(() => extractor.rest());
    const { signal } = new AbortController();
    const path = await aFile('plain words');
    expect(await extractor.extract(path, 'text/plain', signal)).toEqual({ ok: false, why: 'too_slow' });
    const patient = textExtractor();
    onTestFinished(() => patient.rest());
    expect(await patient.extract(path, 'text/plain', signal)).toMatchObject({ ok: true });
  });

  it('that takes too much memory takes its thread with it, and nothing else', async () => {
    const extractor = textExtractor({ maxHeapMb: 32 });
    onTestFinished(() => extractor.rest());
    const { signal } = new AbortController();
    const cells = Array.from({ length: 400_000 }, (_, n) => ({ source: `cell ${n}`, outputs: [] }));
    const large = await aFile(JSON.stringify({ cells }));
    expect(await extractor.extract(large, 'application/x-ipynb+json', signal)).toEqual({
      ok: false,
      why: 'broken',
    });
    expect(await extractor.extract(await aFile('words'), 'text/plain', signal)).toMatchObject({ ok: true });
  });
});

const files = existsSync(CORPORA)
  ? ['pdf', 'office', 'lms'].flatMap((corpus) =>
      readdirSync(join(CORPORA, corpus), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    )
  : [];

describe.skipIf(files.length === 0)('other people’s files (skipped where ../shared is absent)', () => {
  it('are read or refused for a reason, one after the other in one thread', {
    timeout: 120_000,
  }, async () => {
    const extractor = textExtractor();
    onTestFinished(() => extractor.rest());
    const outcomes = new Map<string, string>();
    for (const path of files) {
      const mediaType = await sniffMediaType((await readFile(path)).subarray(0, 8192), path);
      const extraction = await extractor.extract(path, mediaType, new AbortController().signal);
      if (extraction === 'aborted') throw new Error('nobody aborted');
      const name = path.split('/').at(-1) ?? '';
      outcomes.set(
        name,
        extraction.ok ? extraction.text.parts.map(({ text }) => text).join('\n') : extraction.why,
      );
    }
    expect(outcomes.get('TAMReview.pdf')).toContain('Technology Acceptance Model');
    expect(outcomes.get('issue3371.pdf')).toBe('locked');
    expect(outcomes.get('poppler-395-0-fuzzed.pdf')).toBe('broken');
    expect(outcomes.get('features-tbl-cell.pptx')).toContain('having custom margins');
    expect(outcomes.get('features-hdr-header-footer.docx')).toContain('section with header');
    expect([...outcomes.values()].filter((outcome) => outcome === 'too_slow')).toEqual([]);
  });
});
