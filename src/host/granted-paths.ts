const WAIT_MS = 2000;

/** The paths behind file tokens. */
export interface GrantedPaths {
  /** A file chosen to be read must not be written over: `use` says what the person chose it for. */
  grant(token: string, path: string, use?: FileUse): void;
  /** Null for a token nobody granted for this. */
  pathOf(token: string, use?: FileUse): Promise<string | null>;
}

/** Whatever may be written may be read too. */
export type FileUse = 'read' | 'write';

/** Grants and calls come over two ports, so a call may overtake the grant it needs: it is given a moment to arrive. */
export function grantedPaths(): GrantedPaths {
  const paths = new Map<string, string>();
  const readOnly = new Set<string>();
  const forUse = (token: string, path: string | null, use: FileUse) =>
    use === 'write' && readOnly.has(token) ? null : path;
  const waiting = new Map<string, Set<(path: string) => void>>();
  return {
    grant(token, path, use = 'write') {
      paths.set(token, path);
      if (use === 'read') readOnly.add(token);
      for (const resolve of waiting.get(token) ?? []) resolve(path);
      waiting.delete(token);
    },
    pathOf(token, use = 'read') {
      const path = paths.get(token);
      if (path !== undefined) return Promise.resolve(forUse(token, path, use));
      return new Promise((resolve) => {
        const waiters = waiting.get(token) ?? new Set();
        waiting.set(token, waiters);
        const arrived = (late: string | null) => {
          clearTimeout(timer);
          waiters.delete(arrived);
          resolve(forUse(token, late, use));
        };
        const timer = setTimeout(() => arrived(null), WAIT_MS);
        waiters.add(arrived);
      });
    },
  };
}
