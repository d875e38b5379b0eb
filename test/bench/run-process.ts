import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Timed } from './side-by-side.ts';

const TIME = '/usr/bin/time';

/** Runs a program to its end and gives what it printed. Throws when it fails. */
export function run(command: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve({ stdout, stderr });
      else reject(new Error(`${command} ended with ${code}: ${stderr.slice(-2000)}`));
    });
  });
}

/** Times a program from start to end, and its peak memory where `time` (GNU) is there to tell. */
export async function timeProgram(command: string, args: readonly string[]): Promise<Timed> {
  if (!existsSync(TIME)) {
    const startMs = performance.now();
    await run(command, args);
    return { ms: performance.now() - startMs, peakBytes: null };
  }
  const startMs = performance.now();
  const { stderr } = await run(TIME, ['-f', '%M', command, ...args]);
  const ms = performance.now() - startMs;
  const kibibytes = Number(stderr.trim().split('\n').at(-1));
  return { ms, peakBytes: Number.isFinite(kibibytes) ? kibibytes * 1024 : null };
}

/** Runs a TypeScript file of this folder in a Node of its own; resolves to the JSON it prints last. */
export async function runApart(script: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
