import { imageSize } from 'image-size';
import type { Size } from './image-view.ts';
import { isAnimated } from './is-animated.ts';
import type { PictureFacts } from './picture-protocol.ts';
import { readPictureRecord } from './read-picture-record.ts';

/** What the beginning of a picture (or all of it) tells without decoding it. */
export async function readPictureFacts(bytes: Uint8Array): Promise<PictureFacts> {
  return { size: readSize(bytes), isAnimated: isAnimated(bytes), record: await readPictureRecord(bytes) };
}

/** The largest size the header names. */
function readSize(bytes: Uint8Array): Size | null {
  try {
    const { width, height, images = [] } = imageSize(bytes);
    return [{ width, height }, ...images].reduce((largest, size) =>
      size.width * size.height > largest.width * largest.height ? size : largest,
    );
  } catch {
    return null;
  }
}
