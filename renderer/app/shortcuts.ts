import { useEffect, useRef } from 'react';
import { z } from 'zod';
import type { MessageKey } from '../messages/t.ts';
import { settings } from '../state/settings.ts';
import { currentLayer } from '../ui/layers.ts';

interface Shortcut {
  readonly group: 'everywhere' | 'lists' | 'mark' | 'evidence' | 'moderate';
  readonly label: MessageKey;
  /** `mod` is ⌘ on a Mac and Ctrl elsewhere. `digit` stands for 1 to 9. */
  readonly key: string;
}

/** Every key the application listens to. What is missing here does not fire and is not in the sheet. */
export const SHORTCUTS = {
  palette: { group: 'everywhere', label: 'keys.palette', key: 'mod+k' },
  sheet: { group: 'everywhere', label: 'keys.sheet', key: '?' },
  import: { group: 'everywhere', label: 'keys.import', key: 'mod+o' },
  back: { group: 'everywhere', label: 'keys.back', key: 'alt+arrowleft' },
  'room.queue': { group: 'everywhere', label: 'keys.room.queue', key: 'mod+1' },
  'room.moderate': { group: 'everywhere', label: 'keys.room.moderate', key: 'mod+2' },
  'room.results': { group: 'everywhere', label: 'keys.room.results', key: 'mod+3' },
  'room.units': { group: 'everywhere', label: 'keys.room.units', key: 'mod+4' },
  'room.people': { group: 'everywhere', label: 'keys.room.people', key: 'mod+5' },
  'room.log': { group: 'everywhere', label: 'keys.room.log', key: 'mod+6' },
  'list.search': { group: 'lists', label: 'keys.list.search', key: '/' },

  'mark.level': { group: 'mark', label: 'keys.mark.level', key: 'digit' },
  'mark.next': { group: 'mark', label: 'keys.mark.next', key: 'j' },
  'mark.previous': { group: 'mark', label: 'keys.mark.previous', key: 'k' },
  'mark.nextUnjudged': { group: 'mark', label: 'keys.mark.nextUnjudged', key: 'n' },
  'mark.nextSubmission': { group: 'mark', label: 'keys.mark.nextSubmission', key: ']' },
  'mark.previousSubmission': { group: 'mark', label: 'keys.mark.previousSubmission', key: '[' },
  'mark.anchor': { group: 'mark', label: 'keys.mark.anchor', key: 'a' },
  'mark.comment': { group: 'mark', label: 'keys.mark.comment', key: 'c' },
  'mark.gaps': { group: 'mark', label: 'keys.mark.gaps', key: 'g' },
  'mark.pleaseCheck': { group: 'mark', label: 'keys.mark.pleaseCheck', key: 'f' },
  'mark.submit': { group: 'mark', label: 'keys.mark.submit', key: 'mod+enter' },
  'mark.undo': { group: 'mark', label: 'keys.mark.undo', key: 'mod+z' },
  'mark.redo': { group: 'mark', label: 'keys.mark.redo', key: 'mod+shift+z' },
  'evidence.next': { group: 'evidence', label: 'keys.evidence.next', key: 'e' },
  'evidence.previous': { group: 'evidence', label: 'keys.evidence.previous', key: 'shift+e' },
  'evidence.box': { group: 'evidence', label: 'keys.evidence.box', key: 'r' },
  'evidence.whole': { group: 'evidence', label: 'keys.evidence.whole', key: 'w' },
  'evidence.search': { group: 'evidence', label: 'keys.evidence.search', key: 'mod+f' },
  'evidence.zoomIn': { group: 'evidence', label: 'keys.evidence.zoomIn', key: '+' },
  'evidence.zoomOut': { group: 'evidence', label: 'keys.evidence.zoomOut', key: '-' },
  'evidence.fit': { group: 'evidence', label: 'keys.evidence.fit', key: '0' },

  'moderate.next': { group: 'moderate', label: 'keys.moderate.next', key: 'j' },
  'moderate.previous': { group: 'moderate', label: 'keys.moderate.previous', key: 'k' },
  'moderate.acceptA': { group: 'moderate', label: 'keys.moderate.acceptA', key: '1' },
  'moderate.acceptB': { group: 'moderate', label: 'keys.moderate.acceptB', key: '2' },
  'moderate.own': { group: 'moderate', label: 'keys.moderate.own', key: '3' },
  'moderate.allA': { group: 'moderate', label: 'keys.moderate.allA', key: 'alt+1' },
  'moderate.allB': { group: 'moderate', label: 'keys.moderate.allB', key: 'alt+2' },
  'moderate.record': { group: 'moderate', label: 'keys.moderate.record', key: 'mod+enter' },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;
export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as readonly ShortcutId[];

/** Called with the event and, for `digit`, the digit. */
export type ShortcutHandler = (event: KeyboardEvent, digit: number) => void;

const SETTING = 'shortcuts';
const Bindings = z.record(z.string(), z.string().max(60));

/** Keys a person chose instead of ours. */
export function readBindings(): Readonly<Record<string, string>> {
  return Bindings.safeParse(settings.getState().values[SETTING]).data ?? {};
}

export function rebind(id: ShortcutId, key: string | null): void {
  const { [id]: _old, ...others } = readBindings();
  settings.getState().set(SETTING, key === null ? others : { ...others, [id]: key });
}

export function resetBindings(): void {
  settings.getState().set(SETTING, {});
}

export function keyOf(id: ShortcutId): string {
  return readBindings()[id] ?? SHORTCUTS[id].key;
}

const SHIFTED = /^[^a-z0-9]$/;

/** The event as a key of the table: modifiers in fixed order, then the key in lower case. */
export function describeKey(event: KeyboardEvent, isMac: boolean): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const parts: string[] = [];
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('mod');
  if (isMac && event.ctrlKey) parts.push('ctrl');
  if (event.altKey) parts.push('alt');
  // `?` and `+` already say that shift was held.
  if (event.shiftKey && !SHIFTED.test(key)) parts.push('shift');
  // With alt, a Mac types another character; the physical digit is what was meant.
  const digit = event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
  parts.push(digit ?? key);
  return parts.join('+');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) {
    return !['checkbox', 'radio', 'button', 'range', 'submit'].includes(target.type);
  }
  return target instanceof HTMLSelectElement;
}

