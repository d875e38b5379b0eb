/** A few words around what was found. */
export interface Snippet {
  readonly snippet: readonly { readonly text: string; readonly isFound: boolean }[];
}

// Texts are kept without control characters, so these mark nothing but what was found.
const BEGIN = '\u0002';
const END = '\u0003';

/** The SQL of a snippet of the first column of an FTS5 table. */
export function snippetSql(table: string, words = 18): string {
  return `snippet(${table}, 0, char(2), char(3), '…', ${words})`;
}

export function snippetOf(marked: string): Snippet {
  const snippet = marked
    .replace(/\s+/g, ' ')
    .split(BEGIN)
    .flatMap((piece, index) => {
      if (index === 0) return [{ text: piece, isFound: false }];
      const [found = '', ...rest] = piece.split(END);
      return [
        { text: found, isFound: true },
        { text: rest.join(''), isFound: false },
      ];
    })
    .filter(({ text }) => text !== '');
  return { snippet };
}
