import type { Failure } from '../domain/result.ts';
import type { Input, Method, Output } from './contract.ts';
import type { Progress } from './protocol.ts';
import type { FileToken } from './shapes.ts';

/**
 * What the preload puts on `window.assay`: named functions, no channels, no paths.
 * Bytes of artifacts come from `artifact://<sha256>/` with ranges, never through here.
 */
export interface AssayBridge {
  readonly call: {
    readonly [M in Method]: (
      input: Input<M>,
      onProgress?: (progress: Progress) => void,
      callId?: string,
    ) => Promise<{ ok: true; value: Output<M> } | { ok: false; error: Failure }>;
  };
  /** Cancels the call that was given this `callId`. */
  cancel(callId: string): void;
  onChanged(listener: (position: number) => void): () => void;
  /** `ready`, or why calls fail: the host is restarting. */
  onHostState(listener: (state: 'ready' | 'restarting' | 'failed') => void): () => void;
  /** Dialogs, opened by the main process. `null` when the person cancelled. */
  chooseFiles(
    purpose: 'bundles' | 'packages' | 'verify' | 'tables' | 'open',
  ): Promise<readonly ChosenFile[] | null>;
  chooseFolder(purpose: 'export' | 'workspace' | 'bundles'): Promise<ChosenFile | null>;
  chooseSaveAs(suggestedName: string): Promise<ChosenFile | null>;
  /** Files dropped on the window or given on the command line. */
  takeDropped(files: readonly File[]): Promise<readonly ChosenFile[]>;
  onOpenFiles(listener: (files: readonly ChosenFile[]) => void): () => void;
  /** Shows a folder that an export just wrote, in the system's file manager. */
  revealExport(token: FileToken): void;
  /** `save` runs before the window closes; it says whether all that was typed is on disk. */
  beforeClose(save: () => Promise<boolean>): () => void;
  /** Evidence in a window of its own: there is at most one, and it closes with this one. */
  openEvidenceWindow(): void;
  closeEvidenceWindow(): void;
  /** Called at once, and whenever that window opens or closes. */
  onEvidenceWindow(listener: (isOpen: boolean) => void): () => void;
  /** Brings the main window to the front, with the keyboard. */
  showMainWindow(): void;
  /** Starts the core again after it was given up. */
  restartHost(): void;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly appVersion: string;
}

export interface ChosenFile {
  readonly token: FileToken;
  /** Base name only. */
  readonly name: string;
  readonly isFolder: boolean;
}