interface Listening {
  readonly id: ShortcutId;
  readonly layer: number;
  readonly handler: { readonly current: ShortcutHandler };
}

const listening: Listening[] = [];

/** Keys of one person's job keep working in a text field only when a modifier makes them unmistakable. */
function firesWhileTyping(key: string): boolean {
  return /^(mod|ctrl)\+/.test(key) && key !== 'mod+z' && key !== 'mod+shift+z';
}

export function handleKey(event: KeyboardEvent, isMac: boolean): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = describeKey(event, isMac);
  const typing = isTyping(event.target);
  for (let index = listening.length - 1; index >= 0; index -= 1) {
    const entry = listening[index];
    if (entry === undefined || entry.layer !== currentLayer()) continue;
    const key = keyOf(entry.id);
    const matches = key === 'digit' ? /^[1-9]$/.test(pressed) : key === pressed;
    if (!matches || (typing && !firesWhileTyping(key))) continue;
    event.preventDefault();
    entry.handler.current(event, Number(pressed));
    return;
  }
}

/** Starts listening. Returns how to stop. */
export function followKeys(isMac: boolean): () => void {
  const listener = (event: KeyboardEvent) => handleKey(event, isMac);
  addEventListener('keydown', listener);
  return () => removeEventListener('keydown', listener);
}

/** Runs `handler` on that shortcut while the component is on screen; the last one on screen wins. */
export function useShortcut(id: ShortcutId, handler: ShortcutHandler, isEnabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!isEnabled) return;
    const entry: Listening = { id, layer: currentLayer(), handler: latest };
    listening.push(entry);
    return () => {
      listening.splice(listening.indexOf(entry), 1);
    };
  }, [id, isEnabled]);
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
  const parts =
    key === '+' ? ['+'] : key.endsWith('++') ? [...key.slice(0, -2).split('+'), '+'] : key.split('+');
  return parts.map((part) => NAMES[part]?.[isMac ? 0 : 1] ?? (part.length === 1 ? part.toUpperCase() : part));
}
