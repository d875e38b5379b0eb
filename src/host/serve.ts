import { z } from 'zod';
import { contract, type Method } from '../api/contract.ts';
import type { CallContext, Handlers } from '../api/handlers.ts';
import type { FromHost } from '../api/protocol.ts';
import { type Result, refused } from '../domain/result.ts';
import { throttleProgress } from './throttle-progress.ts';

/** One caller's end of a port. */
export interface ServedPort {
  postMessage(message: FromHost): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The caller went away. */
  onClose?(listener: () => void): void;
}

export interface ServeOptions {
  readonly version: string;
  /** Where the stack of a bug goes. */
  readonly log: (message: string) => void;
}

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), id: z.int(), method: z.string(), input: z.unknown() }),
  z.object({ kind: z.literal('cancel'), id: z.int() }),
]);

/**
 * Answers one caller's calls until it goes away. Input is parsed with the contract; a call that fails in a way
 * nobody foresaw answers `bug.unexpected`, and the host lives on. Progress is sent at most 20 times a second.
 * Returns a function that tells this caller that views may have changed.
 */
export function serve(
  handlers: Handlers,
  port: ServedPort,
  options: ServeOptions,
): (position: number) => void {
  const openCalls = new Map<number, AbortController>();

  const answer = async (id: number, method: string, input: unknown) => {
    const abort = new AbortController();
    openCalls.set(id, abort);
    const throttled = throttleProgress((progress) => port.postMessage({ kind: 'progress', id, progress }));
    const result = await perform(handlers, method, input, {
      signal: abort.signal,
      progress: throttled.report,
    }).catch((error: unknown) =>
      abort.signal.aborted ? cancelled() : unexpected(method, error, options.log),
    );
    throttled.flush();
    openCalls.delete(id);
    port.postMessage(
      result.ok ? { kind: 'value', id, value: result.value } : { kind: 'failure', id, error: result.error },
    );
  };

  port.onMessage((received) => {
    const message = Message.safeParse(received);
    if (!message.success) {
      options.log(`a message was not understood: ${z.prettifyError(message.error)}`);
      return;
    }
    if (message.data.kind === 'cancel') openCalls.get(message.data.id)?.abort();
    else void answer(message.data.id, message.data.method, message.data.input);
  });
  port.onClose?.(() => {
    for (const abort of openCalls.values()) abort.abort();
  });
  port.postMessage({ kind: 'hello', version: options.version });
  return (position) => port.postMessage({ kind: 'changed', position });
}

/** Parses the input, then runs the method. Also what the command and tests call without a port. */
export async function perform(
  handlers: Handlers,
  method: string,
  input: unknown,
  context: CallContext,
): Promise<Result<unknown>> {
  if (!isMethod(method)) return refused('method.unknown', `There is no method ${method}.`);
  const parsed = contract[method].input.safeParse(input);
  if (!parsed.success) return invalidInput(method, parsed.error);
  // Each handler takes what its own method's schema parsed; the compiler cannot follow that through the union.
  const handler = handlers[method] as (input: unknown, context: CallContext) => Promise<Result<unknown>>;
  return handler(parsed.data, context);
}

function isMethod(method: string): method is Method {
  return Object.hasOwn(contract, method);
}

function invalidInput(method: Method, error: z.ZodError): Result<never> {
  const causes = error.issues.map((issue) => ({
    code: 'input.invalid',
    message: issue.message,
    at: issue.path.map(String).join('.'),
  }));
  const first = causes[0];
  const where = first?.at ? ` at ${first.at}` : '';
  const message = `What was given to ${method} is not valid${where}: ${first?.message ?? 'unknown reason'}.`;
  return refused('input.invalid', message, { at: first?.at, causes });
}

function cancelled(): Result<never> {
  return refused('call.cancelled', 'This was cancelled; nothing was changed.');
}

function unexpected(method: string, error: unknown, log: (message: string) => void): Result<never> {
  const description = error instanceof Error ? error.message : String(error);
  log(
    `${method} failed unexpectedly: ${error instanceof Error ? (error.stack ?? description) : description}`,
  );
  return refused(
    'bug.unexpected',
    `Assay met a fault of its own while doing this (${description}). Your work is kept; try again, and report it if it repeats.`,
  );
}
