import { crc32, deflateSync } from 'node:zlib';

/** What a camera writes into a picture; absent is not written. */
export interface CameraRecord {
  /** As EXIF writes it: `2026:10:02 14:05:00`. */
  readonly takenAt?: string;
  readonly make?: string;
  readonly model?: string;
  readonly artist?: string;
  /** How to turn it to stand upright: 6 is a quarter clockwise. */
  readonly orientation?: number;
  /** Degrees, north and east. */
  readonly place?: { readonly latitude: number; readonly longitude: number };
}

/** A JPEG of 48 × 32 pixels, teal with a golden quarter at its top left, with EXIF bytes written here. */
export function aJpeg(record: CameraRecord = {}): Buffer {
  return withRecord(JPEG, record);
}

/** A JPEG with what a camera would have written into it. */
export function withRecord(jpeg: Buffer, record: CameraRecord): Buffer {
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifBytes(record)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

/** The same picture as HEIC, taken on 2 October 2026 at 14:05 (x265 encoded it; nothing here can). */
export function aHeic(): Buffer {
  return Buffer.from(HEIC);
}

/** A PNG whose header promises this many pixels, and which holds next to none. */
export function aPngOfSize(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(4096))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A GIF of 8 × 8 pixels: a red frame, then as many blue ones as make `frames`, a tenth of a second each. */
export function aGif(frames: number): Buffer {
  const screen = Buffer.from('GIF89a\x08\x00\x08\x00\x80\x00\x00', 'latin1');
  const colours = Buffer.from([0xd0, 0x10, 0x10, 0x10, 0x10, 0xd0]);
  const loop = Buffer.from('\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00', 'latin1');
  const pictures = Array.from({ length: frames }, (_, frame) => {
    // Codes of three bits, a clear before every two, so that the table never grows.
    const colour = frame === 0 ? 0 : 1;
    const codes = Array.from({ length: 32 }, () => [4, colour, colour]).flat();
    return Buffer.concat([
      Buffer.from([0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 8, 0, 8, 0, 0, 2]),
      subBlocks(packBits([...codes, 5], 3)),
    ]);
  });
  return Buffer.concat([screen, colours, loop, ...pictures, Buffer.from([0x3b])]);
}

/** An uncompressed TIFF, grey; each page is `width` × `height`, and bright at its top left as stored. */
export function aTiff({ width = 4, height = 2, pages = 1, orientation = 1 } = {}): Buffer {
  const tagCount = 9;
  const directoryBytes = 2 + tagCount * 12 + 4;
  const stride = directoryBytes + width * height;
  const head = Buffer.alloc(8);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  const parts = Array.from({ length: pages }, (_, page) => {
    const at = 8 + page * stride;
    const pixels = Buffer.alloc(width * height, 40);
    pixels[0] = 255;
    const next = page + 1 < pages ? at + stride : 0;
    const entries = [
      tiffEntry(256, 4, width),
      tiffEntry(257, 4, height),
      tiffEntry(258, 3, 8),
      tiffEntry(259, 3, 1),
      tiffEntry(262, 3, 1),
      tiffEntry(273, 4, at + directoryBytes),
      tiffEntry(274, 3, orientation),
      tiffEntry(278, 4, height),
      tiffEntry(279, 4, width * height),
    ];
    return Buffer.concat([uint16(tagCount), ...entries, uint32(next), pixels]);
  });
  return Buffer.concat([head, ...parts]);
}

function exifBytes({ takenAt, make, model, artist, orientation, place }: CameraRecord): Buffer {
  const main: Field[] = [];
  if (make !== undefined) main.push(text(0x010f, make));
  if (model !== undefined) main.push(text(0x0110, model));
  if (orientation !== undefined) main.push({ tag: 0x0112, type: 3, count: 1, bytes: uint16(orientation) });
  if (artist !== undefined) main.push(text(0x013b, artist));
  const photo = takenAt === undefined ? [] : [text(0x9003, takenAt)];
  const gps =
    place === undefined
      ? []
      : [
          text(1, place.latitude < 0 ? 'S' : 'N'),
          angle(2, Math.abs(place.latitude)),
          text(3, place.longitude < 0 ? 'W' : 'E'),
          angle(4, Math.abs(place.longitude)),
        ];
  const pointers = (photoAt: number, gpsAt: number): Field[] => [
    ...(photo.length > 0 ? [{ tag: 0x8769, type: 4, count: 1, bytes: uint32(photoAt) }] : []),
    ...(gps.length > 0 ? [{ tag: 0x8825, type: 4, count: 1, bytes: uint32(gpsAt) }] : []),
  ];
  const photoAt = 8 + directory(8, [...main, ...pointers(0, 0)]).length;
  const photoBytes = directory(photoAt, photo);
  const gpsAt = photoAt + photoBytes.length;
  return Buffer.concat([
    Buffer.from('II*\0\x08\0\0\0', 'latin1'),
    directory(8, [...main, ...pointers(photoAt, gpsAt)]),
    photoBytes,
    directory(gpsAt, gps),
  ]);
}

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: Buffer;
}

