import { join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { openVault } from '../evidence/open-vault.ts';
import { openPackage } from '../exchange/open-package.ts';
import type { OpenPackage } from '../exchange/package-reader.ts';
import { workspaceIdOf } from '../ledger/content-ids.ts';
import { fileRecord } from '../ledger/file-record.ts';
import { type Db, openDatabase } from '../store/open-database.ts';
import { type Incoming, type Store, storeOf } from '../store/store.ts';
import { sayNotIncluded } from './describe-package.ts';
import { diskFailure } from './disk-failure.ts';
import { layOutBeside } from './lay-out-beside.ts';
import { DATABASE, VAULT } from './workspace.ts';

const RECORDS_AT_ONCE = 2000;
const EVIDENCE_AT_ONCE = 200;

interface Restored {
  readonly directory: string;
  /** Sentences: what was damaged where the backup was made, and so is not in what it brought back. */
  readonly notes: readonly string[];
}

/**
 * Lays out the workspace that a backup package holds, with its evidence and all that was local to its machine, in an
 * empty or missing folder (`directoryFor` its name), and says which. It is built beside and moved there when it is
 * whole. `passphrase` opens one that is encrypted with it. Fails with `backup.…`, `package.…`, `workspace.exists` or `disk.…`; nothing is left then.
 */
export async function restorePackage(
  file: string,
  directoryFor: (workspaceName: string) => string,
  now: number,
  call: CallContext,
  passphrase: string | null = null,
): Promise<Result<Restored>> {
  const opened = await openPackage(file, { passphrase }, call);
  if (!opened.ok) return opened;
  const open = opened.value;
  const directory = directoryFor(open.manifest.workspace.name);
  try {
    if (open.manifest.kind !== 'backup')
      return refused(
        'backup.other_kind',
        'This package is no backup. Take it in where its workspace is open.',
      );
    const laid = await layOutBeside(directory, (building) => layOut(open, building, now, call));
    return laid.ok ? ok({ directory, notes: sayNotIncluded(open.manifest.leftOut) }) : laid;
  } catch (error) {
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled. Nothing was restored.');
    return { ok: false, error: diskFailure(error) };
  } finally {
    await open.close();
  }
}

async function layOut(
  open: OpenPackage,
  directory: string,
  now: number,
  call: CallContext,
): Promise<Result<void>> {
  const database = openDatabase(join(directory, DATABASE), { create: true });
  if (!database.ok) return database;
  const db = database.value;
  try {
    const store = storeOf(db);
    const local = await takeLocal(db, store, open);
    if (!local.ok) return local;
    const records = await takeRecords(store, open, new Date(now).toISOString(), call);
    if (!records.ok) return records;
    if (!isFounded(store, open.manifest.workspace.id))
      return refused(
        'backup.damaged',
        'This backup does not say who founded the workspace, so it cannot be one.',
      );
  } finally {
    db.close();
  }
  return takeEvidence(open, join(directory, VAULT), call);
}

async function takeLocal(db: Db, store: Store, open: OpenPackage): Promise<Result<void>> {
  const rows: unknown[] = [];
  for await (const one of open.local()) {
    if (!one.ok) return one;
    rows.push(JSON.parse(one.value.json));
  }
  const restored = db.transaction(() => rows.every((row) => store.localTables.restore(row))).immediate();
  return restored
    ? ok(undefined)
    : refused(
        'backup.newer',
        'This backup was made by a newer version of Assay. Update Assay to restore it.',
      );
}

async function takeRecords(
  store: Store,
  open: OpenPackage,
  arrivedAt: string,
  call: CallContext,
): Promise<Result<void>> {
  const { id } = open.manifest.workspace;
  const total = open.manifest.records;
  // First what records name, so that they are shown with it.
  for await (const one of open.privates()) {
    if (!one.ok) return one;
    store.privates.put(one.value.hash, one.value.json);
  }
  let [records, newer, done]: [Incoming['records'][number][], Incoming['newer'][number][], number] = [
    [],
    [],
    0,
  ];
  const flush = () => {
    call.signal.throwIfAborted();
    store.takeIn({ records, newer, privateJson: [], arrivedAt }, 'later');
    [records, newer] = [[], []];
    call.progress({ phase: 'Restoring records', done, total });
  };
  for await (const one of open.records()) {
    if (!one.ok) return one;
    const { bytes, signature, line } = one.value;
    const as = fileRecord({ bytes, signature }, id);
    if (as.kind === 'refused')
      return refused(as.error.code, as.error.message, { at: `records.jsonl:${line}` });
    if (as.kind === 'known') records.push({ ...as.filing, bytes, signature });
    else newer.push({ ...as.newer, bytes, signature });
    done += 1;
    if (records.length + newer.length >= RECORDS_AT_ONCE) flush();
  }
  flush();
  store.views.catchUp();
  return ok(undefined);
}

const isFounded = (store: Store, workspace: string) =>
  store.local.get('workspace') === workspace &&
  store.records
    .factsAbout('people')
    .some(
      (fact) =>
        fact.type === 'workspace.created' && workspaceIdOf(fact.author, fact.body.nonce) === workspace,
    );

async function takeEvidence(
  open: OpenPackage,
  vaultFolder: string,
  call: CallContext,
): Promise<Result<void>> {
  const vault = openVault(vaultFolder);
  const total = open.evidence.length;
  for (let from = 0; from < total; from += EVIDENCE_AT_ONCE) {
    const part = open.evidence.slice(from, from + EVIDENCE_AT_ONCE);
    const staging = await vault.stage();
    try {
      for (const { hash, sizeBytes } of part) {
        call.signal.throwIfAborted();
        const staged = await open.takeEvidence(hash, (source) =>
          staging.add(source, { maxBytes: sizeBytes, signal: call.signal }),
        );
        if (!staged.ok) return staged;
      }
      await staging.commit(part.map(({ hash }) => hash));
    } finally {
      await staging.discard();
    }
    call.progress({ phase: 'Restoring evidence', done: Math.min(from + EVIDENCE_AT_ONCE, total), total });
  }
  return ok(undefined);
}
