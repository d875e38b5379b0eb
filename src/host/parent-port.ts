import type { FromHostProcess } from './parent-messages.ts';
import type { ServedPort } from './serve.ts';

/** The process that started the host, as the host sees it. */
export interface Parent {
  post(message: FromHostProcess): void;
  onMessage(listener: (message: unknown, ports: readonly ServedPort[]) => void): void;
}

/** What Electron puts on `process` in a utility process; named here because the core does not know Electron. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { data: unknown; ports: readonly ElectronMessagePort[] }) => void,
  ): void;
}

interface ElectronMessagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
}

/** The parent of a host that runs in an Electron utility process. */
export function electronParent(): Parent {
  const { parentPort } = process as { parentPort?: ElectronParentPort };
  if (!parentPort) throw new Error('the host was not started as a utility process');
  return {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) =>
      parentPort.on('message', ({ data, ports }) => listener(data, ports.map(servedPort))),
  };
}

function servedPort(port: ElectronMessagePort): ServedPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
  };
}
