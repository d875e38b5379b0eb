import type { Failure } from '../../src/domain/result.ts';

export type SaveState =
  | { readonly kind: 'saved'; readonly savedAt: string | null }
  | { readonly kind: 'saving' }
  /** The core is starting again: what is here goes out when it is back. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'not_saved'; readonly error: Failure }
  /** A newer draft exists, saved by another window: the person chooses. */
  | { readonly kind: 'newer_elsewhere'; readonly error: Failure };

export type SaveOutcome =
  | { readonly ok: true; readonly revision: number; readonly savedAt: string }
  | { readonly ok: false; readonly error: Failure };

export interface Autosave<T> {
  /** Something changed: it is saved at once, or as soon as the save under way is done. */
  changed(value: T): void;
  /** Saves now what is not saved yet; resolves with the revision that holds it, or null when it could not be saved. */
  flush(): Promise<number | null>;
  /** From now on saves follow this revision. Ends a conflict. */
  rebase(revision: number): void;
  readonly revision: () => number;
  stop(): void;
}

export interface AutosaveOptions<T> {
  readonly revision: number;
  readonly save: (value: T, revision: number) => Promise<SaveOutcome>;
  /** What is on disk now; null where that cannot be learned, its value null where there is nothing. Asked when an answer got lost with the core. */
  readonly stored: () => Promise<{ readonly value: T | null; readonly revision: number } | null>;
  readonly isSame: (a: T, b: T) => boolean;
  readonly onState: (state: SaveState) => void;
  readonly retryMs?: number;
}

const RETRY_MS = 2000;
/** DESIGN promises that every keystroke is on its way to the disk within 300 ms. */
const LONGEST_PAUSE_MS = 300;
/** A save slower than this shares the disk with others: it is followed by a pause as long as it took. */
const SLOW_SAVE_MS = 30;
const LEAST_PAUSE_MS = 50;
/** Handing over a large draft holds up the window: at most a tenth of its time may go into that. */
const HITCH_MS = 2;
const HITCH_SHARE = 10;

/**
 * Saves the latest value: the first change at once, later ones as soon as the save under way is done. One save at a
 * time, and never an older value after a newer one: what a kill can take is what was typed during one round trip.
 * A failed save is tried again; a conflict stops saving until `rebase`.
 */
export function createAutosave<T>(options: AutosaveOptions<T>): Autosave<T> {
  const retryMs = options.retryMs ?? RETRY_MS;
  let { revision } = options;
  let waiting: { readonly value: T } | null = null;
  let running: Promise<boolean> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let notBeforeMs = 0;
  let isStopped = false;
  let isConflict = false;
  let isCoreAway = false;
  let hasFailed = false;
  /** Saves whose answers got lost: each may be on disk, or not. */
  let unanswered: T[] = [];

  const next = () => {
    clearTimeout(timer);
    if (isStopped || isConflict || running || !waiting) return;
    const pauseMs = notBeforeMs - performance.now();
    if (pauseMs > 0) timer = setTimeout(next, pauseMs);
    else void run(waiting.value);
  };

  /** Resolves with whether it was saved. */
  const run = (value: T): Promise<boolean> => {
    clearTimeout(timer);
    waiting = null;
    const mine = saveOne(value).finally(() => {
      running = null;
    });
    running = mine;
    void mine.then(next);
    return mine;
  };

  const saveOne = async (value: T): Promise<boolean> => {
    const startedMs = performance.now();
    const answer = options.save(value, revision);
    const heldUpMs = performance.now() - startedMs;
    const outcome = await answer;
    if (!outcome.ok) return failed(value, outcome.error);
    notBeforeMs = performance.now() + pauseAfter(performance.now() - startedMs, heldUpMs);
    revision = outcome.revision;
    isCoreAway = false;
    hasFailed = false;
    unanswered = [];
    if (!waiting) options.onState({ kind: 'saved', savedAt: outcome.savedAt });
    return true;
  };

  const failed = async (value: T, error: Failure): Promise<boolean> => {
    // What was typed meanwhile is newer and already waits.
    waiting ??= { value };
    switch (error.code) {
      case 'host.restarted':
        unanswered.push(value);
        isCoreAway = true;
        options.onState({ kind: 'waiting' });
        // What is asked now waits for the next core, and goes out first.
        notBeforeMs = 0;
        return false;
      case 'draft.newer_elsewhere':
        if (unanswered.length > 0 && (await isMineOrUnknown())) return false;
        isConflict = true;
        options.onState({ kind: 'newer_elsewhere', error });
        return false;
      default:
        options.onState({ kind: 'not_saved', error });
        hasFailed = true;
        notBeforeMs = performance.now() + retryMs;
        return false;
    }
  };

  /** A save that was carried out, but whose answer died with the core, is no other window's. */
  const isMineOrUnknown = async (): Promise<boolean> => {
    const stored = await options.stored();
    if (!stored) {
      notBeforeMs = performance.now() + LONGEST_PAUSE_MS;
      return true;
    }
    const { value: onDisk } = stored;
    if (onDisk === null || !unanswered.some((value) => options.isSame(value, onDisk))) return false;
    revision = stored.revision;
    unanswered = [];
    return true;
  };

  return {
    changed(value) {
      waiting = { value };
      if (isConflict) return;
      options.onState({ kind: isCoreAway ? 'waiting' : 'saving' });
      next();
    },
    async flush() {
      hasFailed = false;
      while ((running || waiting) && !isConflict && !hasFailed) {
        if (running) await running;
        else if (waiting) await run(waiting.value);
      }
      return waiting || running ? null : revision;
    },
    rebase(to) {
      revision = to;
      isConflict = false;
      unanswered = [];
      notBeforeMs = 0;
      next();
    },
    revision: () => revision,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Nothing on a machine that keeps up; on one that does not, what leaves it room to breathe. */
function pauseAfter(tookMs: number, heldUpMs: number): number {
  const forDisk = tookMs > SLOW_SAVE_MS ? Math.max(LEAST_PAUSE_MS, tookMs) : 0;
  const forWindow = heldUpMs > HITCH_MS ? heldUpMs * HITCH_SHARE : 0;
  return Math.min(LONGEST_PAUSE_MS, Math.max(forDisk, forWindow));
}
