import { useEffect, useRef } from 'react';
import { z } from 'zod';
import type { MessageKey } from '../messages/t.ts';
import { settings } from '../state/settings.ts';
import { currentLayer } from '../ui/layers.ts';
import { describeKey, digitPressed, firesWhileTyping, type KeyPress } from './key-names.ts';

interface Shortcut {
  readonly group: 'everywhere' | 'lists' | 'mark' | 'evidence' | 'media' | 'moderate';
  readonly label: MessageKey;
  /** `mod` is ⌘ on a Mac and Ctrl elsewhere. `digit` stands for 1 to 9, wherever the layout puts their characters. */
  readonly key: string;
}

/** Every key the application listens to. What is missing here does not fire and is not in the sheet. */
export const SHORTCUTS = {
  palette: { group: 'everywhere', label: 'keys.palette', key: 'mod+k' },
  sheet: { group: 'everywhere', label: 'keys.sheet', key: '?' },
  import: { group: 'everywhere', label: 'keys.import', key: 'mod+o' },
  send: { group: 'everywhere', label: 'keys.send', key: 'mod+shift+e' },
  back: { group: 'everywhere', label: 'keys.back', key: 'alt+arrowleft' },
  'room.queue': { group: 'everywhere', label: 'keys.room.queue', key: 'mod+1' },
  'room.moderate': { group: 'everywhere', label: 'keys.room.moderate', key: 'mod+2' },
  'room.results': { group: 'everywhere', label: 'keys.room.results', key: 'mod+3' },
  'room.units': { group: 'everywhere', label: 'keys.room.units', key: 'mod+4' },
  'room.people': { group: 'everywhere', label: 'keys.room.people', key: 'mod+5' },
  'room.log': { group: 'everywhere', label: 'keys.room.log', key: 'mod+6' },
  'room.resolve': { group: 'everywhere', label: 'keys.room.resolve', key: 'mod+7' },
  'list.search': { group: 'lists', label: 'keys.list.search', key: '/' },
  'list.group': { group: 'lists', label: 'keys.list.group', key: 'g' },
  'list.saveFilter': { group: 'lists', label: 'keys.list.saveFilter', key: 's' },

  'mark.level': { group: 'mark', label: 'keys.mark.level', key: 'digit' },
  'mark.criterion': { group: 'mark', label: 'keys.mark.criterion', key: 'shift+digit' },
  'mark.next': { group: 'mark', label: 'keys.mark.next', key: 'j' },
  'mark.previous': { group: 'mark', label: 'keys.mark.previous', key: 'k' },
  'mark.nextUnjudged': { group: 'mark', label: 'keys.mark.nextUnjudged', key: 'n' },
  'mark.nextSubmission': { group: 'mark', label: 'keys.mark.nextSubmission', key: ']' },
  'mark.previousSubmission': { group: 'mark', label: 'keys.mark.previousSubmission', key: '[' },
  'mark.anchor': { group: 'mark', label: 'keys.mark.anchor', key: 'a' },
  'mark.anchorTo': { group: 'mark', label: 'keys.mark.anchorTo', key: 'shift+a' },
  'mark.dropChoice': { group: 'mark', label: 'keys.mark.dropChoice', key: 'escape' },
  'mark.comment': { group: 'mark', label: 'keys.mark.comment', key: 'c' },
  'mark.bank': { group: 'mark', label: 'keys.mark.bank', key: '/' },
  'mark.keepComment': { group: 'mark', label: 'keys.mark.keepComment', key: 'mod+shift+s' },
  'mark.gaps': { group: 'mark', label: 'keys.mark.gaps', key: 'g' },
  'mark.nextGap': { group: 'mark', label: 'keys.mark.nextGap', key: 'shift+g' },
  'mark.plan': { group: 'mark', label: 'keys.mark.plan', key: 'p' },
  'mark.changes': { group: 'mark', label: 'keys.mark.changes', key: 'h' },
  'mark.pleaseCheck': { group: 'mark', label: 'keys.mark.pleaseCheck', key: 'f' },
  'mark.submit': { group: 'mark', label: 'keys.mark.submit', key: 'mod+enter' },
  'mark.undo': { group: 'mark', label: 'keys.mark.undo', key: 'mod+z' },
  'mark.redo': { group: 'mark', label: 'keys.mark.redo', key: 'mod+shift+z' },
  'evidence.next': { group: 'evidence', label: 'keys.evidence.next', key: 'e' },
  'evidence.previous': { group: 'evidence', label: 'keys.evidence.previous', key: 'shift+e' },
  'evidence.window': { group: 'evidence', label: 'keys.evidence.window', key: 'shift+o' },
  'evidence.box': { group: 'evidence', label: 'keys.evidence.box', key: 'r' },
  'evidence.whole': { group: 'evidence', label: 'keys.evidence.whole', key: 'w' },
  'evidence.search': { group: 'evidence', label: 'keys.evidence.search', key: 'mod+f' },
  'evidence.searchAll': { group: 'evidence', label: 'keys.evidence.searchAll', key: 'mod+shift+f' },
  'evidence.zoomIn': { group: 'evidence', label: 'keys.evidence.zoomIn', key: '+' },
  'evidence.zoomOut': { group: 'evidence', label: 'keys.evidence.zoomOut', key: '-' },
  'evidence.fit': { group: 'evidence', label: 'keys.evidence.fit', key: '0' },
  'evidence.actualSize': { group: 'evidence', label: 'keys.evidence.actualSize', key: '=' },
  'evidence.rotate': { group: 'evidence', label: 'keys.evidence.rotate', key: 'shift+r' },
  'evidence.spread': { group: 'evidence', label: 'keys.evidence.spread', key: 'd' },
  'evidence.panel': { group: 'evidence', label: 'keys.evidence.panel', key: 't' },
  'evidence.goToPage': { group: 'evidence', label: 'keys.evidence.goToPage', key: 'shift+p' },

  'media.play': { group: 'media', label: 'keys.media.play', key: 'space' },
  'media.stepBack': { group: 'media', label: 'keys.media.stepBack', key: ',' },
  'media.stepForward': { group: 'media', label: 'keys.media.stepForward', key: '.' },
  'media.slower': { group: 'media', label: 'keys.media.slower', key: '<' },
  'media.faster': { group: 'media', label: 'keys.media.faster', key: '>' },
  'media.start': { group: 'media', label: 'keys.media.start', key: 'i' },
  'media.end': { group: 'media', label: 'keys.media.end', key: 'o' },
  'media.loop': { group: 'media', label: 'keys.media.loop', key: 'l' },
  'media.captions': { group: 'media', label: 'keys.media.captions', key: 's' },
  'media.transcript': { group: 'media', label: 'keys.media.transcript', key: 't' },

  'moderate.next': { group: 'moderate', label: 'keys.moderate.next', key: 'j' },
  'moderate.previous': { group: 'moderate', label: 'keys.moderate.previous', key: 'k' },
  'moderate.acceptA': { group: 'moderate', label: 'keys.moderate.acceptA', key: '1' },
  'moderate.acceptB': { group: 'moderate', label: 'keys.moderate.acceptB', key: '2' },
  'moderate.own': { group: 'moderate', label: 'keys.moderate.own', key: '3' },
  'moderate.allA': { group: 'moderate', label: 'keys.moderate.allA', key: 'alt+1' },
  'moderate.allB': { group: 'moderate', label: 'keys.moderate.allB', key: 'alt+2' },
  'moderate.refer': { group: 'moderate', label: 'keys.moderate.refer', key: 'alt+a' },
  'moderate.record': { group: 'moderate', label: 'keys.moderate.record', key: 'mod+enter' },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;
export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as readonly ShortcutId[];

/** Called with the event and, for `digit`, the digit. `false` says that the key means nothing here: the next may have it. */
export type ShortcutHandler = (event: KeyboardEvent, digit: number) => unknown;

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

/** What signs, by whatever key a person chose for it. */
const SIGNING: readonly ShortcutId[] = ['mark.submit', 'moderate.record'];

export function isSigningKey(press: KeyPress, isMac: boolean): boolean {
  const pressed = describeKey(press, isMac);
  const digit = digitPressed(press);
  const row = digit && (digit.isShifted ? 'shift+digit' : 'digit');
  return SIGNING.some((id) => keyOf(id) === pressed || keyOf(id) === row);
}

/** In a field for numbers a letter is no typing: it keeps its meaning, and the field keeps its number. */
const NO_PART_OF_A_NUMBER = /^[a-z[\]]$/;

function isTyping(target: EventTarget | null, pressed: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) {
    if (target.inputMode === 'decimal' && NO_PART_OF_A_NUMBER.test(pressed)) return false;
    return !['checkbox', 'radio', 'button', 'range', 'submit'].includes(target.type);
  }
  return target instanceof HTMLSelectElement;
}

