import type { Failure } from '../../src/domain/result.ts';

export type SaveState =
  | { readonly kind: 'saved'; readonly savedAt: string | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'not_saved'; readonly error: Failure }
  /** A newer draft exists, saved by another window: the person chooses. */
  | { readonly kind: 'newer_elsewhere'; readonly error: Failure };

export type SaveOutcome =
  | { readonly ok: true; readonly revision: number; readonly savedAt: string }
  | { readonly ok: false; readonly error: Failure };

export interface Autosave<T> {
  /** Something changed: it will be saved soon. */
  changed(value: T): void;
  /** Saves now what is not saved yet; resolves with the revision that holds it, or null when it could not be saved. */
  flush(): Promise<number | null>;
  /** From now on saves follow this revision. Ends a conflict. */
  rebase(revision: number): void;
  readonly revision: () => number;
  stop(): void;
}

/** People notice nothing below this, and DESIGN promises 300 ms. */
export const SAVE_DELAY_MS = 200;
const RETRY_MS = 2000;

/**
 * Saves the latest value a moment after it changed, one save at a time, and never an older value after a newer one.
 * A failed save is tried again; a conflict stops saving until `rebase`.
 */
export function createAutosave<T>(options: {
  readonly revision: number;
  readonly save: (value: T, revision: number) => Promise<SaveOutcome>;
  readonly onState: (state: SaveState) => void;
  readonly delayMs?: number;
  readonly retryMs?: number;
}): Autosave<T> {
  const delayMs = options.delayMs ?? SAVE_DELAY_MS;
  const retryMs = options.retryMs ?? RETRY_MS;
  let { revision } = options;
  let waiting: { readonly value: T } | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let isConflict = false;

  const plan = (afterMs: number) => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void drain(), afterMs);
  };

  const saveOne = async (value: T) => {
    const outcome = await options.save(value, revision);
    if (outcome.ok) {
      revision = outcome.revision;
      if (!waiting) options.onState({ kind: 'saved', savedAt: outcome.savedAt });
      return;
    }
    // What was typed meanwhile is newer and already waits.
    waiting ??= { value };
    if (outcome.error.code === 'draft.newer_elsewhere') {
      isConflict = true;
      options.onState({ kind: 'newer_elsewhere', error: outcome.error });
    } else {
      options.onState({ kind: 'not_saved', error: outcome.error });
      plan(retryMs);
    }
  };

  const drain = async (): Promise<void> => {
    clearTimeout(timer);
    while (running) await running;
    if (!waiting || isConflict) return;
    const { value } = waiting;
    waiting = null;
    running = saveOne(value).finally(() => {
      running = null;
    });
    await running;
  };

  return {
    changed(value) {
      waiting = { value };
      if (isConflict) return;
      options.onState({ kind: 'saving' });
      plan(delayMs);
    },
    async flush() {
      await drain();
      // Something may have been typed while the first save ran.
      if (waiting && !isConflict) await drain();
      return waiting ? null : revision;
    },
    rebase(next) {
      revision = next;
      isConflict = false;
      if (waiting) plan(0);
    },
    revision: () => revision,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
