import type { Result } from '../domain/result.ts';
import type { Method, Output, Parsed } from './contract.ts';
import type { Progress } from './protocol.ts';

/** What a handler is given besides its input. */
export interface CallContext {
  /** Aborts when the caller cancels or goes away. */
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** One function for each method of a room. */
export type HandlersOf<Methods> = { readonly [M in keyof Methods & Method]: Handlers[M] };

/** One function for each method of the contract. Input has been parsed; output is parsed again in tests only. */
export type Handlers = {
  readonly [M in Method]: (input: Parsed<M>, context: CallContext) => Promise<Result<Output<M>>>;
};
