import type { AnchorTarget } from '../../src/domain/anchor.ts';
import type { DocumentText } from './text-anchors.ts';
import { rangesOfSpan } from './text-anchors.ts';

/** Finding words in the document. */
export interface Finding {
  /** Where a `part` is named and says them, the first place there is shown first. */
  find(text: string, part: string | null): void;
  step(by: 1 | -1): void;
  /** The document changed: looks again. */
  again(): void;
}

const MAX_FOUND = 5_000;
const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** How a reader finds words that are not on the page yet. */
export interface OwnFinding {
  /** `null` where the words on the page are to be searched. */
  find(words: RegExp, most: number, isWanted: () => boolean): Promise<readonly AnchorTarget[]> | null;
  goTo(target: AnchorTarget): void;
}

/** `tell` hears how many there are and which one is shown, from 1; 0 where none is. */
export function findingIn(
  text: () => DocumentText,
  tell: (count: number, at: number) => void,
  own: OwnFinding,
): Finding {
  let sought = '';
  let turn = 0;
  /** Where the reader finds words by itself. */
  let places: readonly AnchorTarget[] | null = null;
  let found: readonly Occurrence[] = [];
  let at = 0;

  const show = () => {
    CSS.highlights.set('found', new Highlight(...found.flatMap(({ ranges }) => ranges)));
    const here = found[at]?.ranges ?? [];
    CSS.highlights.set('foundHere', new Highlight(...here));
    here[0]?.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
    tell(found.length, found.length === 0 ? 0 : at + 1);
  };
  const showPlace = () => {
    const place = places?.[at];
    if (place) own.goTo(place);
    tell(places?.length ?? 0, place ? at + 1 : 0);
  };
  const look = () => {
    found = sought === '' ? [] : occurrences(sought, text());
    at = Math.min(at, Math.max(0, found.length - 1));
  };
  return {
    find(words, part) {
      sought = words.trim();
      at = 0;
      turn += 1;
      const mine = turn;
      const looking = sought === '' ? null : own.find(patternOf(sought), MAX_FOUND, () => mine === turn);
      if (looking !== null) {
        places = [];
        void looking.then((some) => {
          if (mine !== turn) return;
          places = some;
          at = firstIn(
            part,
            some.map((place) => (place.kind === 'cells' ? place.sheet : null)),
          );
          showPlace();
        });
        return;
      }
      places = null;
      look();
      at = firstIn(
        part,
        found.map((one) => one.part),
      );
      show();
    },
    step(by) {
      if (places !== null) {
        if (places.length === 0) return;
        at = (at + by + places.length) % places.length;
        return showPlace();
      }
      if (found.length === 0) return;
      at = (at + by + found.length) % found.length;
      show();
    },
    again() {
      if (sought === '' || places !== null) return;
      look();
      show();
    },
  };
}

/** The first of places that lies in that part, or in one that belongs to it, such as the notes of a slide. */
function firstIn(part: string | null, parts: readonly (string | null)[]): number {
  if (part === null) return 0;
  const there = parts.indexOf(part);
  const beside = parts.findIndex((name) => name?.startsWith(`${part} `));
  return Math.max(0, there >= 0 ? there : beside);
}

interface Occurrence {
  readonly part: string | null;
  readonly ranges: readonly Range[];
}

function patternOf(words: string): RegExp {
  // Any blank fits any run of blanks: lines are broken elsewhere in the source than on screen.
  return new RegExp(words.replace(SPECIAL, '\\$&').replace(/\s+/g, '\\s+'), 'giu');
}

function occurrences(words: string, document: DocumentText): Occurrence[] {
  const pattern = patternOf(words);
  const found: Occurrence[] = [];
  for (const part of document.parts.values()) {
    for (const match of part.text.matchAll(pattern)) {
      if (found.length >= MAX_FOUND) return found;
      found.push({
        part: part.name,
        ranges: rangesOfSpan(part, match.index, match.index + match[0].length),
      });
    }
  }
  return found;
}
