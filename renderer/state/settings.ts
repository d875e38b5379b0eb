import { z } from 'zod';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Api, api } from './api.ts';

type Json = z.infer<ReturnType<typeof z.json>>;

interface SettingsState {
  readonly values: Readonly<Record<string, Json>>;
  readonly isLoaded: boolean;
  load(): Promise<void>;
  set(key: string, value: Json): void;
}

const Change = z.object({ key: z.string(), value: z.json() });

/** A choice made in one window of the application holds in the other at once. */
interface OtherWindows {
  say(key: string, value: Json): void;
  onSaid(listener: (key: string, value: Json) => void): void;
}

function otherWindows(): OtherWindows {
  const channel = typeof window === 'undefined' ? null : new BroadcastChannel('assay.settings');
  return {
    say: (key, value) => channel?.postMessage({ key, value }),
    onSaid(listener) {
      channel?.addEventListener('message', ({ data }) => {
        const change = Change.safeParse(data);
        if (change.success) listener(change.data.key, change.data.value);
      });
    },
  };
}

/** Small remembered choices: theme, pane sizes, key bindings. */
export function createSettingsStore(api: Api, windows = otherWindows()) {
  return createStore<SettingsState>()((set) => {
    /** Values on their way to the disk: one at a time for each key, and the latest wins. */
    const waiting = new Map<string, Json>();
    const underWay = new Set<string>();
    const write = async (key: string, latest: Json) => {
      waiting.set(key, latest);
      if (underWay.has(key)) return;
      underWay.add(key);
      for (let value = waiting.get(key); value !== undefined; value = waiting.get(key)) {
        waiting.delete(key);
        const result = await api.call('settings.set', { key, value });
        // What a dying core took with it goes to the next one.
        if (!result.ok && result.error.code === 'host.restarted' && !waiting.has(key))
          waiting.set(key, value);
      }
      underWay.delete(key);
    };
    windows.onSaid((key, value) => set((state) => ({ values: { ...state.values, [key]: value } })));
    return {
      values: {},
      isLoaded: false,
      async load() {
        const result = await api.call('settings.get', {});
        set({ values: result.ok ? result.value : {}, isLoaded: true });
      },
      set(key, value) {
        set((state) => ({ values: { ...state.values, [key]: value } }));
        windows.say(key, value);
        void write(key, value);
      },
    };
  });
}

export const settings = createSettingsStore(api);

/** One remembered choice; what was stored by another version and no longer parses counts as absent. */
export function useSetting<T extends Json>(
  key: string,
  schema: z.ZodType<T>,
  fallback: T,
): readonly [T, (value: T) => void] {
  const stored = useStore(settings, (state) => state.values[key]);
  const parsed = stored === undefined ? undefined : schema.safeParse(stored);
  const set = (value: T) => settings.getState().set(key, value);
  return [parsed?.success ? parsed.data : fallback, set];
}

export const Theme = z.enum(['system', 'light', 'dark', 'contrast']);
export type Theme = z.infer<typeof Theme>;

export function useTheme() {
  return useSetting<Theme>('theme', Theme, 'system');
}

/** Keeps the document's theme what was chosen, or what the system asks for. Returns how to stop. */
export function followTheme(root: HTMLElement): () => void {
  const wantsContrast = matchMedia('(prefers-contrast: more)');
  const apply = () => {
    const chosen = Theme.safeParse(settings.getState().values.theme).data ?? 'system';
    const shown = chosen === 'system' && wantsContrast.matches ? 'contrast' : chosen;
    if (shown === 'system') delete root.dataset.theme;
    else root.dataset.theme = shown;
  };
  apply();
  wantsContrast.addEventListener('change', apply);
  const unsubscribe = settings.subscribe(apply);
  return () => {
    wantsContrast.removeEventListener('change', apply);
    unsubscribe();
  };
}
