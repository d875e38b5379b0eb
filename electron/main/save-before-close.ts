import { app, type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';
import { CHANNELS } from '../preload/channels.ts';
import type { TrustedIpc } from './trusted-ipc.ts';

/** A page that does not say whether it saved holds up nobody for longer. */
const ANSWER_MS = 4000;

/**
 * Lets a page put its last words on disk before its window closes. What could not be saved is the person's to decide
 * on. Returns what to call for each window that is opened.
 */
export function saveBeforeClose(ipc: TrustedIpc): (window: BrowserWindow) => void {
  let isQuitting = false;
  const waiting = new Map<Electron.WebContents, (isSaved: boolean) => void>();
  app.on('before-quit', () => {
    isQuitting = true;
  });
  ipc.on(CHANNELS.savedNow, z.boolean(), (isSaved, sender) => waiting.get(sender)?.(isSaved));

  const askToSave = (contents: Electron.WebContents) =>
    new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), ANSWER_MS);
      const end = () => resolve(true);
      contents.once('destroyed', end);
      contents.once('render-process-gone', end);
      waiting.set(contents, resolve);
      contents.send(CHANNELS.saveNow);
    }).finally(() => waiting.delete(contents));

  return (window) => {
    const contents = window.webContents;
    let state: 'open' | 'asking' | 'may close' = 'open';
    window.on('close', (event) => {
      if (state === 'may close' || contents.isCrashed() || contents.isLoading()) return;
      event.preventDefault();
      if (state === 'asking') return;
      state = 'asking';
      void askToSave(contents)
        .then((isSaved) => isSaved || window.isDestroyed() || closeAnyway(window))
        .then((mayClose) => {
          state = mayClose ? 'may close' : 'open';
          const wasQuitting = isQuitting;
          isQuitting = false;
          if (!mayClose) return;
          if (!window.isDestroyed()) window.close();
          // The quit that this interrupted.
          if (wasQuitting) app.quit();
        });
    });
  };
}

async function closeAnyway(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Not everything you typed is saved.',
    detail: 'Keep the window open to copy it, or to wait until it can be saved.',
    buttons: ['Keep open', 'Close anyway'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
