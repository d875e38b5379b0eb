import type { AnchorTarget } from '../../../src/domain/anchor.ts';

/** Lines from 1; `head` moves, `tail` stays. */
export interface LineSelection {
  readonly tail: number;
  readonly head: number;
}

const MAX_QUOTE = 4000;

export function firstLine(selection: LineSelection): number {
  return Math.min(selection.tail, selection.head);
}

export function lastLine(selection: LineSelection): number {
  return Math.max(selection.tail, selection.head);
}

/** Moves the head by some lines; without `keepsTail` the selection becomes that one line. */
export function moveHead(
  selection: LineSelection | null,
  by: number,
  lineCount: number,
  keepsTail: boolean,
): LineSelection {
  const from = selection?.head ?? (by > 0 ? 0 : lineCount + 1);
  const head = Math.min(lineCount, Math.max(1, from + by));
  return { tail: keepsTail && selection ? selection.tail : head, head };
}

/** The anchor for selected lines, with what they say. */
export function placeOfLines(selection: LineSelection, lines: readonly string[]): AnchorTarget {
  const from = firstLine(selection);
  const to = lastLine(selection);
  const quote = lines
    .slice(from - 1, to)
    .join('\n')
    .slice(0, MAX_QUOTE);
  return { kind: 'lines', from, to, quote };
}
