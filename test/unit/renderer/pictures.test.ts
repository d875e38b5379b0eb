import { describe, expect, it } from 'vitest';
import { decodeTiff, uprightPixels } from '../../../renderer/viewers/image/decode-tiff.ts';
import { isAnimated } from '../../../renderer/viewers/image/is-animated.ts';
import { pictureHints } from '../../../renderer/viewers/image/picture-hints.ts';
import type { PictureRecord } from '../../../renderer/viewers/image/picture-protocol.ts';
import { type Turns, turnRect, turnSize, unturnRect } from '../../../renderer/viewers/image/quarter-turns.ts';
import { readPictureFacts } from '../../../renderer/viewers/image/read-picture-facts.ts';
import { aGif, aHeic, aJpeg, aPngOfSize, aTiff } from '../../builders/a-picture.ts';

const NOTHING: PictureRecord = {
  takenAt: null,
  zone: null,
  place: null,
  camera: null,
  owner: null,
  author: null,
};

describe('what a picture says before it is decoded', () => {
  it('reads the size and what the camera wrote from a JPEG', async () => {
    const bytes = aJpeg({
      takenAt: '2026:10:02 14:05:00',
      make: 'Canon',
      model: 'Canon EOS R6',
      artist: 'A. Quill',
      place: { latitude: 52.52, longitude: -13.405 },
    });
    const facts = await readPictureFacts(new Uint8Array(bytes));
    expect(facts.size).toEqual({ width: 48, height: 32 });
    expect(facts.record).toMatchObject({
      takenAt: '2026-10-02T14:05:00',
      camera: 'Canon EOS R6',
      author: 'A. Quill',
    });
    expect(facts.record.place?.latitude).toBeCloseTo(52.52, 5);
    expect(facts.record.place?.longitude).toBeCloseTo(-13.405, 5);
  });

  it('reads both from a HEIC too', async () => {
    const facts = await readPictureFacts(new Uint8Array(aHeic()));
    // As stored; decoding crops it to 48 × 32.
    expect(facts.size).toEqual({ width: 64, height: 64 });
    expect(facts.record.takenAt).toBe('2026-10-02T14:05:00');
  });

  it('takes a clock that was never set for no date', async () => {
    const facts = await readPictureFacts(new Uint8Array(aJpeg({ takenAt: '0000:00:00 00:00:00' })));
    expect(facts.record).toEqual(NOTHING);
  });

  it('believes the header of a bomb', async () => {
    const facts = await readPictureFacts(new Uint8Array(aPngOfSize(60_000, 60_000)));
    expect(facts.size).toEqual({ width: 60_000, height: 60_000 });
  });

  it('says nothing of what it cannot read', async () => {
    for (const bytes of [
      new Uint8Array(),
      new Uint8Array([0xff, 0xd8]),
      new Uint8Array(aJpeg()).subarray(0, 40),
    ]) {
      expect(await readPictureFacts(bytes)).toEqual({ size: null, isAnimated: false, record: NOTHING });
    }
  });

  it('knows a picture that moves from one that does not', () => {
    expect(isAnimated(aGif(1))).toBe(false);
    expect(isAnimated(aGif(2))).toBe(true);
    expect(isAnimated(aPngOfSize(4, 4))).toBe(false);
    expect(isAnimated(Buffer.from('RIFF\0\0\0\0WEBPVP8X\n\0\0\0\x02', 'latin1'))).toBe(true);
    expect(isAnimated(Buffer.from('RIFF\0\0\0\0WEBPVP8X\n\0\0\0\x10', 'latin1'))).toBe(false);
  });
});