/** A directory at `at`, with the values too long for their entries behind it. */
function directory(at: number, fields: readonly Field[]): Buffer {
  if (fields.length === 0) return Buffer.alloc(0);
  let valuesAt = at + 2 + fields.length * 12 + 4;
  const values: Buffer[] = [];
  const entries = fields.map(({ tag, type, count, bytes }) => {
    const fits = bytes.length <= 4;
    const value = fits ? padded(bytes) : uint32(valuesAt);
    if (!fits) {
      values.push(bytes);
      valuesAt += bytes.length;
    }
    return Buffer.concat([uint16(tag), uint16(type), uint32(count), value]);
  });
  return Buffer.concat([uint16(fields.length), ...entries, uint32(0), ...values]);
}

function text(tag: number, words: string): Field {
  const bytes = Buffer.from(`${words}\0`, 'utf8');
  return { tag, type: 2, count: bytes.length, bytes };
}

/** Degrees, minutes and seconds as fractions. */
function angle(tag: number, degrees: number): Field {
  const hundredths = Math.round(degrees * 360_000);
  const parts = [Math.floor(hundredths / 360_000), Math.floor((hundredths % 360_000) / 6000)];
  const fractions = [...parts.flatMap((part) => [part, 1]), hundredths % 6000, 100];
  return { tag, type: 5, count: 3, bytes: Buffer.concat(fractions.map(uint32)) };
}

function tiffEntry(tag: number, type: 3 | 4, value: number): Buffer {
  const bytes = type === 3 ? padded(uint16(value)) : uint32(value);
  return Buffer.concat([uint16(tag), uint16(type), uint32(1), bytes]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(4)]).subarray(0, 4);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function packBits(codes: readonly number[], width: number): Buffer {
  const bits = codes.flatMap((code) => Array.from({ length: width }, (_, bit) => (code >> bit) & 1));
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [at, bit] of bits.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  return bytes;
}

function subBlocks(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    blocks.push(Buffer.from([block.length]), block);
  }
  return Buffer.concat([...blocks, Buffer.from([0])]);
}

const JPEG = Buffer.from(
  '/9j/2wBDAAgYGBwYHCEhISEhISckJygoKCcnJycoKCgrKyszMzMrKysoKCsrMDAzMzc5NzQ0MzQ5OTw8PEhIRUVUVFdnZ3z/' +
    'xABOAAEBAQAAAAAAAAAAAAAAAAAABQcBAQEBAAAAAAAAAAAAAAAAAAAGBxABAAAAAAAAAAAAAAAAAAAAABEBAAAAAAAAAAAA' +
    'AAAAAAAAAP/AABEIACAAMAMBEgACEgADEgD/2gAMAwEAAhEDEQA/AKogxSAAAADMBpIzQAAAAAAAAAAAAAAAAf/Z',
  'base64',
);

const HEIC = Buffer.from(
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA' +
    'AAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAADAAIAAAAExpbG9jAQAAAERAAAMAAQAAAAAAAALCAAEAAAAAAAAAMQACAAEA' +
    'AAAAAAAAAQAAAAAAAAAIAAMAAAAAAAAAAAABAAACCAAAALoAAABNaWluZgAAAAAAAwAAABVpbmZlAgAAAQABAABodmMxAAAA' +
    'ABVpbmZlAgAAAAACAABncmlkAAAAABVpbmZlAgAAAQADAABFeGlmAAAAANhpcHJwAAAAtmlwY28AAAB2aHZjQwEDcAAAAAAA' +
    'AAAAAB7wAPz9+PgAAA8DIAABABhAAQwB//8DcAAAAwCQAAADAAADAB66AkAhAAEAKkIBAQNwAAADAJAAAAMAAAMAHqAggQWW' +
    '6uSmubgQEDAgAAADACAAAAMAISIAAQAGRAHBc8CJAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAUaXNwZQAAAAAAAAAwAAAAIAAA' +
    'ABBwaXhpAAAAAAMICAgAAAAaaXBtYQAAAAAAAAACAAECgQIAAgIDhAAAAChpcmVmAAAAAAAAAA5kaW1nAAIAAQABAAAADmNk' +
    'c2MAAwABAAIAAADzbWRhdAAAAAZFeGlmAABNTQAqAAAACAAFARoABQAAAAEAAABKARsABQAAAAEAAABSASgAAwAAAAEAAgAA' +
    'AhMAAwAAAAEAAQAAh2kABAAAAAEAAABaAAAAAAAAAEgAAAABAAAASAAAAAEABZAAAAcAAAAEMDIzMpADAAIAAAAUAAAAnJEB' +
    'AAcAAAAEAQIDAKAAAAcAAAAEMDEwMKABAAMAAAAB//8AAAAAAAAyMDI2OjEwOjAyIDE0OjA1OjAwAAAAAC0oAa8ZgPeEfAWl' +
    '3A/3UF98Gvtf7PbrR6/ELPXpb/zg2DKhX3mu4E//2mFdf7w=',
  'base64',
);
