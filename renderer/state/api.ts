import type { AssayBridge } from '../../src/api/bridge.ts';
import type { Input, Method } from '../../src/api/contract.ts';
import type { CallResult, Progress } from '../../src/api/protocol.ts';

declare global {
  interface Window {
    /** Put there by the preload; see src/api/bridge.ts. */
    readonly assay: AssayBridge;
  }
}

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Aborting asks the host to cancel; the result then fails with `call.cancelled`. */
  readonly signal?: AbortSignal;
}

/** What the window may ask of the core. Nothing here throws: failures are values. */
export interface Api {
  call<M extends Method>(method: M, input: Input<M>, options?: CallOptions): Promise<CallResult<M>>;
  /** Called with the ledger position after which views may differ. Returns the unsubscription. */
  onChanged(listener: (position: number) => void): () => void;
  readonly bridge: AssayBridge;
}

/** The api over a bridge. The bridge is looked up late, so that modules load where there is no window. */
export function createApi(bridgeOf: () => AssayBridge): Api {
  return {
    get bridge() {
      return bridgeOf();
    },
    onChanged: (listener) => bridgeOf().onChanged(listener),
    async call(method, input, options = {}) {
      const bridge = bridgeOf();
      const callId = crypto.randomUUID();
      const cancel = () => bridge.cancel(callId);
      options.signal?.addEventListener('abort', cancel, { once: true });
      try {
        for (let restarts = 0; ; restarts += 1) {
          const result = await bridge.call[method](input, options.onProgress, callId);
          const isLost = !result.ok && result.error.code === 'host.restarted';
          if (!isLost || !isCommand(input) || restarts === MOST_RESTARTS) return result;
        }
      } catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        return { ok: false, error: { code: 'call.failed', message } };
      } finally {
        options.signal?.removeEventListener('abort', cancel);
      }
    },
  };
}

/** Asking again waits for the next core; one that dies of the question is not asked for ever. */
const MOST_RESTARTS = 2;

/** What carries an id of its own does nothing twice, so it may be asked of the next core again. */
function isCommand(input: object): boolean {
  return 'command' in input;
}

export const api: Api = createApi(() => window.assay);

/** A fresh command id: a retry with the same one does nothing twice. */
export function newCommand(): string {
  return crypto.randomUUID();
}
