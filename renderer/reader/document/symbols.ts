/**
 * Characters of the fonts Symbol and Wingdings that people tick, cross and list with, as Unicode: the fonts
 * themselves are on few machines, and without them these show as empty boxes.
 */
const WINGDINGS: Readonly<Record<string, string>> = {
  '6C': '●',
  '6E': '■',
  '6F': '□',
  71: '❑',
  72: '❒',
  75: '◆',
  76: '❖',
  77: '⬥',
  '9F': '•',
  A7: '▪',
  A8: '◻',
  D8: '➢',
  DF: '←',
  E0: '→',
  E8: '➔',
  F0: '⇨',
  FB: '✗',
  FC: '✓',
  FD: '☒',
  FE: '☑',
};

const SYMBOL: Readonly<Record<string, string>> = {
  AC: '←',
  AE: '→',
  B0: '°',
  B1: '±',
  B3: '≥',
  A3: '≤',
  B4: '×',
  B7: '•',
  B8: '÷',
  B9: '≠',
  D6: '√',
  DE: '⇒',
};

/** What a character of a symbol font means, by its code in hexadecimal; `null` where it is not known. */
export function symbolText(font: string, code: string): string | null {
  const within = code.toUpperCase().replace(/^F0/, '').replace(/^00/, '');
  if (/^wingdings$/i.test(font)) return WINGDINGS[within] ?? null;
  return /^symbol$/i.test(font) ? (SYMBOL[within] ?? null) : null;
}
