const WAIT_MS = 2000;

/** The paths behind file tokens. */
export interface GrantedPaths {
  grant(token: string, path: string): void;
  /** Null for a token nobody granted. */
  pathOf(token: string): Promise<string | null>;
}

/** Grants and calls come over two ports, so a call may overtake the grant it needs: it is given a moment to arrive. */
export function grantedPaths(): GrantedPaths {
  const paths = new Map<string, string>();
  const waiting = new Map<string, Set<(path: string) => void>>();
  return {
    grant(token, path) {
      paths.set(token, path);
      for (const resolve of waiting.get(token) ?? []) resolve(path);
      waiting.delete(token);
    },
    pathOf(token) {
      const path = paths.get(token);
      if (path !== undefined) return Promise.resolve(path);
      return new Promise((resolve) => {
        const waiters = waiting.get(token) ?? new Set();
        waiting.set(token, waiters);
        const arrived = (late: string | null) => {
          clearTimeout(timer);
          waiters.delete(arrived);
          resolve(late);
        };
        const timer = setTimeout(() => arrived(null), WAIT_MS);
        waiters.add(arrived);
      });
    },
  };
}
