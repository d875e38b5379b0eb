import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type Saved = 'saved' | 'saving' | 'not_saved';

/** Whether what was typed is on disk. The workbench says so; the header shows it. */
const saved = createStore<{ state: Saved }>()(() => ({ state: 'saved' }));

export function reportSaved(state: Saved): void {
  saved.setState({ state });
}

export function useSaved(): Saved {
  return useStore(saved, (store) => store.state);
}
