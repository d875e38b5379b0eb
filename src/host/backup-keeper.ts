import { setTimeout as delay } from 'node:timers/promises';
import { backupState, makeBackup } from '../app/backups.ts';
import type { Workspace } from '../app/workspace.ts';

const HOUR_MS = 60 * 60 * 1000;
/** The first screen, and reading what is new, come first. */
const START_AFTER_MS = 20_000;
/** People who pause this long between two calls do not notice a few milliseconds of work. */
const QUIET_MS = 2000;
/** How long the copy of a workspace in which work never pauses may be put off. */
const PATIENCE_MS = 10 * 60 * 1000;

export interface BackupKeeper {
  /** Makes backups in the background: when the last is more than a day old, and every hour in which something changed. */
  start(workspace: Workspace): void;
  /** Nothing of the workspace is touched any more when it resolves. */
  stop(): Promise<void>;
}

export function backupKeeper(host: {
  readonly isBusy: () => boolean;
  readonly lastCallAt: () => number;
  readonly startAfterMs?: number;
}): BackupKeeper {
  let abort: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();

  const run = async (workspace: Workspace, signal: AbortSignal) => {
    const { startAfterMs = START_AFTER_MS } = host;
    await delay(startAfterMs, undefined, { signal });
    const { lastAt, hasChanged } = await backupState(workspace);
    let isDue = hasChanged && (lastAt === null || workspace.environment.now() - lastAt > 24 * HOUR_MS);
    for (;;) {
      if (isDue) {
        const until = performance.now() + PATIENCE_MS;
        while (
          (host.isBusy() || performance.now() - host.lastCallAt() < QUIET_MS) &&
          performance.now() < until
        )
          await delay(Math.min(QUIET_MS, startAfterMs), undefined, { signal });
        // What keeps it from being made is noted beside the backups, and said by whoever lists them or verifies.
        await makeBackup(workspace, { signal, progress: () => {} });
      }
      await delay(HOUR_MS, undefined, { signal });
      isDue = (await backupState(workspace)).hasChanged;
    }
  };

  return {
    start(workspace) {
      const controller = new AbortController();
      abort = controller;
      // A folder that cannot even be read shows itself where people work.
      running = run(workspace, controller.signal).catch(() => {});
    },
    async stop() {
      abort?.abort();
      await running;
    },
  };
}
