/** What a key event says; a DOM `KeyboardEvent` is one. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const SHIFTED = /^[^a-z0-9]$/;

/**
 * The digit 1 to 9 that was pressed, by where it lies, so that the row of digits means the same on every layout:
 * a French keyboard types `&` there, and with shift the digit. Null with any other modifier.
 */
export function digitPressed(
  press: KeyPress,
): { readonly digit: number; readonly isShifted: boolean } | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
  if (digit !== undefined) return { digit: Number(digit), isShifted: press.shiftKey };
  // The number pad, which is End and arrows without its lock.
  return !press.shiftKey && /^[1-9]$/.test(press.key) ? { digit: Number(press.key), isShifted: false } : null;
}

/** The press as a key of the shortcut table: modifiers in fixed order, then the key in lower case. */
export function describeKey(press: KeyPress, isMac: boolean): string {
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  const parts: string[] = [];
  if (isMac ? press.metaKey : press.ctrlKey) parts.push('mod');
  if (isMac && press.ctrlKey) parts.push('ctrl');
  if (press.altKey) parts.push('alt');
  // `?` and `+` already say that shift was held.
  if (press.shiftKey && !SHIFTED.test(key)) parts.push('shift');
  // With alt, a Mac types another character; the physical digit is what was meant.
  const digit = press.altKey ? /^Digit(\d)$/.exec(press.code)?.[1] : undefined;
  parts.push(digit ?? key);
  return parts.join('+');
}

/** While typing, a key fires only when a modifier makes it unmistakable; undo and redo belong to the text then. */
export function firesWhileTyping(key: string): boolean {
  return /^(mod|ctrl)\+/.test(key) && key !== 'mod+z' && key !== 'mod+shift+z';
}

const NAMES: Readonly<Record<string, readonly [mac: string, other: string]>> = {
  mod: ['⌘', 'Ctrl'],
  ctrl: ['⌃', 'Ctrl'],
  alt: ['⌥', 'Alt'],
  shift: ['⇧', 'Shift'],
  enter: ['↵', '↵'],
  arrowleft: ['←', '←'],
  arrowright: ['→', '→'],
  arrowup: ['↑', '↑'],
  arrowdown: ['↓', '↓'],
  escape: ['Esc', 'Esc'],
  space: ['Space', 'Space'],
};

/** The parts of a key as printed on the keyboard: `['⌘', 'K']`. */
export function keyCaps(key: string, isMac: boolean): readonly string[] {
  if (key === 'digit') return ['1', '…', '9'];
  if (key === 'shift+digit') return [isMac ? '⇧' : 'Shift', '1', '…', '9'];
  const parts =
    key === '+' ? ['+'] : key.endsWith('++') ? [...key.slice(0, -2).split('+'), '+'] : key.split('+');
  return parts.map((part) => NAMES[part]?.[isMac ? 0 : 1] ?? (part.length === 1 ? part.toUpperCase() : part));
}
