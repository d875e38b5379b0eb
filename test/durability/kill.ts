import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PASSPHRASE } from '../builders/a-workspace.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/**
 * Lets a process work on a closed workspace and kills it that long after it began, or after it acknowledged so many
 * steps: a busy machine then delays the kill as it delays the work. Gives the lines it acknowledged.
 */
export async function killedWhile(
  work: 'import' | 'assess' | 'export' | 'read',
  folder: string,
  args: readonly string[],
  afterMs: number,
  afterSteps = 0,
): Promise<string[]> {
  const options = ['--disable-warning=ExperimentalWarning', CHILD, work, folder, PASSPHRASE, ...args];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  child.stdout.on('data', (chunk) => {
    text += chunk;
    const steps = text.split('\n').length - 2;
    if (steps >= afterSteps) timer ??= setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  await once(child, 'close');
  if (timer) clearTimeout(timer);
  if (!text.startsWith('ready')) throw new Error(`the process did not begin: ${text}`);
  // A line without its end was cut by the kill: nobody could have read it.
  return text.split('\n').slice(1, -1);
}
