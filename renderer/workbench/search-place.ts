import type { Snippet } from '../../src/api/shapes.ts';
import type { AnchorTarget } from '../../src/domain/anchor.ts';
import type { EvidencePlace } from '../../src/domain/evidence-place.ts';
import { t } from '../messages/t.ts';
import type { Destination } from '../viewers/viewer-props.ts';

/** Where to go for something that was found: its page, sheet or line, and the words to look for there. */
export function destinationOf(place: EvidencePlace, snippet: Snippet): Destination {
  const [words] = snippet
    .filter(({ isFound }) => isFound)
    .map(({ text }) => text)
    .sort((a, b) => b.length - a.length);
  return { target: targetOf(place, words ?? ''), find: words };
}

function targetOf(place: EvidencePlace, words: string): AnchorTarget {
  switch (place.kind) {
    case 'page':
    case 'slide': {
      const page = place.kind === 'page' ? place.page : place.slide;
      return { kind: 'page', page, rects: [{ x: 0, y: 0, width: 0, height: 0 }], quote: null };
    }
    case 'sheet':
      return { kind: 'cells', sheet: place.sheet, range: 'A1', quote: null };
    case 'lines':
      return { kind: 'lines', from: place.from, to: place.to, quote: null };
    case 'cell':
      return {
        kind: 'text',
        part: t('notebook.cell', { n: place.cell }),
        start: 0,
        end: 0,
        quote: words,
        before: '',
        after: '',
      };
    case 'whole':
      return { kind: 'whole' };
  }
}
