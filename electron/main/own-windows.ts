import type { BrowserWindow, WebContents } from 'electron';
import { CHANNELS } from '../preload/channels.ts';
import { type AppWindowOptions, openEvidenceWindow, openMainWindow } from './app-window.ts';
import { keepPageAlive } from './keep-page-alive.ts';

/** The windows of the application: one to work in, and at most one beside it that shows evidence alone. */
export interface OwnWindows {
  readonly main: () => BrowserWindow | null;
  /** Whether a page is one of these windows’ own. */
  isOwn(contents: WebContents): boolean;
  open(): void;
  /** Opens the evidence window, or brings it to the front. */
  openEvidence(): void;
  closeEvidence(): void;
  /** Tells the main page whether evidence has a window of its own. */
  tellEvidence(): void;
}

export function ownWindows(options: AppWindowOptions, onOpened: (main: BrowserWindow) => void): OwnWindows {
  let main: BrowserWindow | null = null;
  let evidence: BrowserWindow | null = null;
  const all = () => [main, evidence].filter((window) => window !== null);
  const tellEvidence = () => main?.webContents.send(CHANNELS.evidenceWindowState, evidence !== null);

  return {
    main: () => main,
    isOwn: (contents) => all().some((window) => window.webContents === contents),
    open() {
      const opened = openMainWindow(options);
      main = opened;
      keepPageAlive(opened);
      opened.on('closed', () => {
        main = null;
        evidence?.close();
      });
      onOpened(opened);
    },
    openEvidence() {
      if (evidence) {
        evidence.focus();
        return;
      }
      if (!main) return;
      const opened = openEvidenceWindow(options, main);
      evidence = opened;
      keepPageAlive(opened);
      opened.on('closed', () => {
        evidence = null;
        tellEvidence();
      });
      tellEvidence();
    },
    closeEvidence: () => evidence?.close(),
    tellEvidence,
  };
}
