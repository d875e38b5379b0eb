export const BYTES_PER_LINE = 16;

export interface HexLine {
  /** Where its first byte is, in bytes from the beginning. */
  readonly offset: number;
  /** `4a 6f 68 6e`, in two groups of eight. */
  readonly hex: string;
  /** The printable ASCII characters; a dot stands for every other byte. */
  readonly ascii: string;
}

/** Bytes as lines of sixteen, the first at `offset`. */
export function hexLines(bytes: Uint8Array, offset: number): readonly HexLine[] {
  return Array.from({ length: Math.ceil(bytes.length / BYTES_PER_LINE) }, (_, line) => {
    const piece = bytes.subarray(line * BYTES_PER_LINE, (line + 1) * BYTES_PER_LINE);
    const pairs = Array.from(piece, (byte) => byte.toString(16).padStart(2, '0'));
    const [left, right] = [pairs.slice(0, 8).join(' '), pairs.slice(8).join(' ')];
    return {
      offset: offset + line * BYTES_PER_LINE,
      hex: right === '' ? left : `${left}  ${right}`,
      ascii: Array.from(piece, (byte) =>
        byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
      ).join(''),
    };
  });
}

/** `0000a3f0` */
export function hexOffset(offset: number): string {
  return offset.toString(16).padStart(8, '0');
}
