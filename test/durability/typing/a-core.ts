import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type HostCalls, hostCalls } from '../../../electron/preload/host-calls.ts';
import { type Api, createApi } from '../../../renderer/state/api.ts';
import type { AssayBridge } from '../../../src/api/bridge.ts';
import { METHODS } from '../../../src/api/contract.ts';
import type { FromHost, ToHost } from '../../../src/api/protocol.ts';
import { PASSPHRASE } from '../../builders/a-workspace.ts';

const CHILD = fileURLToPath(new URL('../host-child.ts', import.meta.url));
const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));

/** A core in its own process; the next one is loaded ahead, so that a restart costs no more than opening. */
export interface Core {
  /** Starts the core on the workspace and hands a port to it to whoever asks. */
  start(): Promise<void>;
  /** `SIGKILL`, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Joins a page to the core that runs. */
  join(calls: HostCalls): void;
  end(): void;
}

export function aCore(userData: string, directory: string): Core {
  const load = () =>
    fork(CHILD, [userData, RESOURCES], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
  let next = load();
  let running: ChildProcess | null = null;

  return {
    async start() {
      const child = next;
      const ready = new Promise<void>((resolve) =>
        child.on('message', ({ kind }: { kind: string }) => {
          if (kind === 'ready') resolve();
        }),
      );
      child.send({ directory, passphrase: PASSPHRASE });
      await ready;
      running = child;
      next = load();
    },
    async kill() {
      const child = running;
      running = null;
      if (!child) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    join(calls) {
      const child = running;
      if (!child) return;
      calls.connect({
        send: (message: ToHost) => {
          // What is sent to a core that just died is lost, as in a port.
          if (child.connected) child.send(message, () => {});
        },
        onMessage: (listener: (message: FromHost) => void) => void child.on('message', listener),
      });
    },
    end() {
      next.kill('SIGKILL');
      running?.kill('SIGKILL');
    },
  };
}

/** A page's way to the core, as preload and renderer make it. */
export function aWay(): { readonly calls: HostCalls; readonly api: Api } {
  const calls = hostCalls(() => {});
  const call = Object.fromEntries(
    METHODS.map((method) => [
      method,
      (input: unknown, onProgress: undefined, callId: string) =>
        calls.call(method, input, onProgress, callId),
    ]),
  );
  const api = createApi(() => ({ call, cancel: calls.cancel }) as unknown as AssayBridge);
  return { calls, api };
}
