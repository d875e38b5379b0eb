import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { CallContext } from '../api/handlers.ts';
import type { PackedFile, RecentWorkspace, WorkspaceInfo } from '../api/shapes.ts';
import { inTurn } from '../app/in-turn.ts';
import { joinWorkspace } from '../app/join.ts';
import type { KeySealing } from '../app/keyring.ts';
import { readOwnFile, writeOwnFile } from '../app/own-files.ts';
import { describeWorkspace } from '../app/people.ts';
import { restoreBackup } from '../app/restore.ts';
import { restorePackage } from '../app/restore-package.ts';
import { createWorkspace, type Environment, openWorkspace, type Workspace } from '../app/workspace.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { refusedByDatabase } from '../store/open-database.ts';
import { backupKeeper } from './backup-keeper.ts';
import { evidenceReader } from './evidence-reader.ts';
import type { HostEnvironment } from './host-types.ts';

const Recents = z.array(
  z.object({ id: z.string(), name: z.string(), location: z.string(), openedAt: z.string() }),
);

/** What lies open: one workspace at a time, and those that were open before. */
export interface Desk {
  readonly hasKeychain: boolean;
  current(): Workspace | null;
  /** The open workspace once nothing is being opened, closed or restored any more: in between there is none. */
  settled(): Promise<Workspace | null>;
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
  /** Joins the workspace that an invitation belongs to, and opens the copy. */
  join(
    wanted: {
      readonly invitation: string;
      readonly into: string;
      readonly name: string;
      readonly folder: string | null;
      readonly passphrase: string | null;
    },
    call: CallContext,
  ): Promise<Result<{ workspace: WorkspaceInfo; acceptance: PackedFile; words: string }>>;
  openDemo(call: CallContext): Promise<Result<WorkspaceInfo>>;
  /** The folder of the open workspace, or of the one that could not be opened last. */
  directory(): string | null;
  /** Puts a backup in the place of that workspace, and opens what it is then. */
  restore(
    wanted: { id: string; passphrase: string | null },
    call: CallContext,
  ): Promise<Result<WorkspaceInfo>>;
  /** Lays out the workspace of a backup package in a folder of its own, and opens it. */
  restorePackage(
    wanted: { readonly file: string; readonly folder: string | null; readonly passphrase: string | null },
    call: CallContext,
  ): Promise<Result<{ workspace: WorkspaceInfo; notes: string[] }>>;
  close(): Promise<void>;
}

