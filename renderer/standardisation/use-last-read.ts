import { useRef } from 'react';
import type { Input, Method, Output } from '../../src/api/contract.ts';
import { type Read, useRead } from '../state/read.ts';

/** Reads as `useRead` does, and goes on showing the last answer while the next is on its way. */
export function useLastRead<M extends Method>(method: M, input: Input<M> | null): Read<Output<M>> {
  const read = useRead(method, input);
  const last = useRef<Output<M> | undefined>(undefined);
  if (read.value !== undefined) last.current = read.value;
  return read.error === undefined && read.value === undefined ? { ...read, value: last.current } : read;
}
