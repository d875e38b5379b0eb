import { createCssVariablesTheme, createHighlighterCore, type GrammarState } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { loadGrammar } from './grammars.ts';
import {
  type FromHighlighter,
  type LineTokens,
  TOKEN_KINDS,
  type ToHighlighter,
} from './highlight-protocol.ts';

// In a worker, because a line made to trip a grammar's expressions can hold them up for good: the window ends us then.
const PIECE = 400;
/** Longer lines are left plain. */
const MAX_LINE_LENGTH = 2000;
const THEME = 'kinds';
const KINDS: readonly string[] = TOKEN_KINDS;
const VARIABLE = /^var\(--k-token-([a-z-]+)\)$/;

addEventListener('message', (event: MessageEvent<ToHighlighter>) => {
  void highlight(event.data);
});

async function highlight({ language, lines }: ToHighlighter): Promise<void> {
  const grammar = await loadGrammar(language);
  const highlighter = await createHighlighterCore({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: '--k-' })],
    langs: [grammar],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  let state: GrammarState | undefined;
  for (let from = 0; from < lines.length; from += PIECE) {
    const code = lines.slice(from, from + PIECE).join('\n');
    const tokens = highlighter.codeToTokensBase(code, {
      lang: language,
      theme: THEME,
      tokenizeMaxLineLength: MAX_LINE_LENGTH,
      // A line given up half-way would colour all that follows as what it began with, as on a busy machine.
      tokenizeTimeLimit: 0,
      ...(state === undefined ? {} : { grammarState: state }),
    });
    state = highlighter.getLastGrammarState(tokens);
    const answer: FromHighlighter = { from, tokens: tokens.map(toLineTokens) };
    postMessage(answer);
  }
}

function toLineTokens(line: readonly { readonly content: string; readonly color?: string }[]): LineTokens {
  const packed: number[] = [];
  for (const { content, color } of line) {
    const kind = kindOf(color);
    if (packed.at(-1) === kind) packed[packed.length - 2] = (packed.at(-2) ?? 0) + content.length;
    else packed.push(content.length, kind);
  }
  return packed;
}

function kindOf(color: string | undefined): number {
  const name = VARIABLE.exec(color ?? '')?.[1];
  return name === undefined ? -1 : KINDS.indexOf(name);
}
