import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Handlers } from '../api/handlers.ts';
import { sweepBuilding } from '../app/lay-out-beside.ts';
import type { Environment } from '../app/workspace.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { sweepUnsealed } from '../exchange/open-package.ts';
import { createDesk, type Desk } from './desk.ts';
import { type FileUse, grantedPaths } from './granted-paths.ts';
import { acrossHandlers } from './handlers/across-handlers.ts';
import { allocationHandlers } from './handlers/allocation-handlers.ts';
import { appealsHandlers } from './handlers/appeals-handlers.ts';
import type { Around } from './handlers/around.ts';
import { attemptsHandlers } from './handlers/attempts-handlers.ts';
import { backupHandlers } from './handlers/backup-handlers.ts';
import { batchesHandlers } from './handlers/batches-handlers.ts';
import { bundlesHandlers } from './handlers/bundles-handlers.ts';
import { chainHandlers } from './handlers/chain-handlers.ts';
import { commentsHandlers } from './handlers/comments-handlers.ts';
import { evidenceHandlers } from './handlers/evidence-handlers.ts';
import { exchangeHandlers } from './handlers/exchange-handlers.ts';
import { ledgerHandlers } from './handlers/ledger-handlers.ts';
import { markingHandlers } from './handlers/marking-handlers.ts';
import { moderationHandlers } from './handlers/moderation-handlers.ts';
import { peopleHandlers } from './handlers/people-handlers.ts';
import { queueHandlers } from './handlers/queue-handlers.ts';
import { resolveHandlers } from './handlers/resolve-handlers.ts';
import { resultsHandlers } from './handlers/results-handlers.ts';
import { standardisationHandlers } from './handlers/standardisation-handlers.ts';
import { unitsHandlers } from './handlers/units-handlers.ts';
import { workspaceHandlers } from './handlers/workspace-handlers.ts';
import type { CreateHost } from './host-types.ts';

/** Wires the rooms together: one open workspace, the files that were granted, and a handler for every method. */
export const createHost: CreateHost = async (environment) => {
  await mkdir(environment.userDataDir, { recursive: true });
  await Promise.all([sweepUnsealed(), sweepBuilding(join(environment.userDataDir, 'workspaces'))]);
  const clock: Environment = { now: () => Date.now(), newId: () => randomUUID() };
  const granted = grantedPaths();
  const listeners = new Set<(position: number) => void>();
  const desk = createDesk(environment, clock);
  const settingsPath = join(environment.userDataDir, 'settings.json');
  const { reopen } = environment;
  // Whatever keeps it from opening is said when the person opens it.
  if (reopen) await desk.open({ recent: null, path: reopen.directory, passphrase: reopen.passphrase });

  const handlers = handlersOf(desk, {
    pathOf: async (token, use) => {
      const path = await granted.pathOf(token, use);
      return path === null
        ? refused('file.not_granted', 'This file was not chosen in this session. Choose it again.')
        : ok(path);
    },
    changed: () => {
      const position = desk.current()?.store.records.position() ?? 0;
      for (const listener of listeners) listener(position);
    },
    settingsPath,
    resourcesDir: environment.resourcesDir,
  });
  return {
    handlers,
    grant: granted.grant,
    onChanged: (listener) => void listeners.add(listener),
    close: () => desk.close(),
  };
};

interface Given {
  readonly pathOf: (token: string, use?: FileUse) => Promise<Result<string>>;
  readonly changed: () => void;
  readonly settingsPath: string;
  readonly resourcesDir: string;
}

function handlersOf(desk: Desk, given: Given): Handlers {
  const { inside } = desk;
  const around: Around = {
    ...given,
    desk,
    inside,
    command: async (work) => {
      const result = await inside(work);
      if (result.ok) given.changed();
      return result;
    },
    pathsOf: async (tokens) => {
      const paths: string[] = [];
      for (const token of tokens) {
        const path = await given.pathOf(token);
        if (!path.ok) return path;
        paths.push(path.value);
      }
      return ok(paths);
    },
  };
  return {
    ...acrossHandlers(around),
    ...appealsHandlers(around),
    ...attemptsHandlers(around),
    ...backupHandlers(around),
    ...allocationHandlers(around),
    ...batchesHandlers(around),
    ...bundlesHandlers(around),
    ...chainHandlers(around),
    ...commentsHandlers(around),
    ...evidenceHandlers(around),
    ...exchangeHandlers(around),
    ...ledgerHandlers(around),
    ...markingHandlers(around),
    ...moderationHandlers(around),
    ...peopleHandlers(around),
    ...queueHandlers(around),
    ...resolveHandlers(around),
    ...resultsHandlers(around),
    ...standardisationHandlers(around),
    ...unitsHandlers(around),
    ...workspaceHandlers(around),
  };
}
