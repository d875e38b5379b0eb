import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { AssayBridge, ChosenFile } from '../../src/api/bridge.ts';
import type { Input, Method } from '../../src/api/contract.ts';
import type { FromHost, Progress } from '../../src/api/protocol.ts';
import { CHANNELS, VERSION_ARGUMENT } from './channels.ts';
import { hostCalls } from './host-calls.ts';

/** The contract's method names, put in by the build. */
declare const __ASSAY_METHODS__: readonly Method[];

type HostState = 'ready' | 'restarting' | 'failed';

const changedListeners = new Set<(position: number) => void>();
const stateListeners = new Set<(state: HostState) => void>();
const evidenceListeners = new Set<(isOpen: boolean) => void>();
const savers = new Set<() => Promise<boolean>>();
const fileListeners = new Set<(files: readonly ChosenFile[]) => void>();
let hostState: HostState | null = null;
let isEvidenceOpen = false;

const calls = hostCalls((position) => {
  for (const listener of changedListeners) listener(position);
});

ipcRenderer.on(CHANNELS.port, ({ ports }) => {
  const port = ports[0];
  if (!port) return;
  calls.connect({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = ({ data }: MessageEvent<FromHost>) => listener(data);
    },
  });
});
ipcRenderer.on(CHANNELS.hostState, (_event, state: HostState) => {
  if (state === 'restarting') calls.lose();
  if (state === 'failed') calls.giveUp();
  hostState = state;
  for (const listener of stateListeners) listener(state);
});
ipcRenderer.on(CHANNELS.openFiles, (_event, files: readonly ChosenFile[]) => {
  for (const listener of fileListeners) listener(files);
});
ipcRenderer.on(CHANNELS.evidenceWindowState, (_event, isOpen: boolean) => {
  isEvidenceOpen = isOpen;
  for (const listener of evidenceListeners) listener(isOpen);
});
ipcRenderer.on(CHANNELS.saveNow, async () => {
  const saved = await Promise.all([...savers].map((save) => save().catch(() => false)));
  ipcRenderer.send(
    CHANNELS.savedNow,
    saved.every((isSaved) => isSaved),
  );
});
ipcRenderer.send(CHANNELS.connect);

function methodFunction<M extends Method>(method: M) {
  return (input: Input<M>, onProgress?: (progress: Progress) => void, callId?: string) =>
    calls.call(method, input, onProgress, callId);
}

const version = process.argv.find((argument) => argument.startsWith(VERSION_ARGUMENT));

const bridge: AssayBridge = {
  // One function a method of the contract: the host answers each with that method's own output.
  call: Object.fromEntries(
    __ASSAY_METHODS__.map((method) => [method, methodFunction(method)]),
  ) as unknown as AssayBridge['call'],
  cancel: (callId) => calls.cancel(callId),
  onChanged: (listener) => listen(changedListeners, listener),
  onHostState: (listener) => {
    if (hostState) listener(hostState);
    return listen(stateListeners, listener);
  },
  chooseFiles: (purpose) => ipcRenderer.invoke(CHANNELS.chooseFiles, purpose),
  chooseFolder: (purpose) => ipcRenderer.invoke(CHANNELS.chooseFolder, purpose),
  chooseSaveAs: (suggestedName) => ipcRenderer.invoke(CHANNELS.chooseSaveAs, suggestedName),
  takeDropped: async (files) => {
    // A file made by a script has no path, and stays out.
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    return paths.length === 0 ? null : ipcRenderer.invoke(CHANNELS.takeDropped, paths);
  },
  onOpenFiles: (listener) => {
    const forget = listen(fileListeners, listener);
    ipcRenderer.send(CHANNELS.listenForFiles);
    return forget;
  },
  revealExport: (token) => ipcRenderer.send(CHANNELS.revealExport, token),
  beforeClose: (save) => listen(savers, save),
  openEvidenceWindow: () => ipcRenderer.send(CHANNELS.evidenceWindow, 'open'),
  closeEvidenceWindow: () => ipcRenderer.send(CHANNELS.evidenceWindow, 'close'),
  onEvidenceWindow: (listener) => {
    listener(isEvidenceOpen);
    return listen(evidenceListeners, listener);
  },
  showMainWindow: () => ipcRenderer.send(CHANNELS.showMain),
  restartHost: () => ipcRenderer.send(CHANNELS.restartHost),
  platform: process.platform as AssayBridge['platform'],
  appVersion: version?.slice(VERSION_ARGUMENT.length) ?? '',
};

contextBridge.exposeInMainWorld('assay', bridge);

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
