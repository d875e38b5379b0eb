/** Text that a font can show; `original` where it had to be written otherwise. */
export interface ShownText {
  readonly text: string;
  readonly original: string | null;
}

// Controls, and marks that turn text round: nothing of them is seen, and they could make a sentence read as another.
const UNSEEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** One line of text, with what the font has no shapes for written as numbers: `[U+5F20 U+4F1F]`. */
export function shownText(text: string, hasGlyph: (codePoint: number) => boolean): ShownText {
  const seen = text.replace(UNSEEN, ' ');
  const parts: string[] = [];
  let unknown: string[] = [];
  const flush = () => {
    if (unknown.length > 0) parts.push(`[${unknown.join(' ')}]`);
    unknown = [];
  };
  for (const character of seen) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (hasGlyph(codePoint)) {
      flush();
      parts.push(character);
    } else unknown.push(`U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`);
  }
  flush();
  const shown = parts.join('');
  return { text: shown, original: shown === seen ? null : seen };
}
