import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Input } from '../../src/api/contract.ts';
import type { PersonKey, SubmissionId } from '../../src/domain/ids.ts';

export type PackableKind = Input<'exchange.plan'>['kind'];

/** What is known of what is to be sent, by where one came from. */
export interface SendRequest {
  readonly kind?: PackableKind;
  readonly to?: PersonKey;
  readonly submissions?: readonly SubmissionId[];
}

interface SendingState {
  readonly request: SendRequest | null;
  open(request: SendRequest): void;
  close(): void;
}

/** Whether something is being made to send, and what. */
export const sending = createStore<SendingState>()((set) => ({
  request: null,
  open: (request) => set({ request }),
  close: () => set({ request: null }),
}));

export function useSending(): SendRequest | null {
  return useStore(sending, (state) => state.request);
}
