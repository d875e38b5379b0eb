import type { DocumentText } from './text-anchors.ts';
import { rangesOfSpan } from './text-anchors.ts';

/** Finding words in the document. */
export interface Finding {
  find(text: string): void;
  step(by: 1 | -1): void;
  /** The document changed: looks again. */
  again(): void;
}

const MAX_FOUND = 5_000;
const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** `tell` hears how many there are and which one is shown, from 1; 0 where none is. */
export function findingIn(text: () => DocumentText, tell: (count: number, at: number) => void): Finding {
  let sought = '';
  let found: readonly (readonly Range[])[] = [];
  let at = 0;

  const show = () => {
    CSS.highlights.set('found', new Highlight(...found.flat()));
    const here = found[at] ?? [];
    CSS.highlights.set('foundHere', new Highlight(...here));
    here[0]?.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
    tell(found.length, found.length === 0 ? 0 : at + 1);
  };
  const look = () => {
    found = sought === '' ? [] : occurrences(sought, text());
    at = Math.min(at, Math.max(0, found.length - 1));
  };
  return {
    find(words) {
      sought = words.trim();
      at = 0;
      look();
      show();
    },
    step(by) {
      if (found.length === 0) return;
      at = (at + by + found.length) % found.length;
      show();
    },
    again() {
      if (sought === '') return;
      look();
      show();
    },
  };
}

function occurrences(words: string, document: DocumentText): Range[][] {
  // Any blank fits any run of blanks: lines are broken elsewhere in the source than on screen.
  const pattern = new RegExp(words.replace(SPECIAL, '\\$&').replace(/\s+/g, '\\s+'), 'giu');
  const found: Range[][] = [];
  for (const part of document.parts.values()) {
    for (const match of part.text.matchAll(pattern)) {
      if (found.length >= MAX_FOUND) return found;
      found.push(rangesOfSpan(part, match.index, match.index + match[0].length, document));
    }
  }
  return found;
}
