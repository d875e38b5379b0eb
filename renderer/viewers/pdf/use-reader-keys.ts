import type { KeyboardEvent } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';
import { type Rotation, toRotation } from './page-geometry.ts';
import { type Spread, stepZoom } from './page-layout.ts';
import type { PageScroll } from './use-page-scroll.ts';

interface ReaderActions {
  readonly search: () => void;
  readonly panel: () => void;
  readonly goToPage: () => void;
}

const NEXT_SPREAD: Readonly<Record<Spread, Spread>> = { one: 'two', two: 'cover', cover: 'one' };

export function turnRight(turn: Rotation): Rotation {
  return toRotation(turn + 90);
}

/** The reader's keys. Returns those that count only while the pages have the focus, where they scroll anyway. */
export function useReaderKeys(scroll: PageScroll, actions: ReaderActions): (event: KeyboardEvent) => void {
  useShortcut('evidence.search', actions.search);
  useShortcut('evidence.zoomIn', () => scroll.setZoom(stepZoom(scroll.factor, true)));
  useShortcut('evidence.zoomOut', () => scroll.setZoom(stepZoom(scroll.factor, false)));
  useShortcut('evidence.fit', () => scroll.setZoom(scroll.zoom === 'width' ? 'page' : 'width'));
  useShortcut('evidence.actualSize', () => scroll.setZoom(1));
  useShortcut('evidence.rotate', () => scroll.setTurn(turnRight(scroll.turn)));
  useShortcut('evidence.spread', () => scroll.setSpread(NEXT_SPREAD[scroll.spread]));
  useShortcut('evidence.panel', actions.panel);
  useShortcut('evidence.goToPage', actions.goToPage);
  return (event) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const isWhole = scroll.zoom === 'page';
    switch (event.key) {
      case 'Home':
        scroll.scrollTo(1, -1);
        break;
      case 'End':
        scroll.scrollTo(scroll.layout.count, 2);
        break;
      case 'PageDown':
      case 'PageUp':
        // A page that fits the window is left as a whole; within a larger one the browser scrolls.
        if (!isWhole) return;
        scroll.stepRow(event.key === 'PageDown' ? 1 : -1);
        break;
      case 'ArrowRight':
      case 'ArrowLeft':
        if (!isWhole) return;
        scroll.stepRow(event.key === 'ArrowRight' ? 1 : -1);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
}
