import { z } from 'zod';
import { useStore } from 'zustand';
import { QueueFilter, QueueGrouping, QueueSort } from '../../src/api/shapes.ts';
import { settings } from './settings.ts';
import type { WorkspaceInfo } from './workspace.ts';

const Kept = z.object({ filter: QueueFilter, sort: QueueSort, group: QueueGrouping.nullable() });
/** What the queue shows: chosen, looked for, ordered and grouped. */
export type KeptQuestion = z.infer<typeof Kept>;
const Saved = z.array(Kept.extend({ name: z.string().min(1).max(80) })).max(50);
export type SavedFilter = z.infer<typeof Saved>[number];

/** Each person has their own in each workspace. */
const keyOf = (what: 'saved' | 'last', { id, me }: WorkspaceInfo) =>
  `queue.${what}.${id.slice(-16)}.${me.key.slice(-16)}`;
// What is absent is not kept: settings are plain JSON.
const plain = (value: unknown) => z.json().parse(JSON.parse(JSON.stringify(value)));

export function useSavedFilters(info: WorkspaceInfo) {
  const key = keyOf('saved', info);
  const stored = useStore(settings, (state) => state.values[key]);
  const saved: readonly SavedFilter[] = Saved.safeParse(stored).data ?? [];
  const write = (filters: readonly SavedFilter[]) => settings.getState().set(key, plain(filters));
  return {
    saved,
    /** Adds a filter, or puts it in place of the one of that name. */
    save(name: string, kept: KeptQuestion) {
      const filter = { ...kept, name };
      const isThere = saved.some((one) => one.name === name);
      write(isThere ? saved.map((one) => (one.name === name ? filter : one)) : [...saved, filter]);
    },
    rename(from: string, to: string) {
      write(
        saved
          .filter((one) => one.name !== to || one.name === from)
          .map((one) => (one.name === from ? { ...one, name: to } : one)),
      );
    },
    remove: (name: string) => write(saved.filter((one) => one.name !== name)),
  };
}

/** What the queue showed last, without the words looked for. */
export function lastQuestion(info: WorkspaceInfo): KeptQuestion | null {
  return Kept.safeParse(settings.getState().values[keyOf('last', info)]).data ?? null;
}

export function rememberQuestion(info: WorkspaceInfo, { filter, sort, group }: KeptQuestion): void {
  const { text: _words, ...chosen } = filter;
  const next = plain({ filter: chosen, sort, group });
  const key = keyOf('last', info);
  if (JSON.stringify(settings.getState().values[key]) !== JSON.stringify(next))
    settings.getState().set(key, next);
}
