import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type Panel = 'palette' | 'keys' | 'backups';

const store = createStore<{ open: Panel | null }>()(() => ({ open: null }));

/** What may lie above the room: the palette, the sheet of keys, or the list of backups. */
export const panels = {
  open: (panel: Panel) => store.setState({ open: panel }),
  close: () => store.setState({ open: null }),
};

export function usePanel(): Panel | null {
  return useStore(store, (state) => state.open);
}
