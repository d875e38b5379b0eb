import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';
import { placeWindow, type WindowPlace } from '../policy/place-window.ts';

const Saved = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximized: z.boolean(),
});

/** Where the window was when it was last closed, if that place is still on a screen. */
export function readWindowPlace(file: string, workAreas: readonly Rectangle[]): WindowPlace {
  let saved: WindowPlace | null = null;
  try {
    saved = Saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The first start, or a file cut short: the window opens where it would the first time.
  }
  return placeWindow(saved, workAreas);
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