interface Listening {
  readonly id: ShortcutId;
  readonly handler: { readonly current: ShortcutHandler };
}

const listening: Listening[] = [];

export function handleKey(event: KeyboardEvent, isMac: boolean): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = describeKey(event, isMac);
  const typing = isTyping(event.target, pressed);
  const digit = digitPressed(event);
  const row = digit && (digit.isShifted ? 'shift+digit' : 'digit');
  // Shortcuts are of rooms: under a dialog they are silent, even where the room came on screen after it.
  if (currentLayer() > 0) return;
  // Newest first; a digit by its place comes before the character that a layout puts there.
  const here = [...listening].reverse();
  const byPlace = here.filter((entry) => keyOf(entry.id) === row);
  const byCharacter = here.filter((entry) => keyOf(entry.id) === pressed);
  for (const entry of [...byPlace, ...byCharacter]) {
    if (typing && !firesWhileTyping(keyOf(entry.id))) continue;
    if (entry.handler.current(event, digit?.digit ?? Number.NaN) === false) continue;
    event.preventDefault();
    return;
  }
}

/** In the evidence window: whether a key that nothing there took is a shortcut, which the main window then gets. */
export function forwardsKey(event: KeyboardEvent, isMac: boolean): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const pressed = describeKey(event, isMac);
  const digit = digitPressed(event);
  const row = digit && (digit.isShifted ? 'shift+digit' : 'digit');
  if (isTyping(event.target, pressed) && !firesWhileTyping(pressed)) return false;
  return SHORTCUT_IDS.some((id) => keyOf(id) === pressed || keyOf(id) === row);
}

