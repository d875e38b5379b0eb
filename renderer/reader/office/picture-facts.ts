import { imageSize } from 'image-size';

/** What a picture is, from its first bytes, and how large it says it is, before anything decodes it. */
type PictureFormat = 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp' | 'svg' | 'tiff' | 'emf' | 'wmf' | 'unknown';

export interface PictureFacts {
  readonly format: PictureFormat;
  /** Null where the format has no size in pixels, or does not tell it where it should. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** A picture of more pixels, or longer on one side, takes gigabytes to decode. */
const LARGEST_SIDE = 20_000;
const LARGEST_AREA = 120_000_000;

export function isTooLargeToDecode({ size }: PictureFacts): boolean {
  if (size === null) return false;
  return size.width > LARGEST_SIDE || size.height > LARGEST_SIDE || size.width * size.height > LARGEST_AREA;
}

/** Formats that Chromium draws. */
export function isDrawn({ format }: PictureFacts): boolean {
  return format !== 'tiff' && format !== 'emf' && format !== 'wmf' && format !== 'unknown';
}

/** Needs no DOM. */
export function pictureFacts(bytes: Uint8Array): PictureFacts {
  const format = formatOf(bytes);
  const measured = ['png', 'jpeg', 'gif', 'bmp', 'webp'].includes(format);
  return { format, size: measured ? sizeOf(bytes) : null };
}

function formatOf(bytes: Uint8Array): PictureFormat {
  const magic = latin1(bytes, 0, 12);
  if (magic.startsWith('\x89PNG')) return 'png';
  if (magic.startsWith('GIF8')) return 'gif';
  if (magic.startsWith('\xff\xd8')) return 'jpeg';
  if (magic.startsWith('RIFF') && magic.endsWith('WEBP')) return 'webp';
  if (magic.startsWith('BM')) return 'bmp';
  if (magic.startsWith('II*\0') || magic.startsWith('MM\0*')) return 'tiff';
  if (magic.startsWith('\x01\0\0\0') && latin1(bytes, 40, 4) === ' EMF') return 'emf';
  if (magic.startsWith('\xd7\xcd\xc6\x9a') || magic.startsWith('\x01\0\x09\0')) return 'wmf';
  return /^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE|svg)/i.test(latin1(bytes, 0, 64)) ? 'svg' : 'unknown';
}

function sizeOf(bytes: Uint8Array): PictureFacts['size'] {
  try {
    const { width, height } = imageSize(bytes);
    return { width: Math.abs(width), height: Math.abs(height) };
  } catch {
    // The header ends before its size: nothing will decode it either.
    return null;
  }
}

function latin1(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
