import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, Method } from '../../src/api/contract.ts';
import type { CallResult, Progress } from '../../src/api/protocol.ts';
import type { Failure } from '../../src/domain/result.ts';
import { api } from './api.ts';

export interface Command<M extends Method> {
  readonly run: (input: Input<M>) => Promise<CallResult<M>>;
  readonly cancel: () => void;
  readonly isRunning: boolean;
  readonly progress: Progress | undefined;
  /** Why the last run failed; a cancelled run is no failure. */
  readonly error: Failure | undefined;
  readonly clear: () => void;
}

/** One method a person sets off: its progress, its failure, and a way to cancel. */
export function useCommand<M extends Method>(method: M): Command<M> {
  const [isRunning, setIsRunning] = useState(false);
  const [progress, setProgress] = useState<Progress>();
  const [error, setError] = useState<Failure>();
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(
    async (input: Input<M>) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setIsRunning(true);
      setProgress(undefined);
      setError(undefined);
      const result = await api.call(method, input, { signal: controller.signal, onProgress: setProgress });
      if (running.current === controller) {
        running.current = undefined;
        setIsRunning(false);
        setProgress(undefined);
        if (!result.ok && result.error.code !== 'call.cancelled') setError(result.error);
      }
      return result;
    },
    [method],
  );
  const cancel = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => setError(undefined), []);
  return { run, cancel, isRunning, progress, error, clear };
}
