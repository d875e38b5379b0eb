export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  readonly lines: readonly string[];
  readonly encoding: TextEncoding;
  /** The bytes are not valid UTF-8, so the encoding is a guess. */
  readonly isGuess: boolean;
  /** Lines left out because there are more than `MAX_LINES`. */
  readonly linesLeftOut: number;
}

/** More is not read into memory; what is not shown is said. */
export const MAX_TEXT_BYTES = 8 * 1024 * 1024;
export const MAX_LINES = 200_000;

/**
 * Text from bytes: a byte order mark decides, then UTF-8 if the bytes are valid UTF-8, else Windows-1252 (Latin-1 with
 * the printable characters web standards give it). `isCut` says that the bytes were cut off, perhaps inside a character.
 */
export function decodeText(bytes: Uint8Array, isCut: boolean): DecodedText {
  const { encoding, isGuess } = detect(bytes, isCut);
  const text = new TextDecoder(encoding).decode(bytes);
  const all = text.split(/\r\n|\n|\r/);
  // A final line end does not open another line.
  if (all.length > 1 && all.at(-1) === '') all.pop();
  const lines = all.length > MAX_LINES ? all.slice(0, MAX_LINES) : all;
  return { lines, encoding, isGuess, linesLeftOut: all.length - lines.length };
}

function detect(bytes: Uint8Array, isCut: boolean): { encoding: TextEncoding; isGuess: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', isGuess: false };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', isGuess: false };
  try {
    // In streaming mode an unfinished character at the end is not an error.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return { encoding: 'utf-8', isGuess: false };
  } catch {
    return { encoding: 'windows-1252', isGuess: true };
  }
}
