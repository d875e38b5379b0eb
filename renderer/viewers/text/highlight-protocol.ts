import type { Language } from './language-of.ts';

/** What a piece of code is. Each is a class of the style sheet; the rest is plain. */
export const TOKEN_KINDS = [
  'constant',
  'string',
  'comment',
  'keyword',
  'parameter',
  'function',
  'string-expression',
  'punctuation',
  'link',
] as const;

/** One line: alternately how many characters, and which kind (an index of TOKEN_KINDS, -1 for plain). */
export type LineTokens = readonly number[];

export interface ToHighlighter {
  readonly language: Language;
  readonly lines: readonly string[];
}

/** Lines come in pieces, from the first on. */
export interface FromHighlighter {
  readonly from: number;
  readonly tokens: readonly LineTokens[];
}
