import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, Method, Output } from '../../src/api/contract.ts';
import type { Failure } from '../../src/domain/result.ts';
import { api } from './api.ts';
import { onChanges } from './changes.ts';

/** `isSlow` turns true after 150 ms without an answer: only then is waiting worth showing. */
export interface Read<T> {
  readonly value: T | undefined;
  readonly error: Failure | undefined;
  readonly isSlow: boolean;
  readonly reload: () => void;
}

const SLOW_AFTER_MS = 150;

/**
 * Reads from the core and reads again whenever it reports a change; the last value stays while it does.
 * `input` of `null` reads nothing.
 */
export function useRead<M extends Method>(method: M, input: Input<M> | null): Read<Output<M>> {
  const key = input === null ? null : `${method} ${JSON.stringify(input)}`;
  const [answer, setAnswer] = useState<{ key: string; value?: Output<M>; error?: Failure }>();
  const [isSlow, setIsSlow] = useState(false);
  const [round, setRound] = useState(0);
  const latest = useRef(input);
  latest.current = input;

  useEffect(() => onChanges(() => setRound((n) => n + 1)), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the input; `round` asks again.
  useEffect(() => {
    const asked = latest.current;
    if (key === null || asked === null) return;
    let isCurrent = true;
    const slow = setTimeout(() => setIsSlow(true), SLOW_AFTER_MS);
    void api.call(method, asked).then((result) => {
      if (!isCurrent) return;
      clearTimeout(slow);
      setIsSlow(false);
      setAnswer(result.ok ? { key, value: result.value } : { key, error: result.error });
    });
    return () => {
      isCurrent = false;
      clearTimeout(slow);
      setIsSlow(false);
    };
  }, [key, method, round]);

  const reload = useCallback(() => setRound((n) => n + 1), []);
  const isMine = answer !== undefined && answer.key === key;
  return {
    value: isMine ? answer.value : undefined,
    error: isMine ? answer.error : undefined,
    isSlow,
    reload,
  };
}
