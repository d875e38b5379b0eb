import { join } from 'node:path';
import { app, type BrowserWindow, Menu, protocol, session } from 'electron';
import { z } from 'zod';
import { CHANNELS } from '../preload/channels.ts';
import { serveApp } from './app-protocol.ts';
import { openAppWindow } from './app-window.ts';
import { applicationMenu } from './application-menu.ts';
import { serveArtifacts } from './artifact-protocol.ts';
import { offerDialogs } from './dialogs.ts';
import { fileGrants } from './file-grants.ts';
import { hardenContents, hardenSession } from './harden-session.ts';
import { type HostState, superviseHost } from './host-supervisor.ts';
import { serveReader } from './inert-protocol.ts';
import { collectOpenedFiles } from './opened-files.ts';
import { trustedIpc } from './trusted-ipc.ts';

const outDir = join(import.meta.dirname, '..');
const resourcesDir = app.isPackaged
  ? join(process.resourcesPath, 'assay')
  : join(import.meta.dirname, '..', '..', 'resources');

const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { ...privileges, codeCache: true } },
  // Another origin than the application's, which is why it needs CORS: evidence must not be same-origin with us.
  { scheme: 'artifact', privileges: { ...privileges, corsEnabled: true } },
  // Where evidence that is markup is shown: an opaque origin, to which even its own modules come from elsewhere.
  { scheme: 'inert', privileges: { standard: true, secure: true, corsEnabled: true } },
]);

app.setName('Assay');
// Chromium refuses root its sandbox (containers, test machines); nobody else gets to run without it.
const isRootWithoutSandbox = process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox');
if (!isRootWithoutSandbox) app.enableSandbox();
for (const name of [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
]) {
  app.commandLine.appendSwitch(name);
}
if (app.isPackaged) {
  for (const name of ['remote-debugging-port', 'remote-debugging-pipe', 'remote-allow-origins']) {
    app.commandLine.removeSwitch(name);
  }
}

if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  let window: BrowserWindow | null = null;
  let isPageListening = false;
  let handOverFiles = () => {};

  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  const openedFiles = collectOpenedFiles(() => handOverFiles());

  app.whenReady().then(() => {
    hardenSession(session.defaultSession);
    Menu.setApplicationMenu(applicationMenu());

    const userDataDir = app.getPath('userData');
    const host = superviseHost({
      entry: hostEntry(),
      userDataDir,
      resourcesDir,
      version: app.getVersion(),
      onState: (state) => tellState(state),
      onStarted: (tell) => {
        for (const grant of grants.all()) tell({ kind: 'grant', ...grant });
      },
    });
    const grants = fileGrants((grant) => host.tell({ kind: 'grant', ...grant }));
    serveApp(protocol, join(outDir, 'renderer'));
    serveArtifacts(protocol, host.vaultFolder);
    serveReader(protocol, join(outDir, 'reader'));

    const connectPage = () => {
      const port = window && host.state() === 'ready' ? host.connect() : null;
      if (port) window?.webContents.postMessage(CHANNELS.port, null, [port]);
    };
    const tellState = (state: HostState) => {
      if (state === 'ready') connectPage();
      window?.webContents.send(CHANNELS.hostState, state);
    };

    const ipc = trustedIpc(() => window?.webContents ?? null);
    offerDialogs(ipc, grants, () => window);
    ipc.on(CHANNELS.connect, z.undefined(), () => {
      isPageListening = false;
      const state = host.state();
      if (state !== 'starting') tellState(state);
    });
    ipc.on(CHANNELS.listenForFiles, z.undefined(), () => {
      isPageListening = true;
      handOverFiles();
    });
    handOverFiles = () => {
      if (!isPageListening) return;
      const paths = openedFiles.take();
      if (paths.length > 0)
        window?.webContents.send(
          CHANNELS.openFiles,
          paths.map((path) => grants.grant(path, 'read')),
        );
    };

    const open = () => {
      window = openAppWindow({
        preload: join(outDir, 'preload', 'preload.cjs'),
        userDataDir,
        version: app.getVersion(),
      });
      window.on('closed', () => {
        window = null;
      });
    };
    open();

    app.on('activate', () => {
      if (!window) open();
    });
    app.on('second-instance', () => {
      if (window?.isMinimized()) window.restore();
      window?.focus();
    });

    let isHostStopped = false;
    app.on('will-quit', (event) => {
      if (isHostStopped) return;
      event.preventDefault();
      void host.stop().finally(() => {
        isHostStopped = true;
        // A quit asked for while this one is being called off would be lost.
        setImmediate(() => app.quit());
      });
    });
  });

  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

/** Tests of the shell bring a host that crashes on demand; a packaged application runs its own only. */
function hostEntry(): string {
  const own = join(import.meta.dirname, 'host.js');
  return app.isPackaged ? own : (process.env.ASSAY_HOST_ENTRY ?? own);
}
