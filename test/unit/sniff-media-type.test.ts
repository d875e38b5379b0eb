import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sniffMediaType } from '../../src/evidence/sniff-media-type.ts';
import { viewerKind } from '../../src/evidence/viewer-kind.ts';
import { aZip } from '../builders/a-zip.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const cases: [string, Uint8Array, string, string][] = [
  ['a PDF under a text name', Buffer.from('%PDF-1.7\n1 0 obj\n'), 'notes.txt', 'application/pdf pdf'],
  ['a PNG without a name for it', PNG, 'photo', 'image/png image'],
  ['text that claims to be a PNG', Buffer.from('hello\n'), 'fake.png', 'text/plain text'],
  [
    'bytes that claim to be a PDF',
    Buffer.from([1, 2, 3, 0, 255]),
    'fake.pdf',
    'application/octet-stream other',
  ],
  ['Python', Buffer.from('import os\n'), 'a.py', 'text/x-python code'],
  ['JSON', Buffer.from('{"a":1}'), 'a.json', 'application/json code'],
  ['Markdown', Buffer.from('# Title\n'), 'README.md', 'text/markdown markdown'],
  [
    'an e-mail',
    Buffer.from(
      'Received: from a\r\n by b;\r\n x\r\nFrom: Ann <a@example.org>\r\nTo: b@example.org\r\n\r\nHello',
    ),
    'a.eml',
    'message/rfc822 message',
  ],
  [
    'an e-mail without a name',
    Buffer.from('From: a\nDate: b\nSubject: c\n\nHello'),
    'a',
    'message/rfc822 message',
  ],
  ['an e-mail in name only', Buffer.from('Dear all,\nthank you'), 'a.eml', 'text/plain text'],
  ['notes that begin like one', Buffer.from('From: a\nDate: b\n\nHello'), 'a.txt', 'text/plain text'],
  [
    'an old e-mail in Latin-1',
    Buffer.from('From: J\xf6rg\nDate: b\n\nHi', 'latin1'),
    'a.eml',
    'message/rfc822 message',
  ],
  ['HTML', Buffer.from('<!DOCTYPE html><script>'), 'a.html', 'text/html web'],
  ['HTML under an innocent name', Buffer.from('<html><body>'), 'a.txt', 'text/html web'],
  ['SVG', Buffer.from('<svg xmlns="x" onload="y">'), 'a.svg', 'image/svg+xml drawing'],
  [
    'SVG that claims to be a PNG',
    Buffer.from('<?xml version="1.0"?>\n<svg xmlns="x">'),
    'a.png',
    'image/svg+xml drawing',
  ],
  ['UTF-16 text', Buffer.from('\uFEFFGrüße\n', 'utf16le'), 'a.txt', 'text/plain text'],
  [
    'Latin-1 text, which is no UTF-8',
    Buffer.from('Gr\xfc\xdfe', 'latin1'),
    'a.bin',
    'application/octet-stream other',
  ],
  ['text cut within a character', Buffer.from('é'.repeat(10)).subarray(0, 19), 'a.txt', 'text/plain text'],
  ['an empty file', Buffer.alloc(0), 'empty.csv', 'text/csv text'],
  ['a script without a name for it', Buffer.from('#!/usr/bin/env python3\n'), 'run', 'text/x-python code'],
  ['an MP3', Buffer.from('4944330300000000000a', 'hex'), 'a.mp3', 'audio/mpeg audio'],
  [
    'a Word document whose zip is cut off',
    aZip([
      {
        name: 'docProps/app.xml',
        content: 'x'.repeat(9000),
        method: 8,
        packed: deflateRawSync(Buffer.from('x')),
      },
    ]).subarray(0, 40),
    'essay.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document document',
  ],
];

describe('sniffing', () => {
  it.each(cases)('tells %s by its bytes', async (_what, bytes, path, expected) => {
    const mediaType = await sniffMediaType(bytes, path);
    expect(`${mediaType} ${viewerKind(mediaType)}`).toBe(expected);
  });

  it.each([
    ['video/mp4', 'video'],
    ['video/webm', 'video'],
    ['video/quicktime', 'video'],
    ['video/x-msvideo', 'other'],
    ['image/tiff', 'image'],
    ['image/heic', 'image'],
    ['image/x-canon-cr2', 'other'],
    ['image/avif', 'image'],
    ['text/plain; charset=utf-8', 'text'],
    ['application/vnd.openxmlformats-officedocument.presentationml.slideshow', 'slides'],
    ['application/vnd.ms-excel.sheet.macroenabled.12', 'sheet'],
    ['application/vnd.ms-excel', 'sheet'],
    ['application/msword', 'other'],
    ['application/zip', 'archive'],
    ['', 'other'],
  ])('shows %s as %s', (mediaType, viewer) => {
    expect(viewerKind(mediaType)).toBe(viewer);
  });
});
