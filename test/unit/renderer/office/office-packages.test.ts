import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { asUtf8, xmlTrouble } from '../../../../renderer/reader/office/check-xml.ts';
import { openPackage } from '../../../../renderer/reader/office/open-package.ts';
import { isTooLargeToDecode, pictureFacts } from '../../../../renderer/reader/office/picture-facts.ts';
import {
  closeRelationships,
  parseRelationships,
  relationshipsOf,
  resolveTarget,
} from '../../../../renderer/reader/office/relationships.ts';
import { OFFICE_LIMITS, unzipParts } from '../../../../renderer/reader/office/unzip-parts.ts';
import { LIMITS } from '../../../../renderer/reader/reader-page.ts';
import { aDocument, pngHeader, relationships, wordPart, zipped } from '../../../builders/an-office-file.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const codeOf = (bytes: Uint8Array) => {
  try {
    openPackage(bytes, LIMITS);
    return 'opened';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

describe('unpacking', () => {
  it('gives every part, stored or deflated', () => {
    const zip = zipSync({ 'a.xml': strToU8('<a/>'), 'b.bin': [strToU8('stored'), { level: 0 }] });
    const unzipped = unzipParts(zip);
    expect(unzipped.ok && [...unzipped.parts].map(([name, bytes]) => [name, text(bytes)])).toEqual([
      ['a.xml', '<a/>'],
      ['b.bin', 'stored'],
    ]);
  });

  it('stops where a part grows past the limit, whatever size its headers state', () => {
    const zip = zipSync({ 'bomb.xml': new Uint8Array(8 * 1024 * 1024) });
    const end = zip.length - 22;
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    view.setUint32(view.getUint32(end + 16, true) + 24, 10, true);
    expect(unzipParts(zip, { ...OFFICE_LIMITS, partBytes: 1024 * 1024 })).toMatchObject({
      ok: false,
      code: 'too_large',
      part: 'bomb.xml',
    });
  });

  it('stops where all parts together unpack to more than people write', () => {
    const zip = zipSync({ a: new Uint8Array(4 * 1024 * 1024), b: new Uint8Array(4 * 1024 * 1024) });
    expect(unzipParts(zip, { ...OFFICE_LIMITS, ratioFromBytes: 5 * 1024 * 1024 })).toMatchObject({
      code: 'too_large',
      part: 'b',
    });
  });

  it('refuses two parts of one name, which two programs would read as two documents', () => {
    const zip = zipSync({ 'word/a.xml': strToU8('one'), 'word/A.xml': strToU8('two') });
    expect(unzipParts(zip)).toMatchObject({ ok: false, code: 'same_name_twice' });
  });

  it('refuses more parts than any document has', () => {
    const zip = zipSync({ a: strToU8('1'), b: strToU8('2'), c: strToU8('3') });
    expect(unzipParts(zip, { ...OFFICE_LIMITS, entries: 2 })).toMatchObject({ code: 'too_many_parts' });
  });

  it('says of what is no zip, or is cut off, that it cannot be read', () => {
    const zip = zipSync({ 'a.xml': strToU8('word '.repeat(200)) });
    expect(unzipParts(strToU8('hello'))).toMatchObject({ code: 'not_a_zip' });
    const broken = zip.slice();
    broken.fill(0xff, 40, 60);
    expect(unzipParts(broken)).toMatchObject({ code: 'damaged' });
    expect(unzipParts(zip.slice(20))).toMatchObject({ ok: false });
  });
});

describe('parts of XML', () => {
  it.each([
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'declares_entities'],
    ['<?xml version="1.0"?>\n<!-- x --><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'declares_entities'],
    ['<!-- <!DOCTYPE a> --><a b="<!DOCTYPE >"/>', null],
    ['<a b=">">c</a>', null],
    [`${'<a>'.repeat(401)}${'</a>'.repeat(401)}`, 'nested_too_deep'],
    [`${'<a>'.repeat(399)}${'<b/>'.repeat(900)}${'</a>'.repeat(399)}`, null],
  ])('%.60s: %s', (xml, trouble) => {
    expect(xmlTrouble(strToU8(xml))).toBe(trouble);
  });

  it('are read as UTF-8 where they are UTF-16, so that no declaration hides in them', () => {
    const xml = '\ufeff<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>';
    const bytes = new Uint8Array(Uint16Array.from(xml, (character) => character.charCodeAt(0)).buffer);
    expect(xmlTrouble(bytes)).toBe(null);
    expect(text(asUtf8(bytes))).toBe('<?xml version="1.0"?><!DOCTYPE a><a/>');
    expect(xmlTrouble(asUtf8(bytes))).toBe('declares_entities');
  });
});

describe('relationships', () => {
  const xml = relationships(
    { id: 'a', type: 'image', target: 'http://tracker.example/pixel.png', external: true },
    { id: 'b', type: 'attachedTemplate', target: 'http://tracker.example/t.dotm', external: true },
    { id: 'c', type: 'hyperlink', target: 'http://example.org/?a=1&amp;b=2', external: true },
    { id: 'd', type: 'image', target: 'media/image1.png' },
  );

  it('lose everything outside the file, but for hyperlinks; a linked picture becomes the stand-in', () => {
    const blocked: string[] = [];
    const closed = closeRelationships(xml, '/stand-in.png', ({ type }) => blocked.push(type));
    expect(blocked).toEqual(['image', 'attachedTemplate']);
    expect(parseRelationships(closed)).toEqual([
      { id: 'a', type: 'image', target: '/stand-in.png', external: false },
      { id: 'c', type: 'hyperlink', target: 'http://example.org/?a=1&b=2', external: true },
      { id: 'd', type: 'image', target: 'media/image1.png', external: false },
    ]);
    expect(closed).not.toContain('tracker');
  });

  it('name parts from where they are', () => {
    expect(resolveTarget('ppt/slides/slide1.xml', '../media/a.png')).toBe('ppt/media/a.png');
    expect(resolveTarget('word/document.xml', '/word/media/a.png')).toBe('word/media/a.png');
    expect(relationshipsOf('ppt/slides/slide1.xml')).toBe('ppt/slides/_rels/slide1.xml.rels');
    expect(relationshipsOf('')).toBe('_rels/.rels');
  });
});

describe('pictures', () => {
  it('are measured before anything decodes them', () => {
    const facts = pictureFacts(pngHeader(60_000, 60_000));
    expect(facts).toEqual({ format: 'png', size: { width: 60_000, height: 60_000 } });
    expect(isTooLargeToDecode(facts)).toBe(true);
    expect(isTooLargeToDecode(pictureFacts(pngHeader(8_000, 6_000)))).toBe(false);
    expect(isTooLargeToDecode(pictureFacts(pngHeader(30_000, 10)))).toBe(true);
  });

  it('are told by their bytes, not their names', () => {
    expect(pictureFacts(strToU8('<svg xmlns="http://www.w3.org/2000/svg"/>')).format).toBe('svg');
    expect(pictureFacts(strToU8('hello')).format).toBe('unknown');
    expect(pictureFacts(new Uint8Array())).toEqual({ format: 'unknown', size: null });
    expect(pictureFacts(Uint8Array.of(0xd7, 0xcd, 0xc6, 0x9a)).format).toBe('wmf');
  });
});

describe('opening an Office file', () => {
  const hostile = aDocument(
    '<w:p/>',
    {
      'word/vbaProject.bin': strToU8('macro'),
      'word/activeX/activeX1.xml': '<ax/>',
      'word/activeX/activeX1.bin': strToU8('control'),
      'word/embeddings/oleObject1.bin': strToU8('object'),
      'word/embeddings/figures.xlsx': strToU8('behind the chart'),
      'word/charts/chart1.xml': '<c/>',
      'word/charts/_rels/chart1.xml.rels': relationships({
        id: 'r1',
        type: 'package',
        target: '../embeddings/figures.xlsx',
      }),
      'word/fonts/font1.odttf': strToU8('font'),
      'word/media/huge.png': pngHeader(60_000, 60_000),
      'word/media/drawing.emf': strToU8('not drawn'),
      'word/media/entities.svg': '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
      'word/media/film.mp4': strToU8('film'),
    },
    [
      { id: 'p1', type: 'image', target: 'https://tracker.example/a.png', external: true },
      { id: 't1', type: 'attachedTemplate', target: '\\\\host\\share\\t.dotm', external: true },
    ],
  );

  it('takes out what could act or load, and counts it', () => {
    const { parts, found } = openPackage(hostile, LIMITS);
    expect(found).toEqual({
      macros: 1,
      controls: 1,
      fonts: 1,
      recordings: 1,
      linkedPictures: 1,
      linkedFiles: 1,
      hugePictures: 1,
      undrawnPictures: 2,
      embedded: ['oleObject1.bin'],
    });
    const kept = [...parts.keys()];
    expect(kept.filter((name) => /vba|activeX|embeddings|fonts|mp4/.test(name))).toEqual([]);
    expect([...parts.values()].map(text).join()).not.toMatch(/tracker|share|60000/);
    expect(pictureFacts(parts.get('word/media/huge.png') ?? new Uint8Array()).size).toEqual({
      width: 1,
      height: 1,
    });
  });

  it.each([
    ['a document type declaration', zipped({ 'word/document.xml': '<!DOCTYPE a><a/>' }), 'unsafe'],
    ['nesting without end', zipped({ 'a.xml': '<a>'.repeat(5_000) }), 'unsafe'],
    ['a password', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'encrypted'],
    ['nothing', new Uint8Array(), 'empty'],
    ['no zip', strToU8('hello'), 'damaged'],
    ['more than it says', zipSync({ 'a.xml': new Uint8Array(300 * 1024 * 1024) }), 'tooLarge'],
  ])('refuses %s', (_what, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('reads parts in UTF-16 as any other', () => {
    const xml = `\ufeff${wordPart('document', '<w:body/>')}`;
    const bytes = new Uint8Array(Uint16Array.from(xml, (character) => character.charCodeAt(0)).buffer);
    const { parts } = openPackage(zipped({ 'word/document.xml': bytes }), LIMITS);
    expect(text(parts.get('word/document.xml'))).toContain('<w:body/>');
  });
});
