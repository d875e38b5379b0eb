import { SHORTCUTS, type ShortcutId } from './shortcuts.ts';

/** Marking and moderating never happen at once, so they may share keys; what works everywhere may not. */
export function collide(a: ShortcutId, b: ShortcutId): boolean {
  const [one, two] = [SHORTCUTS[a].group, SHORTCUTS[b].group];
  if (one === two || one === 'everywhere' || two === 'everywhere') return true;
  const isBeside = [one, two].some((group) => group === 'evidence' || group === 'media');
  return isBeside && !([one, two] as string[]).includes('lists');
}
