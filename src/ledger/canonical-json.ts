import canonicalize from 'canonicalize';

/**
 * The one text a JSON value has under JCS (RFC 8785): sorted keys, shortest numbers, no spaces.
 * Throws on what JSON cannot hold: NaN, infinities, lone surrogates, cycles, a bare `undefined`.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('the value has no JSON form');
  return text;
}

/** Whether the text is the canonical form of the value that was parsed from it. */
export function isCanonicalText(value: unknown, text: string): boolean {
  return holds(() => isPlainlyCanonical(value, text)) || holds(() => canonicalJson(value) === text);
}

function holds(claim: () => boolean): boolean {
  try {
    return claim();
  } catch {
    // Lone surrogates, or nested deeper than anything a record holds.
    return false;
  }
}

/**
 * The quick way, which most texts go. Engines write strings and numbers as JCS does (RFC 8785, 3.2.2); what is left is
 * the order of keys, and lone surrogates, which engines escape and JCS refuses.
 */
function isPlainlyCanonical(value: unknown, text: string): boolean {
  return !text.includes('\\ud') && hasSortedKeys(value) && JSON.stringify(value) === text;
}

function hasSortedKeys(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(hasSortedKeys);
  let last: string | null = null;
  for (const [key, inner] of Object.entries(value)) {
    // By UTF-16 code units, as strings compare.
    if ((last !== null && key < last) || !hasSortedKeys(inner)) return false;
    last = key;
  }
  return true;
}
