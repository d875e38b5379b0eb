import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type Panel = 'palette' | 'keys';

const store = createStore<{ open: Panel | null }>()(() => ({ open: null }));

/** What may lie above the room: the palette, or the sheet of keys. */
export const panels = {
  open: (panel: Panel) => store.setState({ open: panel }),
  close: () => store.setState({ open: null }),
};

export function usePanel(): Panel | null {
  return useStore(store, (state) => state.open);
}
