import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Output } from '../../src/api/contract.ts';
import { type Api, api } from './api.ts';
import { onChanges } from './changes.ts';
import { saveEverything } from './pending-saves.ts';

export type WorkspaceInfo = NonNullable<Output<'workspace.info'>>;

interface WorkspaceState {
  /** `undefined` until first asked; `null` when none is open. */
  readonly info: WorkspaceInfo | null | undefined;
  readonly host: 'ready' | 'restarting' | 'failed';
  refresh(): Promise<void>;
  opened(info: WorkspaceInfo): void;
  close(): Promise<void>;
  /** Keeps `info` and `host` true from now on. Returns how to stop. */
  follow(): () => void;
}

/** Which workspace is open, as whom, and whether the core answers. */
export function createWorkspaceStore(api: Api) {
  return createStore<WorkspaceState>()((set, get) => ({
    info: undefined,
    host: 'ready',
    async refresh() {
      const result = await api.call('workspace.info', {});
      if (result.ok) set({ info: result.value });
      else if (get().info === undefined) set({ info: null });
    },
    opened: (info) => set({ info }),
    async close() {
      await saveEverything();
      const result = await api.call('workspace.close', {});
      if (result.ok) set({ info: null });
    },
    follow() {
      const stopChanges = onChanges(() => void get().refresh());
      const stopHost = api.bridge.onHostState((host) => {
        set({ host });
        if (host === 'ready') void get().refresh();
      });
      void get().refresh();
      return () => {
        stopChanges();
        stopHost();
      };
    },
  }));
}

export const workspace = createWorkspaceStore(api);

/** Starts the core again after it was given up. */
export function restartHost(): void {
  api.bridge.restartHost();
}

export function useWorkspace<T>(select: (state: WorkspaceState) => T): T {
  return useStore(workspace, select);
}
