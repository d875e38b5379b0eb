import type { Size } from './image-view.ts';

/** More than this is not decoded: 480 MB of memory. */
export const MAX_IMAGE_PIXELS = 120_000_000;

/** What Chromium does not know is decoded here, and takes three times the memory on its way to the screen. */
export const MAX_DECODED_PIXELS = 80_000_000;

/** What a camera or a program wrote into a picture. None of it is proven. */
export interface PictureRecord {
  /** By the clock of the camera, without a zone: `2026-10-02T14:05:00`. */
  readonly takenAt: string | null;
  /** The zone that goes with it, such as `+02:00`, where one was written. */
  readonly zone: string | null;
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
  readonly camera: string | null;
  /** People named in it: the camera's owner, the author. */
  readonly owner: string | null;
  readonly author: string | null;
}

export interface PictureFacts {
  /** From the header, before anything is decoded; `null` where the bytes read so far do not tell. */
  readonly size: Size | null;
  readonly isAnimated: boolean;
  readonly record: PictureRecord;
}

export type ToPictureWorker =
  | { readonly kind: 'facts'; readonly bytes: Uint8Array }
  /** `libheif` is where the decoder of HEIC lies. */
  | {
      readonly kind: 'decode';
      readonly format: 'heif' | 'tiff';
      readonly bytes: Uint8Array;
      readonly libheif: string;
    };

export type FromPictureWorker =
  | { readonly kind: 'facts'; readonly facts: PictureFacts }
  /** `pictures` counts those in the file; the first, or the one it calls primary, is given. */
  | { readonly kind: 'picture'; readonly bitmap: ImageBitmap; readonly pictures: number }
  | { readonly kind: 'too_large'; readonly size: Size }
  | { readonly kind: 'broken' };
