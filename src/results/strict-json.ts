import { ok, type Result, refused } from '../domain/result.ts';
import { shown } from './plain-text.ts';

/** A JSON object as read from outside, before a schema has seen it. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const MAX_JSON_BYTES = 64 * 1024 * 1024;
const MAX_DEPTH = 64;
const BAD_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON that every parser reads alike (I-JSON, RFC 7493): UTF-8 without a byte order mark, no key twice in an
 * object, no lone surrogates, no number that a double cannot hold exactly, at most 64 levels deep.
 * What two parsers could read differently must not be called verified.
 */
export function parseStrictJson(bytes: Uint8Array, maxBytes = MAX_JSON_BYTES): Result<unknown> {
  if (bytes.length > maxBytes) {
    return refused('json.too_large', `The file is larger than ${maxBytes} bytes; it was not read.`);
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return refused(
      'json.byte_order_mark',
      'The file begins with a byte order mark, which JSON does not allow; ask for the original file.',
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused('json.not_utf8', 'The file is not UTF-8 text; ask for the original file.');
  }
  const trouble = findAmbiguity(text);
  if (trouble) return trouble;
  try {
    return ok(JSON.parse(text));
  } catch {
    return refused('json.syntax', 'The file is not valid JSON; it may have been cut off or edited.');
  }
}

type Level = { readonly keys: Set<string> | null; expectsKey: boolean };

/** One pass over the tokens. Syntax is left to `JSON.parse`; this finds what that would silently accept. */
function findAmbiguity(text: string): ReturnType<typeof refused> | null {
  const levels: Level[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charCodeAt(at);
    const level = levels[levels.length - 1];
    if (char === 0x22) {
      const end = endOfString(text, at);
      if (end < 0)
        return refused('json.syntax', 'The file is not valid JSON; it may have been cut off or edited.');
      const trouble = checkString(text.slice(at, end), level);
      if (trouble) return trouble;
      at = end;
      continue;
    }
    if (char === 0x7b || char === 0x5b) {
      if (levels.length >= MAX_DEPTH) {
        return refused(
          'json.too_deep',
          `The file nests more than ${MAX_DEPTH} levels deep; it was not read.`,
        );
      }
      levels.push(char === 0x7b ? { keys: new Set(), expectsKey: true } : { keys: null, expectsKey: false });
    } else if (char === 0x7d || char === 0x5d) {
      levels.pop();
    } else if (char === 0x2c && level?.keys) {
      level.expectsKey = true;
    } else if (char === 0x2d || (char >= 0x30 && char <= 0x39)) {
      const end = endOfNumber(text, at);
      if (!isExactNumber(text.slice(at, end))) {
        return refused(
          'json.number',
          `The number ${text.slice(at, Math.min(end, at + 40))} is read differently by different programs, so nothing about it can be verified.`,
        );
      }
      at = end;
      continue;
    }
    at += 1;
  }
  return null;
}

function checkString(literal: string, level: Level | undefined): ReturnType<typeof refused> | null {
  let value: unknown;
  try {
    value = JSON.parse(literal);
  } catch {
    return refused('json.syntax', 'The file is not valid JSON; it may have been cut off or edited.');
  }
  if (typeof value !== 'string' || /\p{Surrogate}/u.test(value)) {
    return refused('json.text', 'The file holds half of a character, which programs read differently.');
  }
  if (!level?.keys || !level.expectsKey) return null;
  level.expectsKey = false;
  if (BAD_KEYS.has(value)) {
    return refused('json.key', `The file uses the name ${shown(value)}, which is not allowed here.`);
  }
  if (level.keys.has(value)) {
    return refused(
      'json.duplicate_key',
      `The name ${shown(value)} stands twice in one object, so programs would read different things from this file.`,
    );
  }
  level.keys.add(value);
  return null;
}

/** The index after the closing quote, or -1. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at += 1;
    else if (char === 0x22) return at + 1;
  }
  return -1;
}

function endOfNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length && '+-.eE0123456789'.includes(text.charAt(at))) at += 1;
  return at;
}

/** Whole numbers up to 2^53, others of at most 15 significant digits: those survive a double and xsd:double. */
function isExactNumber(literal: string): boolean {
  const value = Number(literal);
  if (!Number.isFinite(value)) return false;
  const digits = (literal.split(/[eE]/)[0] ?? '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  if (digits !== '' && value === 0) return false;
  return Number.isInteger(value) ? Number.isSafeInteger(value) : digits.length <= 15;
}
