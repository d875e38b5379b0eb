import { describe, expect, it } from 'vitest';
import { decodeText, MAX_LINES } from '../../../renderer/viewers/text/decode-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('text from bytes', () => {
  it('UTF-8 is taken as such, with and without a byte order mark', () => {
    expect(decodeText(bytes('Grüße\nzwei'), false)).toMatchObject({
      encoding: 'utf-8',
      lines: ['Grüße', 'zwei'],
    });
    expect(decodeText(bytes('\ufeffeins'), false).lines).toEqual(['eins']);
  });

  it('a byte order mark decides for UTF-16 in both orders', () => {
    expect(decodeText(Uint8Array.from([0xff, 0xfe, 0x48, 0, 0x69, 0]), false)).toMatchObject({
      lines: ['Hi'],
    });
    expect(decodeText(Uint8Array.from([0xfe, 0xff, 0, 0x48, 0, 0x69]), false)).toMatchObject({
      lines: ['Hi'],
    });
  });

  it('bytes that are not UTF-8 are read as Latin-1, and that is said to be a guess', () => {
    const latin1 = Uint8Array.from([0x63, 0x61, 0x66, 0xe9]);
    expect(decodeText(latin1, false)).toMatchObject({ lines: ['café'], isGuess: true });
  });

  it('a file cut inside a character is still UTF-8', () => {
    expect(decodeText(bytes('Grü').slice(0, -1), true).isGuess).toBe(false);
    expect(decodeText(bytes('Grü').slice(0, -1), false).isGuess).toBe(true);
  });

  it('every kind of line end opens a line, the last one does not', () => {
    expect(decodeText(bytes('a\r\nb\rc\n'), false).lines).toEqual(['a', 'b', 'c']);
  });

  it('lines left out are counted', () => {
    const text = decodeText(bytes('x\n'.repeat(MAX_LINES + 5)), false);
    expect([text.lines.length, text.linesLeftOut]).toEqual([MAX_LINES, 5]);
  });
});
