/**
 * The same JSON value with half characters (lone surrogates) replaced by U+FFFD: a quote cut in the middle of an emoji,
 * or a file that was written so. JCS has no form for them, so they could not be signed.
 */
export function wellFormed<T>(value: T): T {
  const text = JSON.stringify(value);
  // A half character is written as its escape, so most values are known to be whole without looking at each string.
  if (!/\\ud[89a-f]/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_, part: unknown) =>
    typeof part === 'string' ? part.replace(/\p{Surrogate}/gu, '\ufffd') : part,
  );
}
