import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { flushDirectories } from '../evidence/flush-to-disk.ts';
import { openPackage } from '../exchange/open-package.ts';
import type { OpenPackage } from '../exchange/package-reader.ts';
import { workspaceIdOf } from '../ledger/content-ids.ts';
import { readRecord, type SignedRecord } from '../ledger/record.ts';
import { openDatabase } from '../store/open-database.ts';
import { storeOf } from '../store/store.ts';
import { diskFailure } from './disk-failure.ts';
import type { KeySealing } from './keyring.ts';
import { takeInPackages } from './take-in.ts';
import { DATABASE, type Environment, openWorkspace } from './workspace.ts';

export interface PackageToRestore {
  /** The backup package. */
  readonly file: string;
  /** An empty or missing folder for the workspace of that name. */
  readonly directoryFor: (workspaceName: string) => string;
  readonly sealing: KeySealing;
}

/**
 * Lays a workspace out from a backup package: records, evidence and names are taken in like any others, each proving
 * itself, and what was local to the machine that made it is put back as it was. Built beside the folder and moved into
 * place when it is whole. Gives the folder. Fails with `backup.…`, `package.…`, `workspace.exists`, `key.…`.
 */
export async function restorePackage(
  { file, directoryFor, sealing }: PackageToRestore,
  environment: Environment,
  call: CallContext,
): Promise<Result<string>> {
  const opened = await openPackage(file, {}, call);
  if (!opened.ok) return opened;
  const directory = directoryFor(opened.value.manifest.workspace.name);
  const building = `${directory}.restoring`;
  try {
    if (existsSync(join(directory, DATABASE)))
      return refused(
        'workspace.exists',
        'There is a workspace in this folder already. A backup is never restored over it: choose another folder.',
      );
    await rm(building, { recursive: true, force: true });
    await mkdir(building, { recursive: true });
    const laid = await layOut(building, opened.value);
    if (!laid.ok) return laid;
    const filled = await fill(building, file, sealing, environment, call);
    if (!filled.ok) return filled;
    // A folder that is there must be empty: nothing in it is written over.
    await rm(directory, { recursive: false, force: true }).catch(() => undefined);
    await rename(building, directory);
    await flushDirectories([join(directory, '..')]);
    return ok(directory);
  } catch (error) {
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled. Nothing was restored.');
    return { ok: false, error: diskFailure(error) };
  } finally {
    await opened.value.close();
    await rm(building, { recursive: true, force: true });
  }
}

/** A database with the founding record, and with what was local to the machine. */
async function layOut(building: string, open: OpenPackage): Promise<Result<void>> {
  if (open.manifest.kind !== 'backup')
    return refused(
      'backup.other_kind',
      'This package is no backup: it holds what was meant for somebody else. Take it in where its workspace lies open.',
    );
  const founding = await foundingIn(open);
  if (!founding.ok) return founding;
  const database = openDatabase(join(building, DATABASE), { create: true });
  if (!database.ok) return database;
  try {
    const store = storeOf(database.value);
    store.append({ records: [founding.value], local: { workspace: open.manifest.workspace.id } });
    for await (const row of open.local()) {
      if (!row.ok) return row;
      if (!store.localTables.restore(JSON.parse(row.value.json)))
        return refused(
          'backup.newer',
          'This backup holds what this version of Assay does not know. Update Assay, then restore it. Nothing was restored.',
        );
    }
    // Whoever wrote the package may have named another workspace among what is local.
    if (store.local.get('workspace') === open.manifest.workspace.id) return ok(undefined);
    return refused('backup.damaged', 'This backup says two different things of which workspace it is.');
  } finally {
    database.value.close();
  }
}

async function foundingIn(open: OpenPackage): Promise<Result<SignedRecord>> {
  for await (const packed of open.records()) {
    if (!packed.ok) return packed;
    const read = readRecord(packed.value.bytes, packed.value.signature);
    if (!read.ok) continue;
    const { fact } = read.value;
    if (
      fact.type === 'workspace.created' &&
      workspaceIdOf(fact.author, fact.body.nonce) === open.manifest.workspace.id
    )
      return read;
  }
  return refused('backup.damaged', 'This backup does not hold the record that founded its workspace.');
}

async function fill(
  building: string,
  file: string,
  sealing: KeySealing,
  environment: Environment,
  call: CallContext,
): Promise<Result<void>> {
  const workspace = await openWorkspace(building, sealing, environment);
  if (!workspace.ok) return workspace;
  try {
    const taken = await takeInPackages(workspace.value, [file], call);
    if (!taken.ok) return taken;
    const wrong = taken.value.flatMap((one) => one.problems).find((one) => one.severity === 'error');
    return wrong
      ? refused(wrong.code, wrong.message, wrong.at === null ? {} : { at: wrong.at })
      : ok(undefined);
  } finally {
    await workspace.value.close();
  }
}
