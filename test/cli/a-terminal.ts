import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PASSPHRASE } from '../builders/a-workspace.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The one JSON value on stdout; throws when there is none or more. */
  readonly json: unknown;
}

/** A terminal in a folder: runs `assay` as a process of its own, with this node. */
export function aTerminal(cwd: string, more: Readonly<Record<string, string>> = {}) {
  const env = {
    ...process.env,
    ASSAY_HOME: join(cwd, '.home'),
    ASSAY_PASSPHRASE: PASSPHRASE,
    ASSAY_WORKSPACE: '',
    ...more,
  };
  return async (...args: string[]): Promise<Ran> => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const [code] = await once(child, 'close');
    return {
      code,
      out,
      err,
      get json() {
        return JSON.parse(out);
      },
    };
  };
}
