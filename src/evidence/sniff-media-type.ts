import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';
import { isTextExtension, textMediaType } from './text-media-type.ts';

const UNKNOWN = 'application/octet-stream';

/** Formats that begin with readable characters and are no text to read. */
const READABLE_MAGIC = ['%PDF', '%!PS', '{\\rtf', '-----BEGIN', 'BEGIN:V'];

/** Containers whose first bytes alone do not tell what they hold. */
const BY_EXTENSION: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'application/zip': {
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    // The same with macros, which never run here.
    docm: 'application/vnd.ms-word.document.macroenabled.12',
    xlsm: 'application/vnd.ms-excel.sheet.macroenabled.12',
    xlsb: 'application/vnd.ms-excel.sheet.binary.macroenabled.12',
    pptm: 'application/vnd.ms-powerpoint.presentation.macroenabled.12',
    ppsx: 'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
    odt: 'application/vnd.oasis.opendocument.text',
    ods: 'application/vnd.oasis.opendocument.spreadsheet',
    odp: 'application/vnd.oasis.opendocument.presentation',
    epub: 'application/epub+zip',
  },
  'application/x-cfb': {
    doc: 'application/msword',
    xls: 'application/vnd.ms-excel',
    ppt: 'application/vnd.ms-powerpoint',
    msg: 'application/vnd.ms-outlook',
    // With a password, which makes a compound file of them.
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
};

/**
 * The media type of a file, told from its first bytes (up to 8 KiB) and only then from its name.
 * A name alone never makes a file an image, a PDF or a video.
 */
export async function sniffMediaType(head: Uint8Array, path: string): Promise<string> {
  const text = decodeText(head);
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (text !== null && !READABLE_MAGIC.some((magic) => text.startsWith(magic))) {
    return textMediaType(text, extension);
  }
  // A cut-off container makes the library throw; its bytes then tell nothing more.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const mime = found?.mime ?? (startsAsZip(head) ? 'application/zip' : undefined);
  if (mime !== undefined) return BY_EXTENSION[mime]?.[extension] ?? mime;
  // Old systems write text in an encoding of their own; its name is then the best that is known.
  const assumed =
    text ?? (isTextExtension(extension) ? printable(Buffer.from(head).toString('latin1')) : null);
  return assumed === null ? UNKNOWN : textMediaType(assumed, extension);
}

function startsAsZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/** The head as text when it is valid UTF-8, or UTF-16 with a byte order mark, without control characters. */
function decodeText(head: Uint8Array): string | null {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const text = isUtf16 ? decodeUtf16(head) : decodeUtf8(head);
  return text === null ? null : printable(text);
}

function printable(text: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(text) ? null : text;
}

function decodeUtf8(head: Uint8Array): string | null {
  // The head may end within a character of up to four bytes.
  for (let cut = 0; cut < 4 && cut <= head.length; cut += 1) {
    const whole = head.subarray(0, head.length - cut);
    if (isUtf8(whole)) return Buffer.from(whole.buffer, whole.byteOffset, whole.length).toString('utf8');
    if (((head[head.length - cut - 1] ?? 0) & 0x80) === 0) return null;
  }
  return null;
}

function decodeUtf16(head: Uint8Array): string | null {
  const encoding = head[0] === 0xff ? 'utf-16le' : 'utf-16be';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}
