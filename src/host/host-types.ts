import type { Handlers } from '../api/handlers.ts';
import type { FileUse } from './granted-paths.ts';

/** Keeps private keys unreadable at rest. Where `available` is false, a passphrase has to do it. */
export interface KeySealer {
  readonly available: boolean;
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  unseal(sealed: Uint8Array): Promise<Uint8Array>;
}

/** What it takes to open a workspace again without asking. */
export interface OpenedWorkspace {
  readonly directory: string;
  readonly vault: string;
  readonly passphrase: string | null;
}

/** What the core is given by whoever hosts it: the desktop, the command, a test. */
export interface HostEnvironment {
  readonly userDataDir: string;
  /** Where the demo sources, typefaces and icons lie. */
  readonly resourcesDir: string;
  readonly sealer: KeySealer;
  /** Told which workspace is open, so that `artifact://` knows where to look and a restart can open it again. */
  onOpen(opened: OpenedWorkspace | null): void;
  /** Keeps evidence ready to be searched while nothing else is asked of the host. */
  readonly readsInBackground?: boolean;
  /** Makes backups of the open workspace while nothing else is asked of the host. */
  readonly keepsBackups?: boolean;
  /** Evidence was read: searches may find more. */
  onRead?(): void;
  /** What was open when an earlier host died. */
  readonly reopen?: OpenedWorkspace | undefined;
}

/** The core, wired. */
export interface Host {
  readonly handlers: Handlers;
  /** From now on `token` stands for `path`; only the hosting process makes tokens. */
  grant(token: string, path: string, use?: FileUse): void;
  onChanged(listener: (position: number) => void): void;
  close(): Promise<void>;
}

export type CreateHost = (environment: HostEnvironment) => Promise<Host>;
