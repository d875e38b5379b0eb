import { join } from 'node:path';
import { app, Menu, protocol, session, type WebContents } from 'electron';
import { z } from 'zod';
import { CHANNELS } from '../preload/channels.ts';
import { serveApp } from './app-protocol.ts';
import { applicationMenu } from './application-menu.ts';
import { serveArtifacts } from './artifact-protocol.ts';
import { offerDialogs } from './dialogs.ts';
import { fileGrants } from './file-grants.ts';
import { hardenContents, hardenSession } from './harden-session.ts';
import { type HostState, superviseHost } from './host-supervisor.ts';
import { serveReader } from './inert-protocol.ts';
import { collectOpenedFiles } from './opened-files.ts';
import { ownWindows } from './own-windows.ts';
import { saveBeforeClose } from './save-before-close.ts';
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

    const windows = ownWindows(
      {
        preload: join(outDir, 'preload', 'preload.cjs'),
        userDataDir,
        version: app.getVersion(),
      },
      (main) => guardClosing(main),
    );
    const ipc = trustedIpc(windows.isOwn);
    const guardClosing = saveBeforeClose(ipc);
    /** Pages that asked for a port, each with its own. */
    const pages = new Set<WebContents>();
    const tellPage = (page: WebContents, state: HostState) => {
      const port = state === 'ready' ? host.connect() : null;
      if (port) page.postMessage(CHANNELS.port, null, [port]);
      page.send(CHANNELS.hostState, state);
    };
    const tellState = (state: HostState) => {
      for (const page of pages) tellPage(page, state);
    };

    offerDialogs(ipc, grants, windows.main);
    ipc.on(CHANNELS.connect, z.undefined(), (_, page) => {
      if (!pages.has(page)) page.once('destroyed', () => pages.delete(page));
      pages.add(page);
      if (page === windows.main()?.webContents) {
        isPageListening = false;
        windows.tellEvidence();
      }
      const state = host.state();
      if (state !== 'starting') tellPage(page, state);
    });
    ipc.on(CHANNELS.evidenceWindow, z.enum(['open', 'close']), (wanted) =>
      wanted === 'open' ? windows.openEvidence() : windows.closeEvidence(),
    );
    ipc.on(CHANNELS.showMain, z.undefined(), () => windows.main()?.focus());
    ipc.on(CHANNELS.restartHost, z.undefined(), host.startAgain);
    ipc.on(CHANNELS.listenForFiles, z.undefined(), () => {
      isPageListening = true;
      handOverFiles();
    });
    handOverFiles = () => {
      if (!isPageListening) return;
      const paths = openedFiles.take();
      if (paths.length > 0)
        windows.main()?.webContents.send(
          CHANNELS.openFiles,
          paths.map((path) => grants.grant(path, 'read')),
        );
    };

    windows.open();

    app.on('activate', () => {
      if (!windows.main()) windows.open();
    });
    app.on('second-instance', () => {
      const main = windows.main();
      if (main?.isMinimized()) main.restore();
      main?.focus();
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
