import { describe, expect, it } from 'vitest';
import { hexLines, hexOffset } from '../../../renderer/viewers/hex-lines.ts';
import { kindName, namedOtherwise } from '../../../renderer/viewers/known-kinds.ts';

describe('what a name says against what the bytes say', () => {
  it.each([
    ['report.pdf', 'application/zip', 'pdf'],
    ['photos/cat.JPG', 'application/x-msdownload', 'jpg'],
    ['report.pdf', 'application/octet-stream', 'pdf'],
    ['a.b/report.pdf', 'application/pdf', null],
    ['clip.mov', 'video/quicktime', null],
    ['old.doc', 'application/x-cfb', null],
    ['notes.txt', 'text/plain; charset=utf-8', null],
    ['data.xyz', 'application/zip', null],
    ['no-extension', 'application/pdf', null],
    ['folder.pdf/file', 'application/zip', null],
  ])('%s with bytes of %s', (path, mediaType, extension) => {
    expect(namedOtherwise(path, mediaType)).toBe(extension);
  });

  it('uses the words people have for a kind, and else its media type', () => {
    expect(kindName('application/zip')).toBe('ZIP archive');
    expect(kindName('text/x-python; charset=utf-8')).toBe('text');
    expect(kindName('application/x-strange')).toBe('application/x-strange');
  });
});

describe('bytes as lines of sixteen', () => {
  it('show offset, pairs in two groups, and what can be printed', () => {
    const bytes = new TextEncoder().encode('Zip\u0000\u0001 and sixteen more');
    expect(hexLines(bytes, 0x400)).toEqual([
      { offset: 0x400, hex: '5a 69 70 00 01 20 61 6e  64 20 73 69 78 74 65 65', ascii: 'Zip.. and sixtee' },
      { offset: 0x410, hex: '6e 20 6d 6f 72 65', ascii: 'n more' },
    ]);
  });

  it('of nothing are none', () => {
    expect(hexLines(new Uint8Array(), 0)).toEqual([]);
  });

  it('offsets have eight digits', () => {
    expect(hexOffset(0xa3f0)).toBe('0000a3f0');
  });
});
