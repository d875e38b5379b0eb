import type { DecodedPixels } from './decode-tiff.ts';
import type { Size } from './image-view.ts';
import { MAX_DECODED_PIXELS } from './picture-protocol.ts';

/** What is used of libheif-js. */
interface HeifPicture {
  get_width(): number;
  get_height(): number;
  is_primary(): boolean;
  display(into: PixelsWanted, done: (filled: PixelsWanted | null) => void): void;
}

interface PixelsWanted extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

export interface Libheif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeifPicture[] };
}

/** The primary picture of a HEIC or HEIF, upright: libheif turns it as the file says. */
export async function decodeHeif(
  bytes: Uint8Array,
  libheif: Libheif,
): Promise<DecodedPixels | { readonly tooLarge: Size } | 'broken'> {
  const pictures = new libheif.HeifDecoder().decode(bytes);
  const picture = pictures.find((one) => one.is_primary()) ?? pictures[0];
  if (picture === undefined) return 'broken';
  const size = { width: picture.get_width(), height: picture.get_height() };
  if (size.width * size.height > MAX_DECODED_PIXELS) return { tooLarge: size };
  const wanted = { ...size, data: new Uint8ClampedArray(size.width * size.height * 4) };
  const filled = await new Promise<PixelsWanted | null>((done) => picture.display(wanted, done));
  return filled === null ? 'broken' : { ...size, rgba: filled.data, pictures: pictures.length };
}
