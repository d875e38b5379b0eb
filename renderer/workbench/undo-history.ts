/** What was, what is, and what was undone. Pure, so that it can be tested without a screen. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Typing on in one field within a moment is one step. */
  readonly last: { readonly field: string; readonly atMs: number } | null;
}

export const MAX_STEPS = 500;
export const SAME_STEP_MS = 1000;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], last: null };
}

/**
 * The history after an edit. `field` names what is being typed into; null makes the edit a step of its own.
 * An edit that changes nothing leaves the history as it is.
 */
export function recordEdit<T>(history: History<T>, next: T, field: string | null, atMs: number): History<T> {
  if (next === history.present) return history;
  const { last } = history;
  const isSameStep =
    field !== null &&
    last !== null &&
    last.field === field &&
    atMs - last.atMs < SAME_STEP_MS &&
    history.past.length > 0;
  return {
    past: isSameStep ? history.past : [...history.past, history.present].slice(-MAX_STEPS),
    present: next,
    future: [],
    last: field === null ? null : { field, atMs },
  };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    last: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, last: null };
}
