import type { AnchorTarget } from '../../src/domain/anchor.ts';
import type { Located, OwnPlaces } from './reader-page.ts';
import { type DocumentText, rangesOfTarget, readText, targetsOfRange } from './text-anchors.ts';

/** Between selections, places and the page: the reader's own way first, then the words of the text. */
export interface Places {
  own: OwnPlaces | null;
  targetsOf(range: Range): readonly AnchorTarget[] | null;
  locate(target: AnchorTarget): Located | null;
  text(): DocumentText;
  /** The document changed: what was known of its words no longer holds. */
  forget(): void;
}

export function placesIn(root: HTMLElement): Places {
  let known: DocumentText | null = null;
  const places: Places = {
    own: null,
    text: () => {
      known ??= readText(root);
      return known;
    },
    forget: () => {
      known = null;
    },
    targetsOf(range) {
      if (!range.intersectsNode(root)) return null;
      return places.own?.targetsOf(range) ?? targetsOfRange(range, places.text());
    },
    locate(target) {
      const own = places.own?.locate(target);
      if (own) return own;
      if (target.kind !== 'text') return null;
      const ranges = rangesOfTarget(target, places.text());
      return ranges === null ? null : { kind: 'words', ranges };
    },
  };
  return places;
}
