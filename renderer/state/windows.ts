import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../src/domain/result.ts';

export const WINDOW_ROWS = 200;

type Fetch<Question, Row> = (
  question: Question,
  offset: number,
  limit: number,
) => Promise<Result<{ readonly total: number; readonly rows: readonly Row[]; readonly counted?: number }>>;

interface WindowsState<Question, Row> {
  readonly question: Question;
  /** `undefined` until first answered. */
  readonly total: number | undefined;
  /** How many the answer speaks of, where rows are more or fewer. */
  readonly counted: number | undefined;
  readonly windows: ReadonlyMap<number, readonly Row[]>;
  readonly error: Failure | undefined;
  rowAt(index: number): Row | undefined;
  /** Asks another question, from the top or from where one is. The rows on screen stay until the first answer is there. */
  ask(question: Question, staysInPlace?: boolean): void;
  /** Fetches the windows under these rows that are not there yet. */
  need(first: number, last: number): void;
  /** Fetches again what is on screen. */
  refresh(): void;
}

/** A long list as windows of rows, so that a hundred thousand of them cost what is on screen. */
export function createWindows<Question, Row>(first: Question, fetch: Fetch<Question, Row>) {
  let round = 0;
  let isStale = false;
  let lastNeeded: readonly [number, number] = [0, 0];
  const asked = new Set<number>();

  return createStore<WindowsState<Question, Row>>()((set, get) => {
    async function fetchWindow(window: number) {
      if (asked.has(window)) return;
      asked.add(window);
      const mine = round;
      const result = await fetch(get().question, window * WINDOW_ROWS, WINDOW_ROWS);
      if (mine !== round) return;
      if (!result.ok) {
        asked.delete(window);
        set({ error: result.error });
        return;
      }
      const windows = new Map(isStale ? [] : get().windows);
      isStale = false;
      windows.set(window, result.value.rows);
      const { total, counted = total } = result.value;
      set({ windows, total, counted, error: undefined });
    }

    function begin() {
      round += 1;
      isStale = true;
      asked.clear();
    }

    return {
      question: first,
      total: undefined,
      counted: undefined,
      windows: new Map(),
      error: undefined,
      rowAt: (index) => get().windows.get(Math.floor(index / WINDOW_ROWS))?.[index % WINDOW_ROWS],
      ask(question, staysInPlace = false) {
        set({ question });
        begin();
        if (!staysInPlace) lastNeeded = [0, 0];
        get().need(...lastNeeded);
      },
      need(from, to) {
        lastNeeded = [from, to];
        for (let w = Math.floor(from / WINDOW_ROWS); w <= Math.floor(to / WINDOW_ROWS); w += 1) {
          void fetchWindow(w);
        }
      },
      refresh() {
        begin();
        get().need(...lastNeeded);
      },
    };
  });
}
