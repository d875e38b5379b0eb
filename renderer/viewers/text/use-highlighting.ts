import { useEffect, useRef, useState } from 'react';
import type { FromHighlighter, LineTokens, ToHighlighter } from './highlight-protocol.ts';
import { languageOf } from './language-of.ts';

/** Silence longer than this means that a line has tripped the grammar: the rest stays plain. */
const PATIENCE_MS = 5000;
/** Beyond this colours are not worth their memory. */
const MAX_LINES = 50_000;

/** Tokens by line (0-based), as far as they are known yet. Text without a known grammar stays plain. */
export function useHighlighting(
  path: string,
  lines: readonly string[],
): (line: number) => LineTokens | undefined {
  const tokens = useRef<LineTokens[]>([]);
  const [, setKnown] = useState(0);
  useEffect(() => {
    tokens.current = [];
    setKnown(0);
    const language = languageOf(path);
    if (language === null || lines.length === 0 || lines.length > MAX_LINES) return;
    const worker = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' });
    const giveUp = () => worker.terminate();
    let timer = setTimeout(giveUp, PATIENCE_MS);
    worker.onmessage = (event: MessageEvent<FromHighlighter>) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, PATIENCE_MS);
      event.data.tokens.forEach((line, index) => {
        tokens.current[event.data.from + index] = line;
      });
      setKnown(tokens.current.length);
      if (tokens.current.length >= lines.length) {
        clearTimeout(timer);
        worker.terminate();
      }
    };
    worker.onerror = giveUp;
    const order: ToHighlighter = { language, lines };
    worker.postMessage(order);
    return () => {
      clearTimeout(timer);
      worker.terminate();
    };
  }, [path, lines]);
  return (line) => tokens.current[line];
}
