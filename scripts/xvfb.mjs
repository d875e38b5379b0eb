import { spawn } from 'node:child_process';
import { SetupError } from './setup/say.mjs';

/** Starts an X server without a screen, on a number nobody uses. Resolves to `{display, stop}`. */
export function startXvfb() {
  return new Promise((resolve, reject) => {
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '2560x1440x24', '-nolisten', 'tcp', '-noreset'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    );
    const stop = () => {
      process.off('exit', stop);
      server.kill();
    };
    process.on('exit', stop);
    const fail = (reason) =>
      reject(
        new SetupError(
          `The X server Xvfb did not start (${reason}).`,
          'Install xvfb, or run this where there is a display.',
        ),
      );
    server.on('error', (error) => fail(error.message));
    server.on('exit', (code) => fail(`it ended with code ${code}`));
    let number = '';
    server.stdio[3].on('data', (chunk) => {
      number += chunk;
      if (!number.includes('\n')) return;
      // Neither the server nor the pipe may keep this process alive once its work is done.
      server.unref();
      server.stdio[3].unref?.();
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
