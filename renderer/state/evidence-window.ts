import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { api } from './api.ts';

const evidenceWindow = createStore<{ isOpen: boolean }>()(() => ({ isOpen: false }));

/** Whether evidence has a window of its own; its pane is not needed then. */
export function useIsEvidenceApart(): boolean {
  return useStore(evidenceWindow, (state) => state.isOpen);
}

/** Keeps that true from now on. Returns how to stop. */
export function followEvidenceWindow(): () => void {
  return api.bridge.onEvidenceWindow((isOpen) => evidenceWindow.setState({ isOpen }));
}

export function openEvidenceWindow(): void {
  api.bridge.openEvidenceWindow();
}

export function closeEvidenceWindow(): void {
  api.bridge.closeEvidenceWindow();
}

/** Brings the window one works in to the front. */
export function showMainWindow(): void {
  api.bridge.showMainWindow();
}
