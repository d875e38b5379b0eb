import type { DiffPart } from './diff-protocol.ts';

export type DiffLine =
  | {
      readonly kind: DiffPart['kind'];
      /** Line numbers, from 1; null on the side where the line is not. */
      readonly before: number | null;
      readonly now: number | null;
      readonly text: string;
    }
  | { readonly kind: 'skipped'; readonly count: number };

/** So many lines around a change are shown with it. */
const CONTEXT = 3;

/** The lines of a comparison with their numbers; long stretches in which nothing differs are told by their length. */
export function shownLines(parts: readonly DiffPart[]): readonly DiffLine[] {
  const shown: DiffLine[] = [];
  let before = 1;
  let now = 1;
  for (const [index, { kind, lines }] of parts.entries()) {
    const head = index === 0 ? 0 : CONTEXT;
    const tail = index === parts.length - 1 ? 0 : CONTEXT;
    const skipped = kind === 'same' ? lines.length - head - tail : 0;
    for (const [at, text] of lines.entries()) {
      const isSkipped = skipped > 1 && at >= head && at < lines.length - tail;
      if (isSkipped && at === head) shown.push({ kind: 'skipped', count: skipped });
      if (!isSkipped) {
        shown.push({
          kind,
          text,
          before: kind === 'added' ? null : before,
          now: kind === 'removed' ? null : now,
        });
      }
      if (kind !== 'added') before += 1;
      if (kind !== 'removed') now += 1;
    }
  }
  return shown;
}
