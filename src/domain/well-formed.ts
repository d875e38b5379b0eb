/**
 * The same JSON value with half characters (lone surrogates) replaced by U+FFFD: a quote cut in the middle of an emoji,
 * or a file that was written so. JCS has no form for them, so they could not be signed.
 */
export function wellFormed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? part.replace(/\p{Surrogate}/gu, '\ufffd') : part,
  );
}
