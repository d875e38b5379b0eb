import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_ORIGIN } from '../policy/navigation.ts';
import { LEAST_WINDOW } from '../policy/place-window.ts';
import { VERSION_ARGUMENT } from '../preload/channels.ts';
import { readWindowPlace, rememberWindowPlace } from './window-state.ts';

export interface AppWindowOptions {
  readonly preload: string;
  readonly userDataDir: string;
  readonly version: string;
}

/** Opens the application's one window: sandboxed, isolated, without Node, at the place it last had. */
export function openAppWindow({ preload, userDataDir, version }: AppWindowOptions): BrowserWindow {
  const placeFile = join(userDataDir, 'window.json');
  const { isMaximized, ...place } = readWindowPlace(
    placeFile,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...place,
    minWidth: LEAST_WINDOW.width,
    minHeight: LEAST_WINDOW.height,
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
  if (isMaximized) window.maximize();
  rememberWindowPlace(window, placeFile);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
