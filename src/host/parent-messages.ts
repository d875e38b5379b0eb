import type { FileUse } from './granted-paths.ts';
import type { OpenedWorkspace } from './host-types.ts';

/** What passes between the host and the process that started it, beside the calls on the ports. */
export type ToHostProcess =
  | {
      readonly kind: 'start';
      readonly userDataDir: string;
      readonly resourcesDir: string;
      readonly canSeal: boolean;
      /** The workspace that was open when the last host died. */
      readonly reopen?: OpenedWorkspace | undefined;
      readonly version: string;
    }
  /** Comes with a port, over which one caller talks `ToHost` and `FromHost`. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'grant'; readonly token: string; readonly path: string; readonly use: FileUse }
  | { readonly kind: 'sealed'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'sealing_failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'close' };

export type FromHostProcess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly opened: OpenedWorkspace | null }
  | { readonly kind: 'seal' | 'unseal'; readonly id: number; readonly bytes: Uint8Array };
