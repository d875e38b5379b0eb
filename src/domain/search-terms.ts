/** One thing looked for: words that follow each other. */
export interface SearchTerm {
  /** Folded as `foldWords` folds. Never empty. */
  readonly words: readonly string[];
  /** Words in quotes are looked for as they are; of others, the last may go on. */
  readonly isPhrase: boolean;
  /** The words as typed, one blank between them; nothing but letters, digits and marks otherwise. */
  readonly typed: string;
}

const MAX_TERMS = 12;
const MAX_WORDS = 24;
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
/** Words in quotes, the closing one of which may still be missing; or anything up to the next blank. */
const PIECE = /["“”«»„]([^"“”«»„]*)["“”«»„]?|[^\s"“”«»„]+/gu;

/** Words without case and accents, so that people find what they mean: `Chloé` is `chloe`. */
export function foldWords(text: string): string[] {
  return (text.match(WORD) ?? []).map(foldWord).filter((word) => word !== '');
}

function foldWord(word: string): string {
  // Most words are plain; normalising a hundred thousand names takes its time.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII.
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase();
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/**
 * What somebody typed as what is looked for: every word must occur, "words in quotes" one after the other. Whatever
 * is no word is left out; nothing that is typed is an error.
 */
export function parseSearch(text: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const piece of text.slice(0, 400).matchAll(PIECE)) {
    const quoted = piece[1];
    const typed = ((quoted ?? piece[0]).match(WORD) ?? []).slice(0, MAX_WORDS).join(' ');
    const words = foldWords(typed);
    if (words.length > 0 && terms.length < MAX_TERMS)
      terms.push({ words, typed, isPhrase: quoted !== undefined });
  }
  return terms;
}

/** From how many letters on the beginning of a word is looked for in evidence and comments. */
const LEAST_PREFIX = 3;

/**
 * Terms as a query of SQLite's FTS5, joined by AND or OR; null where nothing is left to look for. Each is quoted and
 * holds nothing but letters and digits, so nothing that is typed is ever read as syntax.
 */
export function ftsQuery(terms: readonly SearchTerm[], join: 'AND' | 'OR' = 'AND'): string | null {
  if (terms.length === 0) return null;
  return terms
    .map(({ typed, words, isPhrase }) => {
      const last = words.at(-1) ?? '';
      return `"${typed}"${!isPhrase && [...last].length >= LEAST_PREFIX ? '*' : ''}`;
    })
    .join(` ${join} `);
}
