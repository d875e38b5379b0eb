import {
  LIMITS,
  type OwnPlaces,
  type ReaderOutlineEntry,
  type ReaderPage,
} from '../../../../renderer/reader/reader-page.ts';
import { readText } from '../../../../renderer/reader/text-anchors.ts';
import type { AnchorTarget } from '../../../../src/domain/anchor.ts';

/** A page to read on, and what was told of it. Markup goes in as it is: cleaning it has tests of its own. */
export interface WatchedPage extends ReaderPage {
  readonly told: {
    readonly blocked: Map<string, number>;
    readonly notShown: Map<string, number>;
    outline: readonly ReaderOutlineEntry[];
    chosen: readonly AnchorTarget[] | null;
    places: OwnPlaces | null;
  };
  /** The words of a part, `null` being the text itself. */
  wordsOf(part: string | null): string;
}

export function aReaderPage(): WatchedPage {
  const root = document.createElement('main');
  document.body.replaceChildren(root);
  const told: WatchedPage['told'] = {
    blocked: new Map(),
    notShown: new Map(),
    outline: [],
    chosen: null,
    places: null,
  };
  const count = (counts: Map<string, number>, what: string, by: number) =>
    counts.set(what, (counts.get(what) ?? 0) + by);
  return {
    root,
    name: 'file',
    language: 'en-GB',
    putMarkup(into, markup) {
      if (typeof markup === 'string') into.insertAdjacentHTML('beforeend', markup);
      else into.append(markup);
    },
    pictureUrl: (_bytes, mediaType) => `blob:${mediaType}`,
    addStyle: () => undefined,
    blocked: (what, by = 1) => count(told.blocked, what, by),
    notShown: (what, by = 1) => count(told.notShown, what, by),
    outline(entries) {
      told.outline = entries;
    },
    places(places) {
      told.places = places;
    },
    choose(targets) {
      told.chosen = targets;
    },
    working: () => undefined,
    changed: () => undefined,
    signal: new AbortController().signal,
    limits: LIMITS,
    told,
    wordsOf: (part) => readText(root).parts.get(part)?.text ?? '',
  };
}

/** What jsdom lacks and readers use for looks only. */
export function standInForLayout(): void {
  globalThis.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  URL.createObjectURL = () => 'blob:picture';
}
