import type { AnchorTarget } from '../../src/domain/anchor.ts';
import { around } from './marks.ts';
import type { FromFrame } from './protocol.ts';

/** Selections become places, told when the hand comes to rest. */
export function choosingIn(
  tell: (message: FromFrame) => void,
  targetsOf: (range: Range) => readonly AnchorTarget[] | null,
) {
  let chosen: Element | Range | null = null;
  let isPressed = false;
  let isMoving = false;

  const choose = (targets: readonly AnchorTarget[] | null, what?: Element | Range) => {
    if (targets === null && chosen === null) return;
    chosen = targets === null ? null : (what ?? document.body);
    tell({ kind: 'chosen', targets: targets === null ? null : [...targets], rect: chosen && around(chosen) });
  };
  const settle = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
      if (chosen instanceof Range) choose(null);
      return;
    }
    const range = selection.getRangeAt(0);
    choose(targetsOf(range), range.cloneRange());
  };
  const moved = () => {
    if (chosen === null || isMoving) return;
    isMoving = true;
    requestAnimationFrame(() => {
      isMoving = false;
      if (chosen !== null) tell({ kind: 'moved', rect: around(chosen) });
    });
  };
  document.addEventListener('pointerdown', () => {
    isPressed = true;
  });
  addEventListener('pointerup', () => {
    isPressed = false;
    // The click that ends a selection empties it after this event.
    setTimeout(settle);
  });
  document.addEventListener('selectionchange', () => {
    if (!isPressed) settle();
  });
  addEventListener('scroll', moved, { capture: true, passive: true });
  return {
    choose,
    moved,
    drop() {
      chosen = null;
      document.getSelection()?.removeAllRanges();
    },
  };
}
