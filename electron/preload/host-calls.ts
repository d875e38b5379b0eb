import type { Method } from '../../src/api/contract.ts';
import type { FromHost, Progress, ToHost } from '../../src/api/protocol.ts';
import type { Failure } from '../../src/domain/result.ts';

export type Answer = { ok: true; value: unknown } | { ok: false; error: Failure };

/** The calls of one page, over whichever port leads to the host just now. */
export interface HostCalls {
  call(
    method: Method,
    input: unknown,
    onProgress?: (progress: Progress) => void,
    callId?: string,
  ): Promise<Answer>;
  cancel(callId: string): void;
  /** A port to a host that is ready; calls that waited for one go out. */
  connect(port: CallPort): void;
  /** The host died: what it was doing has failed, what is asked from now on waits for the next one. */
  lose(): void;
  /** There will be no next one, unless a person asks for it: then it is lost, and waited for, again. */
  giveUp(): void;
}

export interface CallPort {
  send(message: ToHost): void;
  onMessage(listener: (message: FromHost) => void): void;
}

interface OpenCall {
  readonly callId: string | undefined;
  readonly answer: (answer: Answer) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly message: ToHost;
  isSent: boolean;
}

const RESTARTED: Failure = {
  code: 'host.restarted',
  message:
    'The part of Assay that keeps your work stopped and was started again. Nothing saved is lost; do this once more.',
};
const FAILED: Failure = {
  code: 'host.failed',
  message:
    'The part of Assay that keeps your work stops again and again. Nothing saved is lost; quit and start Assay.',
};
const CANCELLED: Failure = { code: 'call.cancelled', message: 'This was cancelled; nothing was changed.' };

export function hostCalls(onChanged: (position: number) => void): HostCalls {
  const open = new Map<number, OpenCall>();
  let port: CallPort | null = null;
  let hasGivenUp = false;
  let lastId = 0;

  const settle = (id: number, answer: Answer) => {
    const call = open.get(id);
    open.delete(id);
    call?.answer(answer);
  };

  const failWhere = (error: Failure, isConcerned: (call: OpenCall) => boolean) => {
    for (const [id, call] of [...open]) if (isConcerned(call)) settle(id, { ok: false, error });
  };

  const receive = (message: FromHost) => {
    switch (message.kind) {
      case 'value':
        settle(message.id, { ok: true, value: message.value });
        break;
      case 'failure':
        settle(message.id, { ok: false, error: message.error });
        break;
      case 'progress':
        open.get(message.id)?.onProgress?.(message.progress);
        break;
      case 'changed':
        onChanged(message.position);
        break;
      case 'hello':
        break;
    }
  };

  return {
    call: (method, input, onProgress, callId) =>
      new Promise((answer) => {
        if (hasGivenUp) return answer({ ok: false, error: FAILED });
        lastId += 1;
        const message: ToHost = { kind: 'call', id: lastId, method, input };
        open.set(lastId, { callId, answer, onProgress, message, isSent: port !== null });
        port?.send(message);
      }),
    cancel: (callId) => {
      for (const [id, call] of [...open]) {
        if (call.callId !== callId) continue;
        if (call.isSent) port?.send({ kind: 'cancel', id });
        else settle(id, { ok: false, error: CANCELLED });
      }
    },
    connect: (next) => {
      failWhere(RESTARTED, (call) => call.isSent);
      port = next;
      next.onMessage((message) => {
        if (port === next) receive(message);
      });
      for (const call of open.values()) {
        call.isSent = true;
        next.send(call.message);
      }
    },
    lose: () => {
      port = null;
      hasGivenUp = false;
      failWhere(RESTARTED, (call) => call.isSent);
    },
    giveUp: () => {
      port = null;
      hasGivenUp = true;
      failWhere(FAILED, () => true);
    },
  };
}
