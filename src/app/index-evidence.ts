import { readerFor } from '../evidence/text/extract-text.ts';
import type { TextExtractor } from '../evidence/text/text-extractor.ts';
import { EXTRACTOR_VERSION, type TextPart } from '../evidence/text/text-types.ts';
import type { Workspace } from './workspace.ts';

/** How far reading evidence for search has come. `unreadable` is part of `done`. */
export interface ReadingProgress {
  readonly total: number;
  readonly done: number;
  readonly unreadable: number;
}

export interface ReadingOptions {
  readonly signal: AbortSignal;
  /** Resolves when the host has nothing better to do; called between any two small pieces of work. */
  readonly pause: () => Promise<void>;
  readonly progress?: (progress: ReadingProgress) => void;
}

const SUBMISSIONS_AT_ONCE = 50;
const COMMENTS_AT_ONCE = 2000;
/** What is indexed in one transaction takes a few milliseconds. */
const CHARS_AT_ONCE = 40_000;
const PARTS_AT_ONCE = 50;

/**
 * Reads the words of all evidence and comments that have not been read, so that they can be searched. Whatever is
 * killed on the way goes on where it was: an artifact counts as read only with its last part. Gives whether anything
 * was read. An artifact that cannot be read is marked so, and not tried again until readers learn more.
 */
export async function indexEvidence(
  workspace: Workspace,
  extractor: TextExtractor,
  { signal, pause, progress }: ReadingOptions,
): Promise<boolean> {
  const { evidence, commentTexts } = workspace.store;
  const goesOn = async () => {
    await pause();
    return !signal.aborted;
  };
  let hasRead = false;
  if (!(await goesOn())) return false;
  evidence.retry(EXTRACTOR_VERSION);
  while (evidence.link(SUBMISSIONS_AT_ONCE, (mediaType) => readerFor(mediaType) !== null))
    if (!(await goesOn())) return hasRead;
  while (commentTexts.catchUp(COMMENTS_AT_ONCE)) if (!(await goesOn())) return hasRead;
  let waiting = evidence.nextWaiting(0);
  while (waiting) {
    progress?.(evidence.progress());
    if (!(await goesOn())) return hasRead;
    const { number, hash, mediaType } = waiting;
    const extraction = await extractor.extract(workspace.vault.pathOf(hash), mediaType, signal);
    if (extraction === 'aborted' || !(await goesOn())) return hasRead;
    // What is missing from the vault may come back with its bundle: it stays waiting.
    if (extraction.ok || extraction.why !== 'missing') {
      while (evidence.clear(number, PARTS_AT_ONCE)) if (!(await goesOn())) return hasRead;
      let from = 0;
      for (const parts of extraction.ok ? inSlices(extraction.text.parts) : []) {
        evidence.add(number, from, parts);
        from += parts.length;
        if (!(await goesOn())) return hasRead;
      }
      if (extraction.ok)
        evidence.finish(number, extraction.text.isWhole ? 'read' : 'in_part', null, EXTRACTOR_VERSION);
      else if (extraction.why === 'no_text') evidence.finish(number, 'no_text', null, EXTRACTOR_VERSION);
      else evidence.finish(number, 'unreadable', extraction.why, EXTRACTOR_VERSION);
      hasRead = true;
    }
    waiting = evidence.nextWaiting(number);
  }
  progress?.(evidence.progress());
  return hasRead;
}

function* inSlices(parts: readonly TextPart[]): Generator<readonly TextPart[]> {
  let slice: TextPart[] = [];
  let chars = 0;
  for (const part of parts) {
    slice.push(part);
    chars += part.text.length;
    if (chars < CHARS_AT_ONCE && slice.length < PARTS_AT_ONCE) continue;
    yield slice;
    slice = [];
    chars = 0;
  }
  if (slice.length > 0) yield slice;
}
