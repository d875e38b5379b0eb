import { isSigningKey } from '../../app/shortcuts.ts';
import type { FromFrame } from '../../reader/protocol.ts';

type KeyMessage = Extract<FromFrame, { kind: 'key' }>;

/** Enter, or the key chosen instead, signs: evidence that took its frame over must not press it for anybody. */
const isSigning = (press: KeyMessage) =>
  press.key === 'Enter' || isSigningKey(press, window.assay.platform === 'darwin');

/** The window hears from the browser that somebody acted in a frame, which may take longer than the frame's own word. */
const SETTLE_MS = 300;

/** The keyboard is in that frame and a person has just acted, which the browser knows and the frame cannot make up. */
function isActedIn(frame: HTMLIFrameElement): boolean {
  return document.activeElement === frame && navigator.userActivation.isActive;
}

/** Does what a press of the mouse inside `frame` asks for, if there was one. */
export function actForFrame(frame: HTMLIFrameElement, act: () => void): void {
  if (isActedIn(frame)) act();
  else setTimeout(() => isActedIn(frame) && act(), SETTLE_MS);
}

/**
 * Presses a key in the application that was pressed inside `frame`, if somebody acted there; and never a key that signs:
 * that one takes the keyboard out of the frame, where the next press counts.
 */
export function pressForFrame(frame: HTMLIFrameElement, press: KeyMessage): void {
  if (!isActedIn(frame)) return;
  const signs = isSigning(press);
  if (signs || press.key === 'Escape') frame.blur();
  if (signs) return;
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
