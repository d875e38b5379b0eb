/** A value from a hostile file, short enough and plain enough to stand in a sentence. */
export function shown(value: unknown): string {
  if (value === undefined) return '(none)';
  return `“${plainText(typeof value === 'string' ? value : JSON.stringify(value))}”`;
}

// Controls, and the marks that turn the direction of text around, can make a sentence read as another.
const DECEIVING = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a hostile file without what could break or turn round the sentence it stands in. */
export function plainText(text: string): string {
  const short = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return short.replace(DECEIVING, ' ');
}