describe('a TIFF', () => {
  it('gives its first page upright and counts the others', () => {
    const decoded = decodeTiff(new Uint8Array(aTiff({ pages: 3, orientation: 6 })));
    if (decoded === 'broken' || 'tooLarge' in decoded) throw new Error('not decoded');
    expect({ width: decoded.width, height: decoded.height, pictures: decoded.pictures }).toEqual({
      width: 2,
      height: 4,
      pictures: 3,
    });
    // Turned a quarter clockwise, its bright top left corner is at the top right.
    expect(decoded.rgba[4]).toBe(255);
  });

  it('that is too large is not decoded', () => {
    const bytes = aTiff();
    bytes.writeUInt32LE(50_000, 8 + 2 + 8);
    bytes.writeUInt32LE(50_000, 8 + 2 + 12 + 8);
    expect(decodeTiff(new Uint8Array(bytes))).toEqual({ tooLarge: { width: 50_000, height: 50_000 } });
  });

  it('whose directories go in a circle is broken', () => {
    const bytes = aTiff();
    bytes.writeUInt32LE(8, 8 + 2 + 9 * 12);
    expect(decodeTiff(new Uint8Array(bytes))).toBe('broken');
  });

  it.each([
    [1, [1, 2, 3, 4, 5, 6]],
    [2, [3, 2, 1, 6, 5, 4]],
    [3, [6, 5, 4, 3, 2, 1]],
    [4, [4, 5, 6, 1, 2, 3]],
    [5, [1, 4, 2, 5, 3, 6]],
    [6, [4, 1, 5, 2, 6, 3]],
    [7, [6, 3, 5, 2, 4, 1]],
    [8, [3, 6, 2, 5, 1, 4]],
  ])('stands upright from orientation %i', (orientation, expected) => {
    const rgba = new Uint8ClampedArray(Uint32Array.from([1, 2, 3, 4, 5, 6]).buffer);
    const upright = uprightPixels(rgba, { width: 3, height: 2 }, orientation);
    expect([...new Uint32Array(upright.rgba.buffer)]).toEqual(expected);
    expect(upright.width).toBe(orientation >= 5 ? 2 : 3);
  });
});

describe('turning a picture to look at it', () => {
  const upright = { width: 100, height: 60 };
  const rect = { x: 10, y: 5, width: 20, height: 8 };

  it.each<Turns>([0, 1, 2, 3])('%i quarters and back leaves a place where it was', (turns) => {
    expect(unturnRect(turnRect(rect, upright, turns), upright, turns)).toEqual(rect);
  });

  it('a quarter brings the top left corner to the top right', () => {
    expect(turnSize(upright, 1)).toEqual({ width: 60, height: 100 });
    expect(turnRect({ x: 0, y: 0, width: 10, height: 10 }, upright, 1)).toEqual({
      x: 50,
      y: 0,
      width: 10,
      height: 10,
    });
  });
});

describe('hints on how current a picture is', () => {
  const record: PictureRecord = {
    takenAt: '2026-10-02T14:05:00',
    zone: null,
    place: { latitude: 52.52, longitude: 13.405 },
    camera: 'Pixel 9',
    owner: 'Rashid',
    author: 'R. al-Tamimi',
  };
  const receivedAt = '2026-10-25T09:00:00.000Z';

  it('tell date, age, place, camera and who is named', () => {
    expect(pictureHints(record, { receivedAt, isAnonymous: false })).toEqual([
      'Taken 2 Oct 2026, 14:05 (camera clock)',
      '23 days before it was received',
      'Place recorded: 52.5200, 13.4050',
      'Camera: Pixel 9',
      'Owner of the camera: Rashid',
      'Author: R. al-Tamimi',
    ]);
  });

  it('leave out people and places in anonymous marking', () => {
    expect(pictureHints(record, { receivedAt, isAnonymous: true })).toEqual([
      'Taken 2 Oct 2026, 14:05 (camera clock)',
      '23 days before it was received',
      'Camera: Pixel 9',
    ]);
  });

  it('say plainly that there is no date', () => {
    expect(pictureHints(NOTHING, { receivedAt, isAnonymous: false })).toEqual([
      'No date is recorded in this picture',
    ]);
  });

  it.each([
    ['2026-10-25T23:00:00', 'on the day it was received'],
    ['2026-10-24T10:00:00', '1 day before it was received'],
    ['2026-05-01T10:00:00', 'about 5 months before it was received'],
    ['2019-05-01T10:00:00', 'about 7 years before it was received'],
    ['2027-01-01T10:00:00', 'later than it was received, 25 Oct 2026: that clock was wrong'],
  ])('tell the age of one taken %s', (takenAt, age) => {
    expect(pictureHints({ ...NOTHING, takenAt }, { receivedAt, isAnonymous: false })[1]).toBe(age);
  });
});
