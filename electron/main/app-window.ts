import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_ORIGIN } from '../policy/navigation.ts';
import { LEAST_WINDOW, placeEvidenceWindow, placeWindow } from '../policy/place-window.ts';
import { VERSION_ARGUMENT } from '../preload/channels.ts';
import { readSavedPlace, rememberWindowPlace } from './window-state.ts';

export interface AppWindowOptions {
  readonly preload: string;
  readonly userDataDir: string;
  readonly version: string;
}

/** Opens the application's main window at the place it last had. */
export function openMainWindow(options: AppWindowOptions): BrowserWindow {
  const placeFile = join(options.userDataDir, 'window.json');
  const { isMaximized, ...place } = placeWindow(readSavedPlace(placeFile), workAreas());
  const window = openOwnWindow(options, '', {
    ...place,
    minWidth: LEAST_WINDOW.width,
    minHeight: LEAST_WINDOW.height,
  });
  if (isMaximized) window.maximize();
  rememberWindowPlace(window, placeFile);
  return window;
}

/** Opens the window that shows evidence alone: where it last was, else on another screen than the main window. */
export function openEvidenceWindow(options: AppWindowOptions, main: BrowserWindow): BrowserWindow {
  const placeFile = join(options.userDataDir, 'evidence-window.json');
  const onScreen = screen.getDisplayMatching(main.getBounds()).workArea;
  const { isMaximized, ...place } = placeEvidenceWindow(readSavedPlace(placeFile), workAreas(), onScreen);
  const window = openOwnWindow(options, '#/evidence', { ...place, minWidth: 420, minHeight: 360 });
  if (isMaximized) window.maximize();
  rememberWindowPlace(window, placeFile);
  return window;
}

const workAreas = () => screen.getAllDisplays().map((display) => display.workArea);

/** A window of the application's own: sandboxed, isolated, without Node, showing its own page. */
function openOwnWindow(
  { preload, version }: AppWindowOptions,
  route: string,
  place: Electron.BrowserWindowConstructorOptions,
): BrowserWindow {
  const window = new BrowserWindow({
    ...place,
    title: 'Assay',
    show: false,
    autoHideMenuBar: true,
    // Until the page paints; the same greys as its own.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1c1b1a' : '#f6f5f3',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      additionalArguments: [`${VERSION_ARGUMENT}${version}`],
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/${route}`);
  return window;
}
