import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './places.mjs';

/**
 * Runs a command to its end and resolves to `{code, output}`; it never rejects for a non-zero code.
 * `quiet` collects what it prints instead of showing it (on stderr). `beat` is called every ten seconds.
 */
export function run(command, args, { cwd = root, env = process.env, quiet = false, timeoutMs, beat } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      if (!quiet) process.stderr.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const startedMs = Date.now();
    const beating = beat && setInterval(() => beat(Math.round((Date.now() - startedMs) / 1000)), 10_000);
    const limit = timeoutMs && setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const end = (code) => {
      clearInterval(beating);
      clearTimeout(limit);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Hands the terminal to a command; resolves to its exit code, passing on the signals that end this process. */
export function become(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    const forget = () => {
      for (const signal of signals) process.off(signal, pass);
    };
    child.on('error', (error) => {
      forget();
      reject(error);
    });
    child.on('close', (code, signal) => {
      forget();
      resolve(code ?? 128 + (constants.signals[signal] ?? 1));
    });
  });
}

/** How to call the npm that runs this script, or the one on the PATH, without a shell. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return [process.env.npm_node_execpath ?? process.execPath, script];
  return process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', 'npm'] : ['npm'];
}

export function npm(args, options = {}) {
  const [command, ...before] = npmCommand();
  // `npm run` names this project as the place to install to, which is wrong for work in another folder.
  const { npm_config_local_prefix: _, ...env } = options.env ?? process.env;
  return run(command, [...before, ...args], { ...options, env });
}
