import { isUtf8 } from 'node:buffer';
import yauzl from 'yauzl';
import type { Problem } from '../api/shapes.ts';
import { pathEscapes } from './path-rules.ts';
import { fault } from './problems.ts';

const UTF8_FLAG = 0x800;
const UNICODE_PATH_FIELD = 0x7075;

/**
 * The name of a zip entry (APPNOTE.TXT 4.4.17, appendix D): UTF-8 where flagged or in the Unicode path field,
 * else CP437 — except that bytes which are valid UTF-8 beyond ASCII are taken as that, because the archivers
 * of macOS write UTF-8 without the flag and hardly any CP437 name happens to be valid UTF-8.
 */
export function decodeName(entry: yauzl.Entry): string | null {
  const raw = entry.fileNameRaw;
  const flagged = (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0;
  const hasUnicodePath = entry.extraFields.some((field) => field.id === UNICODE_PATH_FIELD);
  if (!flagged && hasUnicodePath) {
    return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true);
  }
  const utf8 = decodeUtf8(raw);
  if (flagged || utf8 !== null) return utf8;
  return yauzl.getFileNameLowLevel(0, raw, [], true);
}

function decodeUtf8(raw: Buffer): string | null {
  return isUtf8(raw) ? raw.toString('utf8') : null;
}

/** Why an entry of this name is refused, or null. */
export function checkName(name: string, raw: Uint8Array): Problem | null {
  if (name === '') return fault('zip.name_empty', 'A file in the zip has no name; pack the files again.');
  const shown = showName(name);
  if (raw.some((byte) => byte < 0x20 || byte === 0x7f) || /\p{Cc}/u.test(name)) {
    return fault(
      'zip.name_control_character',
      'A name in the zip holds control characters, which can disguise a file; rename it and pack again.',
      shown,
    );
  }
  if (pathEscapes(name)) {
    return fault(
      'zip.path_escapes',
      'A path in the zip leads outside of it, as in an attack; do not open it, and ask the sender about it.',
      shown,
    );
  }
  if (name.includes('\\')) {
    return fault(
      'zip.backslash',
      'A path in the zip is written with backslashes, which systems read differently; pack the files again with a current tool.',
      shown,
    );
  }
  return null;
}

function showName(name: string): string {
  return name.replace(/\p{Cc}/gu, '\uFFFD').slice(0, 300);
}
