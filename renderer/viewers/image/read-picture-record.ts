import exifr from 'exifr';
import { z } from 'zod';
import type { PictureRecord } from './picture-protocol.ts';

const words = z.string().max(1000).catch('');
const Tags = z.object({
  DateTimeOriginal: words,
  CreateDate: words,
  OffsetTimeOriginal: words,
  Make: words,
  Model: words,
  Artist: words,
  CameraOwnerName: words,
  OwnerName: words,
  latitude: z.number().min(-90).max(90).nullable().catch(null),
  longitude: z.number().min(-180).max(180).nullable().catch(null),
});

const OPTIONS = {
  tiff: true,
  ifd0: {},
  exif: true,
  gps: true,
  ifd1: false,
  interop: false,
  makerNote: false,
  userComment: false,
  xmp: false,
  icc: false,
  iptc: false,
  reviveValues: false,
  translateValues: false,
};

const NOTHING: PictureRecord = {
  takenAt: null,
  zone: null,
  place: null,
  camera: null,
  owner: null,
  author: null,
};

/** What EXIF says in the bytes of a picture, or in its beginning. What cannot be read counts as not said. */
export async function readPictureRecord(bytes: Uint8Array): Promise<PictureRecord> {
  const tags = (await read(bytes)) ?? (await readLoose(bytes));
  if (tags === null) return NOTHING;
  const { latitude, longitude } = tags;
  const takenAt = isoOf(tags.DateTimeOriginal) ?? isoOf(tags.CreateDate);
  return {
    takenAt,
    zone:
      takenAt !== null && /^[+-]\d{2}:\d{2}$/.test(tags.OffsetTimeOriginal) ? tags.OffsetTimeOriginal : null,
    place: latitude === null || longitude === null ? null : { latitude, longitude },
    camera: cameraOf(plain(tags.Make), plain(tags.Model)),
    owner: plain(tags.CameraOwnerName) || plain(tags.OwnerName) || null,
    author: plain(tags.Artist) || null,
  };
}

async function read(bytes: Uint8Array): Promise<z.infer<typeof Tags> | null> {
  const found: unknown = await exifr.parse(bytes, OPTIONS).catch(() => undefined);
  const hasFailed = typeof found !== 'object' || found === null || 'errors' in found;
  return hasFailed ? null : (Tags.safeParse(found).data ?? null);
}

/** HEIC and AVIF may lay EXIF out in ways exifr does not follow; the bytes of EXIF themselves are easily found. */
function readLoose(bytes: Uint8Array): Promise<z.infer<typeof Tags> | null> | null {
  const isBoxed = String.fromCharCode(...bytes.subarray(4, 8)) === 'ftyp';
  if (!isBoxed) return null;
  const at = indexOf(bytes, [0x45, 0x78, 0x69, 0x66, 0, 0]);
  return at === -1 ? null : read(bytes.slice(at + 6));
}

function indexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at !== -1; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** EXIF writes `2026:10:02 14:05:00`, and blanks or zeros for a clock that was never set. */
function isoOf(text: string): string | null {
  const match = /^(\d{4}):(\d{2}):(\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(text);
  if (!match) return null;
  const iso = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`;
  const isDate = !match[0].startsWith('0000') && !Number.isNaN(Date.parse(`${iso}Z`));
  return isDate ? iso : null;
}

/** Makers often repeat themselves in the name of the model. */
function cameraOf(make: string, model: string): string | null {
  if (make === '' || model.toLowerCase().startsWith(make.toLowerCase())) return model || make || null;
  return `${make} ${model}`.trim();
}

function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 100);
}
