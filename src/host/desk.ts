import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CallContext } from '../api/handlers.ts';
import type { RecentWorkspace, WorkspaceInfo } from '../api/shapes.ts';
import { inTurn } from '../app/in-turn.ts';
import type { KeySealing } from '../app/keyring.ts';
import { readOwnFile, writeOwnFile } from '../app/own-files.ts';
import { describeWorkspace } from '../app/people.ts';
import { createWorkspace, type Environment, openWorkspace, type Workspace } from '../app/workspace.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import { evidenceReader } from './evidence-reader.ts';
import type { HostEnvironment } from './host-types.ts';

const Recents = z.array(
  z.object({ id: z.string(), name: z.string(), location: z.string(), openedAt: z.string() }),
);

/** What lies open: one workspace at a time, and those that were open before. */
export interface Desk {
  readonly hasKeychain: boolean;
  current(): Workspace | null;
  /** Runs on the open workspace; `workspace.none_open` without one. */
  inside<T>(work: (workspace: Workspace) => Promise<Result<T>>): Promise<Result<T>>;
  recent(): Promise<RecentWorkspace[]>;
  create(wanted: {
    name: string;
    provider: string;
    person: string;
    folder: string | null;
    passphrase?: string | undefined;
  }): Promise<Result<WorkspaceInfo>>;
  open(wanted: {
    recent: string | null;
    path: string | null;
    passphrase: string | null;
  }): Promise<Result<WorkspaceInfo>>;
  openDemo(call: CallContext): Promise<Result<WorkspaceInfo>>;
  close(): Promise<void>;
}

export function createDesk(environment: HostEnvironment, clock: Environment): Desk {
  const { userDataDir, resourcesDir, sealer } = environment;
  const recentsPath = join(userDataDir, 'recent.json');
  const keychain = sealer.available ? { seal: sealer.seal, unseal: sealer.unseal } : null;
  const sealing = (passphrase: string | null): KeySealing => ({ keychain, passphrase });
  const underWay = new Set<Promise<unknown>>();
  let open: Workspace | null = null;
  let lastCallAt = performance.now();
  const reader = environment.readsInBackground
    ? evidenceReader({
        isBusy: () => underWay.size > 0,
        lastCallAt: () => lastCallAt,
        onRead: () => environment.onRead?.(),
      })
    : null;

  // Two workspaces opened at once would leave one open with nobody to close it.
  const turn = inTurn();
  const demoTurn = inTurn();

  const close = async () => {
    const closing = open;
    open = null;
    await reader?.stop();
    // Nothing more begins, and work under way ends first: its records are whole, or not there.
    await Promise.allSettled(underWay);
    await closing?.close();
    environment.onOpen(null);
  };

  const lay = async (workspace: Workspace, passphrase: string | null): Promise<Result<WorkspaceInfo>> => {
    open = workspace;
    const { directory, vault } = workspace;
    environment.onOpen({ directory, vault: vault.directory, passphrase });
    const info = await describeWorkspace(workspace);
    const others = (await readOwnFile(recentsPath, Recents, [])).filter(
      (one) => one.location !== workspace.directory,
    );
    const now = new Date(clock.now()).toISOString();
    const recents = [
      { id: workspace.id, name: info.name, location: workspace.directory, openedAt: now },
      ...others,
    ];
    await writeOwnFile(recentsPath, recents.slice(0, 20));
    reader?.start(workspace);
    return ok(info);
  };

  const openAt = async (path: string, passphrase: string | null): Promise<Result<WorkspaceInfo>> => {
    // The workspace that lies open may be the one that is asked for, and holds its own lock.
    await close();
    const opened = await openWorkspace(path, sealing(passphrase), clock);
    return opened.ok ? lay(opened.value, passphrase) : opened;
  };

  return {
    hasKeychain: keychain !== null,
    current: () => open,
    async inside(work) {
      if (!open) return refused('workspace.none_open', 'Open a workspace first.');
      const working = work(open).catch(refusedByDatabase);
      underWay.add(working);
      return working.finally(() => {
        underWay.delete(working);
        lastCallAt = performance.now();
        reader?.wake();
      });
    },
    async recent() {
      const recents = await readOwnFile(recentsPath, Recents, []);
      return recents.map((one) => ({ ...one, exists: existsSync(join(one.location, 'workspace.sqlite')) }));
    },
    create: (wanted) => turn(() => create(wanted)),
    open: (wanted) => turn(() => openWanted(wanted)),
    openDemo: (call) => demoTurn(() => openDemo(call)),
    close: () => turn(close),
  };

  async function create({ name, provider, person, folder, passphrase }: Parameters<Desk['create']>[0]) {
    const directory = folder ?? freeFolder(join(userDataDir, 'workspaces'), name);
    const made = await createWorkspace(
      { directory, name, provider, person, isDemo: false, sealing: sealing(passphrase ?? null) },
      clock,
    );
    if (!made.ok) return made;
    await close();
    return lay(made.value, passphrase ?? null);
  }

  async function openWanted({ recent, path, passphrase }: Parameters<Desk['open']>[0]) {
    const known =
      recent === null ? null : (await readOwnFile(recentsPath, Recents, [])).find((one) => one.id === recent);
    const location = path ?? known?.location;
    if (!location)
      return refused('workspace.unknown', 'This workspace is not in the list any more. Choose its folder.');
    return openAt(location, passphrase);
  }

  async function openDemo(call: CallContext) {
    const directory = demoFolder();
    if (existsSync(join(directory, 'workspace.sqlite'))) return turn(() => openAt(directory, null));
    await turn(close);
    // Built beside and moved into place when it is whole: a kill half-way leaves no half a demo.
    const building = `${directory}.building`;
    await rm(building, { recursive: true, force: true });
    // Loaded when asked for: making its documents needs libraries that nobody else waits for.
    const { buildDemo } = await import('../app/build-demo.ts');
    const built = await buildDemo(
      { directory: building, resourcesDir, sealing: sealing(null), finalDirectory: directory },
      clock,
      call,
    );
    return built.ok ? turn(() => openAt(directory, null)) : built;
  }

  function demoFolder(): string {
    return join(userDataDir, 'workspaces', 'demo');
  }
}

/** A folder for a new workspace that is not taken: its name without what file systems dislike, numbered if need be. */
function freeFolder(parent: string, name: string): string {
  const slug =
    name
      .normalize('NFKD')
      .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .toLowerCase()
      .slice(0, 60) || 'workspace';
  for (let number = 1; ; number += 1) {
    const folder = join(parent, number === 1 ? slug : `${slug}-${number}`);
    if (!existsSync(folder)) return folder;
  }
}