/** What the room below the open panel listens to: each of its shortcuts once, with what it does. */
export function shortcutsBelow(): readonly { readonly id: ShortcutId; readonly run: () => void }[] {
  return [...new Set(listening.map((entry) => entry.id))].flatMap((id) => {
    const handler = listening.findLast((entry) => entry.id === id)?.handler;
    // A digit alone says nothing without the number.
    if (!handler || keyOf(id).endsWith('digit')) return [];
    return [{ id, run: () => void handler.current(new KeyboardEvent('keydown'), Number.NaN) }];
  });
}

/** Starts listening. Returns how to stop. */
export function followKeys(isMac: boolean): () => void {
  const listener = (event: KeyboardEvent) => handleKey(event, isMac);
  // A button takes Enter as its own, with Ctrl or without, and tells nobody: what signs comes first.
  const first = (event: KeyboardEvent) => {
    const isOnButton = event.target instanceof Element && event.target.closest('button, [role="button"], a');
    if (!isOnButton || !isSigningKey(event, isMac) || !describeKey(event, isMac).startsWith('mod+')) return;
    listener(event);
    if (event.defaultPrevented) event.stopPropagation();
  };
  addEventListener('keydown', first, { capture: true });
  addEventListener('keydown', listener);
  return () => {
    removeEventListener('keydown', first, { capture: true });
    removeEventListener('keydown', listener);
  };
}

/** Runs `handler` on that shortcut while the component is on screen; the last one on screen wins. */
export function useShortcut(id: ShortcutId, handler: ShortcutHandler, isEnabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!isEnabled) return;
    const entry: Listening = { id, handler: latest };
    listening.push(entry);
    return () => {
      listening.splice(listening.indexOf(entry), 1);
    };
  }, [id, isEnabled]);
}
