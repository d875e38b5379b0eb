/** Nobody nests an Office document this deep; readers that follow it by recursion would run out of stack. */
const DEEPEST = 400;

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

export type XmlTrouble = 'declares_entities' | 'nested_too_deep';

/**
 * What makes a part unsafe to hand to an XML parser: a document type declaration, which Office files never have
 * (ECMA-376 part 2, 6.2.5) and entity bombs need, or nesting beyond reason. Reads bytes of UTF-8; needs no DOM.
 */
export function xmlTrouble(bytes: Uint8Array): XmlTrouble | null {
  let depth = 0;
  let at = bytes.indexOf(LESS_THAN);
  while (at !== -1) {
    const next = bytes[at + 1];
    if (next === BANG) {
      if (startsWith(bytes, at, '<!DOCTYPE') || startsWith(bytes, at, '<!ENTITY')) return 'declares_entities';
      const close = startsWith(bytes, at, '<!--') ? '-->' : ']]>';
      at = indexAfter(bytes, at + 2, close);
    } else if (next === QUESTION) {
      at = indexAfter(bytes, at + 2, '?>');
    } else if (next === SLASH) {
      depth -= 1;
      at = tagEnd(bytes, at);
    } else {
      at = tagEnd(bytes, at);
      if (bytes[at - 1] !== SLASH) depth += 1;
      if (depth > DEEPEST) return 'nested_too_deep';
    }
    at = at === -1 ? -1 : bytes.indexOf(LESS_THAN, at);
  }
  return null;
}

/** UTF-8 of a part that may be UTF-16, which parts may be (ECMA-376 part 2, 6.2.5): one encoding to check and read. */
export function asUtf8(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes;
  const bigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second === LESS_THAN);
  const littleEndian = (first === 0xff && second === 0xfe) || (first === LESS_THAN && second === 0);
  if (!bigEndian && !littleEndian) return bytes;
  const text = new TextDecoder(bigEndian ? 'utf-16be' : 'utf-16le').decode(bytes);
  return new TextEncoder().encode(text.replace(/^(<\?xml[^>]*?)\s+encoding=(["'])[^"']*\2/, '$1'));
}

function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}

function indexAfter(bytes: Uint8Array, from: number, word: string): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, at, word)) return at + word.length;
  }
  return -1;
}

/** The `>` that closes a tag, past those inside quoted values. */
function tagEnd(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === GREATER_THAN) return at;
    if (byte === QUOTE || byte === APOSTROPHE) {
      at = bytes.indexOf(byte, at + 1);
      if (at === -1) return -1;
    }
  }
  return -1;
}
