import UTIF from 'utif2';
import type { Size } from './image-view.ts';
import { MAX_DECODED_PIXELS } from './picture-protocol.ts';

export interface DecodedPixels extends Size {
  /** Four bytes a pixel, row by row, upright. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly pictures: number;
}

const MAX_PICTURES = 1000;
const [SUBFILE, WIDTH, HEIGHT, BITS, ORIENTATION, SAMPLES] = ['t254', 't256', 't257', 't258', 't274', 't277'];

/** The first full picture of a TIFF. `'broken'` where there is none that can be read. */
export function decodeTiff(
  bytes: Uint8Array<ArrayBuffer>,
): DecodedPixels | { readonly tooLarge: Size } | 'broken' {
  if (!hasSaneDirectories(bytes)) return 'broken';
  const buffer = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
  const all = UTIF.decode(buffer).filter((directory) => numberIn(directory, WIDTH) > 0);
  // Bit 0 of the subfile type marks a smaller copy of another picture.
  const full = all.filter((directory) => (numberIn(directory, SUBFILE) & 1) === 0);
  const first = full[0] ?? all[0];
  if (first === undefined) return 'broken';
  const size = { width: numberIn(first, WIDTH), height: numberIn(first, HEIGHT) };
  const samples = Math.max(1, numberIn(first, SAMPLES)) * Math.max(1, numberIn(first, BITS) / 8);
  const pixels = size.width * size.height;
  if (pixels > MAX_DECODED_PIXELS || pixels * samples > 4 * MAX_DECODED_PIXELS) return { tooLarge: size };
  UTIF.decodeImage(buffer, first);
  const rgba = new Uint8ClampedArray(UTIF.toRGBA8(first));
  if (rgba.length !== pixels * 4 || pixels === 0) return 'broken';
  return { ...uprightPixels(rgba, size, numberIn(first, ORIENTATION)), pictures: full.length };
}

/** Rows and columns as the orientation says (TIFF 6.0, p. 36); 1 and what is unknown is upright already. */
export function uprightPixels(
  rgba: Uint8ClampedArray<ArrayBuffer>,
  { width, height }: Size,
  orientation: number,
): Omit<DecodedPixels, 'pictures'> {
  if (!(orientation >= 2 && orientation <= 8)) return { rgba, width, height };
  const isSideways = orientation >= 5;
  const [mirrorsX, mirrorsY] = [[2, 3, 7, 8].includes(orientation), [3, 4, 6, 7].includes(orientation)];
  const turned = { width: isSideways ? height : width, height: isSideways ? width : height };
  const from = new Uint32Array(rgba.buffer);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < turned.height; y += 1) {
    for (let x = 0; x < turned.width; x += 1) {
      const [column, row] = isSideways ? [y, x] : [x, y];
      const sourceX = mirrorsX ? width - 1 - column : column;
      const sourceY = mirrorsY ? height - 1 - row : row;
      to[y * turned.width + x] = from[sourceY * width + sourceX] ?? 0;
    }
  }
  return { rgba: new Uint8ClampedArray(to.buffer), ...turned };
}

function numberIn(directory: UTIF.IFD, tag: string | undefined): number {
  const values = directory[tag ?? ''];
  const value = Array.isArray(values) ? values[0] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** The chain of directories ends and stays inside the file: utif follows it blindly. */
function hasSaneDirectories(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) return false;
  const isLittle = view.getUint16(0) === 0x4949;
  const seen = new Set<number>();
  for (let at = view.getUint32(4, isLittle); at !== 0; ) {
    if (seen.has(at) || seen.size >= MAX_PICTURES || at + 2 > bytes.length) return false;
    seen.add(at);
    const next = at + 2 + view.getUint16(at, isLittle) * 12;
    if (next + 4 > bytes.length) return false;
    at = view.getUint32(next, isLittle);
  }
  return seen.size > 0;
}
