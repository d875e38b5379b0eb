import { useEffect, useState } from 'react';
import type { Artifact } from '../../../src/api/shapes.ts';
import { formatBytes, formatNumber, t } from '../../messages/t.ts';
import { artifactUrl, readRange, readStart, UnreadableBytes } from '../artifact-bytes.ts';
import { askPictureWorker } from './ask-picture-worker.ts';
import type { Size } from './image-view.ts';
import {
  MAX_DECODED_PIXELS,
  MAX_IMAGE_PIXELS,
  type PictureFacts,
  type PictureRecord,
} from './picture-protocol.ts';

/** A picture that may be shown. */
export interface Picture {
  /** Natural pixels, upright. */
  readonly size: Size;
  readonly source:
    | { readonly kind: 'url'; readonly url: string }
    | { readonly kind: 'bitmap'; readonly bitmap: ImageBitmap };
  readonly isAnimated: boolean;
  readonly record: PictureRecord;
  /** How many pictures the file holds; one is shown. */
  readonly pictures: number;
}

export type PictureState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready'; readonly picture: Picture }
  /** Why it is not shown, in one sentence. */
  | { readonly kind: 'problem'; readonly problem: string };

/** Enough for the header, the record of the camera and, in most files, a second frame. */
const HEAD_BYTES = 256 * 1024;
/** Where the header lies far in, behind profiles and previews. */
const FAR_HEAD_BYTES = 16 * 1024 * 1024;
/** Kinds that are decoded here have to be read whole. */
const MAX_DECODED_BYTES = 150 * 1000 * 1000;

/** Opens a picture: its size is read from its first bytes, and only then, if it is not too large, is it decoded. */
export function usePicture(artifact: Artifact): PictureState {
  const [state, setState] = useState<PictureState>({ kind: 'opening' });
  const { hash, sizeBytes, mediaType } = artifact;
  useEffect(() => {
    const life = new AbortController();
    setState({ kind: 'opening' });
    openPicture({ url: artifactUrl(hash), sizeBytes, mediaType }, life.signal)
      .catch((error: unknown): PictureState => problem(wordsOf(error)))
      .then((next) => {
        if (!life.signal.aborted) setState(next);
      });
    return () => life.abort();
  }, [hash, sizeBytes, mediaType]);
  const bitmap =
    state.kind === 'ready' && state.picture.source.kind === 'bitmap' ? state.picture.source.bitmap : null;
  useEffect(() => () => bitmap?.close(), [bitmap]);
  return state;
}

interface PictureFile {
  readonly url: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
}

async function openPicture(file: PictureFile, signal: AbortSignal): Promise<PictureState> {
  const facts = await readFacts(file, signal);
  if (facts === null) return problem(t('viewer.image.broken'));
  const format = formatOf(file.mediaType);
  const limit = format === null ? MAX_IMAGE_PIXELS : MAX_DECODED_PIXELS;
  if (facts.size !== null && isTooLarge(facts.size, limit)) return tooLarge(facts.size, limit);
  return format === null ? showNatively(file, facts, signal) : decode(file, format, facts, signal);
}

async function readFacts({ url, sizeBytes }: PictureFile, signal: AbortSignal): Promise<PictureFacts | null> {
  for (const limit of [HEAD_BYTES, FAR_HEAD_BYTES]) {
    const answer = await askPictureWorker(
      { kind: 'facts', bytes: await readStart(url, sizeBytes, limit, signal) },
      signal,
    );
    if (answer.kind !== 'facts') return null;
    if (answer.facts.size !== null || sizeBytes <= limit || limit === FAR_HEAD_BYTES) return answer.facts;
  }
  return null;
}

/** Chromium reads its size once more, with its own eyes, before any pixel is asked for. */
async function showNatively(
  file: PictureFile,
  facts: PictureFacts,
  signal: AbortSignal,
): Promise<PictureState> {
  const image = new Image();
  const isLoaded = await new Promise<boolean>((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    signal.addEventListener('abort', () => resolve(false));
    image.src = file.url;
  });
  const size = { width: image.naturalWidth, height: image.naturalHeight };
  if (isLoaded && isTooLarge(size, MAX_IMAGE_PIXELS)) return tooLarge(size, MAX_IMAGE_PIXELS);
  if (!isLoaded || size.width === 0 || size.height === 0) return problem(t('viewer.image.broken'));
  const { isAnimated, record } = facts;
  return {
    kind: 'ready',
    picture: { size, source: { kind: 'url', url: file.url }, isAnimated, record, pictures: 1 },
  };
}

async function decode(
  { url, sizeBytes }: PictureFile,
  format: 'heif' | 'tiff',
  head: PictureFacts,
  signal: AbortSignal,
): Promise<PictureState> {
  if (sizeBytes > MAX_DECODED_BYTES)
    return problem(
      t('viewer.image.tooManyBytes', { size: formatBytes(sizeBytes), limit: formatBytes(MAX_DECODED_BYTES) }),
    );
  const bytes = await readRange(url, 0, sizeBytes, signal);
  // In these kinds the camera's record may lie anywhere.
  const isWholeRead = sizeBytes <= HEAD_BYTES;
  const whole = isWholeRead ? null : await askPictureWorker({ kind: 'facts', bytes: bytes.slice() }, signal);
  const libheif = new URL('/libheif/libheif.mjs', location.href).href;
  const answer = await askPictureWorker({ kind: 'decode', format, bytes, libheif }, signal);
  if (answer.kind === 'too_large') return tooLarge(answer.size, MAX_DECODED_PIXELS);
  if (answer.kind !== 'picture') return problem(t('viewer.image.broken'));
  const { bitmap, pictures } = answer;
  const size = { width: bitmap.width, height: bitmap.height };
  const { record } = whole?.kind === 'facts' ? whole.facts : head;
  return {
    kind: 'ready',
    picture: { size, source: { kind: 'bitmap', bitmap }, isAnimated: false, record, pictures },
  };
}

/** Which of the kinds it is that Chromium does not know. */
function formatOf(mediaType: string): 'heif' | 'tiff' | null {
  if (mediaType === 'image/tiff') return 'tiff';
  return /^image\/hei[cf]/.test(mediaType) ? 'heif' : null;
}

function isTooLarge({ width, height }: Size, limit: number): boolean {
  return width * height > limit;
}

function problem(words: string): PictureState {
  return { kind: 'problem', problem: words };
}

function tooLarge({ width, height }: Size, limit: number): PictureState {
  const million = 1_000_000;
  return problem(
    t('viewer.image.tooLarge', {
      width,
      height,
      megapixels: formatNumber(Math.round((width * height) / million)),
      limit: limit / million,
    }),
  );
}

function wordsOf(error: unknown): string {
  const isMissing = error instanceof UnreadableBytes && error.status === 404;
  return t(isMissing ? 'viewer.problem.missing' : 'viewer.problem.unreadable');
}
