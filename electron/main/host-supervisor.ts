import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { OpenedWorkspace } from '../../src/host/host-types.ts';
import type { FromHostProcess, ToHostProcess } from '../../src/host/parent-messages.ts';
import { restartPlan } from '../policy/restart-plan.ts';
import { canSeal, seal, unseal } from './keychain.ts';

export type HostState = 'ready' | 'restarting' | 'failed';

export interface HostSupervisorOptions {
  /** The host's entry, built. */
  readonly entry: string;
  readonly userDataDir: string;
  readonly resourcesDir: string;
  readonly version: string;
  readonly onState: (state: HostState) => void;
  /** What a host that just started must be told before any call. */
  readonly onStarted: (tell: (message: ToHostProcess) => void) => void;
}

export interface HostSupervisor {
  readonly state: () => HostState | 'starting';
  /** The vault of the open workspace. */
  readonly vaultFolder: () => string | null;
  tell(message: ToHostProcess): void;
  /** A new port to the host; `null` while there is none to talk to. */
  connect(): MessagePortMain | null;
  /** Starts a host that was given up on. */
  startAgain(): void;
  /** Ends the host, giving it time to close its database. */
  stop(): Promise<void>;
}

const STOP_LIMIT_MS = 5000;

/** Keeps one host running. When it dies it is started again, unless it keeps dying. */
export function superviseHost(options: HostSupervisorOptions): HostSupervisor {
  let child: UtilityProcess | null = null;
  let state: HostState | 'starting' = 'starting';
  let opened: OpenedWorkspace | null = null;
  let isStopping = false;
  const crashesAtMs: number[] = [];

  const enter = (next: HostState) => {
    state = next;
    options.onState(next);
  };

  const start = () => {
    const started = utilityProcess.fork(options.entry, [], { serviceName: 'assay-host', stdio: 'inherit' });
    child = started;
    const tell = (message: ToHostProcess) => started.postMessage(message);
    started.on('message', (message: FromHostProcess) => receive(message, tell));
    started.on('exit', (code) => {
      if (child === started) ended(code);
    });
    started.once('spawn', () => {
      const { userDataDir, resourcesDir, version } = options;
      const reopen = opened ?? undefined;
      tell({ kind: 'start', userDataDir, resourcesDir, version, canSeal: canSeal(), reopen });
      options.onStarted(tell);
    });
  };

  const receive = (message: FromHostProcess, tell: (message: ToHostProcess) => void) => {
    switch (message.kind) {
      case 'ready':
        enter('ready');
        break;
      case 'opened':
        opened = message.opened;
        break;
      case 'seal':
      case 'unseal':
        tell(sealingAnswer(message));
        break;
    }
  };

  const ended = (code: number) => {
    child = null;
    if (isStopping) return;
    crashesAtMs.push(Date.now());
    const plan = restartPlan(crashesAtMs);
    console.error(
      `[main] the host ended with code ${code}; ${plan === 'restart' ? 'starting it again' : 'giving up'}`,
    );
    enter(plan === 'restart' ? 'restarting' : 'failed');
    if (plan === 'restart') start();
  };

  start();
  return {
    state: () => state,
    // Evidence stays readable while the host is being started again.
    vaultFolder: () => opened?.vault ?? null,
    tell: (message) => child?.postMessage(message),
    connect: () => {
      if (!child) return null;
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ kind: 'connect' } satisfies ToHostProcess, [port1]);
      return port2;
    },
    startAgain: () => {
      if (state !== 'failed') return;
      crashesAtMs.length = 0;
      enter('restarting');
      start();
    },
    stop: () =>
      new Promise((resolve) => {
        isStopping = true;
        const stopping = child;
        if (!stopping) return resolve();
        const limit = setTimeout(() => stopping.kill(), STOP_LIMIT_MS);
        stopping.once('exit', () => {
          clearTimeout(limit);
          resolve();
        });
        stopping.postMessage({ kind: 'close' } satisfies ToHostProcess);
      }),
  };
}

function sealingAnswer({ kind, id, bytes }: Extract<FromHostProcess, { bytes: Uint8Array }>): ToHostProcess {
  try {
    return { kind: 'sealed', id, bytes: kind === 'seal' ? seal(bytes) : unseal(bytes) };
  } catch (error) {
    return { kind: 'sealing_failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}
