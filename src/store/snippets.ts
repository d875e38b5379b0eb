import { foldWords, type SearchTerm } from '../domain/search-terms.ts';

/** A few words around what was found. */
export interface Snippet {
  readonly snippet: readonly { readonly text: string; readonly isFound: boolean }[];
}

interface Word {
  readonly folded: string;
  readonly from: number;
  readonly to: number;
}

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;
const CHARS_BEFORE = 60;
const CHARS_AFTER = 120;
/** From how many letters on the beginning of a word is found inside texts: as `ftsQuery` asks. */
const LEAST_PREFIX = 3;

/** The words around the first place in a text where most of the terms are near, each one found marked; and where that is. */
export function snippetIn(text: string, terms: readonly SearchTerm[]): Snippet & { readonly at: number } {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD))
    words.push({
      folded: foldWords(match[0])[0] ?? '',
      from: match.index,
      to: match.index + match[0].length,
    });
  const found = terms
    .flatMap((term, index) => placesOf(words, term).map((place) => ({ ...place, term: index })))
    .sort((a, b) => a.from - b.from);
  const first = found.reduce<(typeof found)[number] | undefined>((best, one, index) => {
    const near = (from: number, start: number) =>
      new Set(
        found
          .slice(start)
          .filter((other) => other.from - from < CHARS_AFTER)
          .map(({ term }) => term),
      ).size;
    if (best === undefined) return one;
    return index < 200 && near(one.from, index) > near(best.from, found.indexOf(best)) ? one : best;
  }, undefined);
  if (!first)
    return { snippet: [{ text: shortened(text, 0, CHARS_BEFORE + CHARS_AFTER), isFound: false }], at: 0 };
  const begin = Math.max(0, edge(text, first.from - CHARS_BEFORE, 1));
  const end = edge(text, Math.max(first.to, first.from + CHARS_AFTER), -1);
  const pieces: { text: string; isFound: boolean }[] = [];
  let at = begin;
  for (const { from, to } of found) {
    if (from < at || to > end) continue;
    pieces.push(
      { text: text.slice(at, from), isFound: false },
      { text: text.slice(from, to), isFound: true },
    );
    at = to;
  }
  pieces.push({ text: text.slice(at, end), isFound: false });
  const snippet = pieces
    .map((piece) => ({ ...piece, text: piece.text.replace(/\s+/g, ' ') }))
    .filter((piece) => piece.text !== '');
  if (begin > 0) snippet.unshift({ text: '…', isFound: false });
  if (end < text.length) snippet.push({ text: '…', isFound: false });
  return { snippet: joined(snippet), at: first.from };
}

/** Where a term stands: its words one after the other. */
function placesOf(words: readonly Word[], { words: wanted, isPhrase }: SearchTerm) {
  const places: { readonly from: number; readonly to: number }[] = [];
  const fits = (word: Word | undefined, place: number) => {
    const one = wanted[place] ?? '';
    const mayGoOn = place === wanted.length - 1 && !isPhrase && [...one].length >= LEAST_PREFIX;
    return mayGoOn ? word?.folded.startsWith(one) : word?.folded === one;
  };
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    if (!wanted.every((_, place) => fits(words[at + place], place))) continue;
    places.push({ from: words[at]?.from ?? 0, to: words[at + wanted.length - 1]?.to ?? 0 });
  }
  return places;
}

/** The nearest edge of a word from here on, or back, so that no word is cut. */
function edge(text: string, at: number, step: 1 | -1): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  for (let looked = 0; looked < 30; looked += 1) {
    const here = at + looked * step;
    if (/\s/.test(text[here] ?? ' ')) return here;
  }
  return at;
}

const shortened = (text: string, from: number, to: number) =>
  `${text.slice(from, edge(text, to, -1)).replace(/\s+/g, ' ')}${to < text.length ? '…' : ''}`;

/** Pieces of one kind that follow each other are one. */
function joined(pieces: Snippet['snippet']): Snippet['snippet'] {
  const all: { text: string; isFound: boolean }[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last && last.isFound === piece.isFound) last.text += piece.text;
    else all.push({ ...piece });
  }
  return all;
}
