// Controls but tab and line end, and the marks that turn text round: `photo<U+202E>gpj.exe` must not be read as a picture.
const DECEIVING = /(?![\n\r\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** The same JSON value with U+FFFD for every character that would make its text look like another. */
export function plainNames<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? part.replace(DECEIVING, '\ufffd') : part,
  );
}
