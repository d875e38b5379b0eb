import type { CreateHost, Host, KeySealer } from './host-types.ts';
import type { ToHostProcess } from './parent-messages.ts';
import type { Parent } from './parent-port.ts';
import { type ServedPort, serve } from './serve.ts';

/** Runs the core for the process that started it, until that says `close`. Resolves when the host is ready. */
export async function runHostProcess(parent: Parent, createHost: CreateHost): Promise<void> {
  const sealing = sealThroughParent(parent);
  const waiting: (() => void)[] = [];
  let host: Host | null = null;
  let version = '';
  let position = 0;
  const tellChanged = new Set<(position: number) => void>();

  const whenReady = (action: () => void) => {
    if (host) action();
    else waiting.push(action);
  };

  const connect = (port: ServedPort) => {
    if (!host) return;
    const tell = serve(host.handlers, port, { version, log });
    tellChanged.add(tell);
    port.onClose?.(() => tellChanged.delete(tell));
  };

  await new Promise<void>((resolve, reject) => {
    const start = async (message: Extract<ToHostProcess, { kind: 'start' }>) => {
      version = message.version;
      host = await createHost({
        userDataDir: message.userDataDir,
        resourcesDir: message.resourcesDir,
        sealer: sealing.sealer(message.canSeal),
        onOpen: (opened) => parent.post({ kind: 'opened', opened }),
        reopen: message.reopen,
        readsInBackground: true,
        keepsBackups: true,
        onRead: () => {
          for (const tell of tellChanged) tell(position);
        },
      });
      host.onChanged((reached) => {
        position = reached;
        for (const tell of tellChanged) tell(position);
      });
      for (const action of waiting.splice(0)) action();
      parent.post({ kind: 'ready' });
      resolve();
    };

    parent.onMessage((received, ports) => {
      // The parent is our own main process: its messages are typed, not parsed.
      const message = received as ToHostProcess;
      switch (message.kind) {
        case 'start':
          start(message).catch(reject);
          break;
        case 'connect':
          for (const port of ports) whenReady(() => connect(port));
          break;
        case 'grant':
          whenReady(() => host?.grant(message.token, message.path, message.use));
          break;
        case 'sealed':
        case 'sealing_failed':
          sealing.settle(message);
          break;
        case 'close':
          void (host?.close() ?? Promise.resolve()).finally(() => process.exit(0));
          break;
      }
    });
  });
}

/** The system's keychain is reachable from the main process only, so it is asked to seal. */
function sealThroughParent(parent: Parent) {
  type Answer = Extract<ToHostProcess, { kind: 'sealed' | 'sealing_failed' }>;
  const open = new Map<number, (answer: Answer) => void>();
  let lastId = 0;

  const ask = (kind: 'seal' | 'unseal', bytes: Uint8Array) =>
    new Promise<Uint8Array>((resolve, reject) => {
      lastId += 1;
      open.set(lastId, (answer) => {
        if (answer.kind === 'sealed') resolve(answer.bytes);
        else reject(new Error(answer.message));
      });
      parent.post({ kind, id: lastId, bytes });
    });

  return {
    sealer: (available: boolean): KeySealer => ({
      available,
      seal: (bytes) => ask('seal', bytes),
      unseal: (sealed) => ask('unseal', sealed),
    }),
    settle: (answer: Answer) => {
      open.get(answer.id)?.(answer);
      open.delete(answer.id);
    },
  };
}

function log(message: string): void {
  console.error(`[host] ${message}`);
}
