import { useStore } from 'zustand';
import { settings } from '../state/settings.ts';
import { Kbd } from '../ui/kbd.tsx';
import { keyCaps } from './key-names.ts';
import { keyOf, type ShortcutId } from './shortcuts.ts';

const isMac = () => window.assay.platform === 'darwin';

/** The caps of a shortcut as it is bound now. */
export function useShortcutCaps(id: ShortcutId): readonly string[] {
  useStore(settings, (state) => state.values.shortcuts);
  return keyCaps(keyOf(id), isMac());
}

export function ShortcutKeys({ id }: { readonly id: ShortcutId }) {
  return <Kbd keys={useShortcutCaps(id)} />;
}
