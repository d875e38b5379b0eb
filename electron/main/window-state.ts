import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import type { WindowPlace } from '../policy/place-window.ts';

const Saved = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximized: z.boolean(),
});

/** Where the window was when it was last closed. */
export function readSavedPlace(file: string): WindowPlace | null {
  try {
    return Saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The first start, or a file cut short: the window opens where it would the first time.
    return null;
  }
}

/** Notes where the window is whenever it closes. */
export function rememberWindowPlace(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const place = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(place));
    } catch (error) {
      console.error(`[main] the window's place was not saved: ${error}`);
    }
  });
}
