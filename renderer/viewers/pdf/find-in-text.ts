/** A page's words as one string, and where each piece of it came from. */
export interface PageText {
  readonly folded: string;
  /** For every position of `folded`: which text piece, and where in it. */
  readonly piece: Int32Array;
  readonly offset: Int32Array;
}

export interface TextPiece {
  readonly str: string;
  readonly hasEOL: boolean;
}

export interface Match {
  readonly page: number;
  /** First and last character, as text piece and position in it; the end is included. */
  readonly from: { readonly piece: number; readonly offset: number };
  readonly to: { readonly piece: number; readonly offset: number };
}

/** Folds case, accents and runs of blanks, so that people find what they mean. */
export function foldPage(pieces: readonly TextPiece[]): PageText {
  let folded = '';
  const piece: number[] = [];
  const offset: number[] = [];
  const push = (text: string, index: number, at: number) => {
    if (text === ' ' && (folded === '' || folded.endsWith(' '))) return;
    folded += text;
    for (let unit = 0; unit < text.length; unit += 1) {
      piece.push(index);
      offset.push(at);
    }
  };
  pieces.forEach(({ str, hasEOL }, index) => {
    for (let at = 0; at < str.length; at += 1) push(foldCharacter(str.charAt(at)), index, at);
    if (hasEOL) push(' ', index, Math.max(0, str.length - 1));
  });
  return { folded, piece: Int32Array.from(piece), offset: Int32Array.from(offset) };
}

function foldCharacter(character: string): string {
  if (/[\s\p{Cc}]/u.test(character)) return ' ';
  const code = character.charCodeAt(0);
  if (code < 128) return character.toLowerCase();
  if (code >= 0xd800 && code <= 0xdfff) return character;
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A search phrase, folded as pages are. */
export function foldQuery(query: string): string {
  return foldPage([{ str: query, hasEOL: false }]).folded.trim();
}

/** All places of a folded phrase on one page, at most `limit`. */
export function findOnPage(text: PageText, page: number, query: string, limit = 10_000): readonly Match[] {
  if (query === '') return [];
  const matches: Match[] = [];
  let at = text.folded.indexOf(query);
  while (at >= 0 && matches.length < limit) {
    const last = at + query.length - 1;
    matches.push({
      page,
      from: { piece: text.piece[at] ?? 0, offset: text.offset[at] ?? 0 },
      to: { piece: text.piece[last] ?? 0, offset: text.offset[last] ?? 0 },
    });
    at = text.folded.indexOf(query, at + query.length);
  }
  return matches;
}
