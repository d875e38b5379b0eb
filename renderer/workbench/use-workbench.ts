import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { OpenWorkbench, WorkbenchActions, WorkbenchStore } from './workbench-store.ts';

export const WorkbenchContext = createContext<WorkbenchStore | null>(null);

/** The store itself, for what is asked only when a key is pressed. */
export function useBench(): WorkbenchStore {
  const bench = useContext(WorkbenchContext);
  if (!bench) throw new Error('Used outside the workbench.');
  return bench;
}

/** A part of the open submission. Only used where one is open. */
export function useOpen<T>(select: (open: OpenWorkbench) => T): T {
  return useStore(useBench(), ({ open }) => {
    if (!open) throw new Error('Used before the submission was open.');
    return select(open);
  });
}

export function useActions(): WorkbenchActions {
  return useBench().actions;
}
