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
