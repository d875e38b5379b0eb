import type { FromFrame } from '../../reader/protocol.ts';

type KeyMessage = Extract<FromFrame, { kind: 'key' }>;

/** Keys that sign or hand in: evidence that took its frame over must not press them for anybody. */
const SIGNING = new Set(['Enter']);

/**
 * Presses a key in the application that was pressed inside `frame`. Only while the keyboard is in that frame and a
 * person has just acted, which the browser knows and the frame cannot make up; and never a key that signs: that one
 * takes the keyboard out of the frame, where the next press counts.
 */
export function pressForFrame(frame: HTMLIFrameElement, press: KeyMessage): void {
  if (document.activeElement !== frame || !navigator.userActivation.isActive) return;
  if (SIGNING.has(press.key) || press.key === 'Escape') frame.blur();
  if (SIGNING.has(press.key)) return;
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = press;
  frame.dispatchEvent(
    new KeyboardEvent('keydown', {
      key,
      code,
      ctrlKey,
      metaKey,
      altKey,
      shiftKey,
      bubbles: true,
      cancelable: true,
    }),
  );
}