export function createDesk(environment: HostEnvironment, clock: Environment): Desk {
  const { userDataDir, resourcesDir, sealer } = environment;
  const recentsPath = join(userDataDir, 'recent.json');
  const keychain = sealer.available ? { seal: sealer.seal, unseal: sealer.unseal } : null;
  const sealing = (passphrase: string | null): KeySealing => ({ keychain, passphrase });
  const underWay = new Set<Promise<unknown>>();
  let open: Workspace | null = null;
  let asked: { readonly directory: string; readonly passphrase: string | null } | null = null;
  let lastCallAt = performance.now();
  const reader = environment.readsInBackground
    ? evidenceReader({
        isBusy: () => underWay.size > 0,
        lastCallAt: () => lastCallAt,
        onRead: () => environment.onRead?.(),
      })
    : null;
  const keeper = environment.keepsBackups
    ? backupKeeper({ isBusy: () => underWay.size > 0, lastCallAt: () => lastCallAt })
    : null;

  // Two workspaces opened at once would leave one open with nobody to close it.
  const turn = inTurn();
  const demoTurn = inTurn();

  const close = async () => {
    const closing = open;
    open = null;
    await Promise.all([reader?.stop(), keeper?.stop()]);
    // Nothing more begins, and work under way ends first: its records are whole, or not there.
    await Promise.allSettled(underWay);
    await closing?.close();
    environment.onOpen(null);
  };

  const lay = async (workspace: Workspace, passphrase: string | null): Promise<Result<WorkspaceInfo>> => {
    open = workspace;
    const { directory, vault } = workspace;
    asked = { directory, passphrase };
    environment.onOpen({ directory, vault: vault.directory, passphrase });
    const info = await describeWorkspace(workspace);
    const before = await readOwnFile(recentsPath, Recents, []);
    const others = before.filter((one) => one.location !== workspace.directory);
    // One machine may hold several copies of a workspace, which are then told apart by where they are.
    const isTaken = others.some((one) => one.id === workspace.id);
    const id =
      before.find((one) => one.location === workspace.directory)?.id ??
      (isTaken ? `${workspace.id} ${directory}` : workspace.id);
    const now = new Date(clock.now()).toISOString();
    const recents = [{ id, name: info.name, location: workspace.directory, openedAt: now }, ...others];
    await writeOwnFile(recentsPath, recents.slice(0, 20));
    reader?.start(workspace);
    keeper?.start(workspace);
    return ok(info);
  };

  const openAt = async (path: string, passphrase: string | null): Promise<Result<WorkspaceInfo>> => {
    // The workspace that lies open may be the one that is asked for, and holds its own lock.
    await close();
    asked = { directory: basename(path) === 'workspace.sqlite' ? dirname(path) : path, passphrase };
    const opened = await openWorkspace(path, sealing(passphrase), clock);
    return opened.ok ? lay(opened.value, passphrase) : opened;
  };

  return {
    hasKeychain: keychain !== null,
    current: () => open,
    settled: () => turn(async () => open),
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
    join: (wanted, call) => turn(() => joinAt(wanted, call)),
    openDemo: (call) => demoTurn(() => openDemo(call)),
    directory: () => asked?.directory ?? null,
    restore: (wanted, call) => turn(() => restore(wanted, call)),
    restorePackage: (wanted, call) => turn(() => restoreFrom(wanted, call)),
    close: () =>
      turn(async () => {
        asked = null;
        await close();
      }),
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

  async function joinAt({ folder, passphrase, ...wanted }: Parameters<Desk['join']>[0], call: CallContext) {
    const directoryFor = (name: string) => folder ?? freeFolder(join(userDataDir, 'workspaces'), name);
    const joined = await joinWorkspace(
      { ...wanted, directoryFor, sealing: sealing(passphrase) },
      clock,
      call,
    );
    if (!joined.ok) return joined;
    await close();
    const { workspace, acceptance, words } = joined.value;
    const info = await lay(workspace, passphrase);
    return info.ok ? ok({ workspace: info.value, acceptance, words }) : info;
  }

  async function openWanted({ recent, path, passphrase }: Parameters<Desk['open']>[0]) {
    const known =
      recent === null ? null : (await readOwnFile(recentsPath, Recents, [])).find((one) => one.id === recent);
    const location = path ?? known?.location;
    if (!location)
      return refused('workspace.unknown', 'This workspace is not in the list any more. Choose its folder.');
    return openAt(location, passphrase);
  }

  async function restore({ id, passphrase }: Parameters<Desk['restore']>[0], call: CallContext) {
    if (!asked) return refused('workspace.none_open', 'Open a workspace first.');
    const { directory } = asked;
    const secret = passphrase ?? asked.passphrase;
    await close();
    const restored = await restoreBackup(directory, id, clock.now(), call);
    const opened = await openAt(directory, secret);
    return restored.ok ? opened : restored;
  }

  async function restoreFrom(
    { file, folder, passphrase }: Parameters<Desk['restorePackage']>[0],
    call: CallContext,
  ) {
    const directoryFor = (name: string) => folder ?? freeFolder(join(userDataDir, 'workspaces'), name);
    const laid = await restorePackage(file, directoryFor, clock.now(), call, passphrase);
    if (!laid.ok) return laid;
    const { directory, notes } = laid.value;
    // Before anything is closed: whoever has yet to give a passphrase keeps what lies open, and finds the folder free.
    const opened = await openWorkspace(directory, sealing(passphrase), clock);
    if (!opened.ok) {
      if (opened.error.code.startsWith('key.passphrase'))
        await rm(directory, { recursive: true, force: true });
      return opened;
    }
    await close();
    const info = await lay(opened.value, passphrase);
    return info.ok ? ok({ workspace: info.value, notes: [...notes] }) : info;
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
