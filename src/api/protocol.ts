import type { Failure } from '../domain/result.ts';
import type { Method, Output } from './contract.ts';

/** How far long work has come. `phase` is a word for people; units of `done` and `total` are pieces or bytes. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** What goes to the host over the port. */
export type ToHost =
  | { readonly kind: 'call'; readonly id: number; readonly method: Method; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

/** What comes back. `changed` says that views may differ from what was last read. */
export type FromHost =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: Failure }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'changed'; readonly position: number }
  | { readonly kind: 'hello'; readonly version: string };

export type CallResult<M extends Method> =
  | { readonly ok: true; readonly value: Output<M> }
  | { readonly ok: false; readonly error: Failure };
