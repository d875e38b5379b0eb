import { useCallback, useRef, useState } from 'react';

/** What drawing one page may take before it is given up. */
const LIMIT_MS = 15_000;
/** What it may take when somebody asks for it again. */
const RETRY_MS = 60_000;

type Attempt = 'given up' | 'again';

/** Pages whose drawing took too long. The worker that was at it is ended: it may never come back. */
export function useGivenUp(onWorkerStuck: () => void) {
  const [attempts, setAttempts] = useState<ReadonlyMap<number, Attempt>>(() => new Map());
  const latest = useRef(onWorkerStuck);
  latest.current = onWorkerStuck;
  const onStuck = useCallback((page: number) => {
    setAttempts((now) => new Map(now).set(page, 'given up'));
    latest.current();
  }, []);
  const onRetry = useCallback((page: number) => setAttempts((now) => new Map(now).set(page, 'again')), []);
  return {
    onStuck,
    onRetry,
    isGivenUp: (page: number) => attempts.get(page) === 'given up',
    /** `null` for a page that was given up. */
    limitMs: (page: number): number | null => {
      const attempt = attempts.get(page);
      return attempt === undefined ? LIMIT_MS : attempt === 'again' ? RETRY_MS : null;
    },
  };
}
