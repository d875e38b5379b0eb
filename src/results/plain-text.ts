/** A value from a hostile file, short enough and plain enough to stand in a sentence. */
export function shown(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = plainText(typeof value === 'string' ? value : JSON.stringify(value));
  return `“${text.replace(/[“”„‟]/g, '"')}”`;
}

// Controls, line ends, and marks without a shape (those that turn the direction of text around among them) can make
// a sentence read as another, or one name look like another.
const DECEIVING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text from a hostile file without what could break or turn round the sentence it stands in. */
export function plainText(text: string): string {
  const short = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return short.replace(DECEIVING, ' ');
}
