import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CLOCKS_APART_MS } from '../domain/clocks.ts';
import type { FactBody } from '../domain/facts.ts';
import type { PersonKey, RecordId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { openVault } from '../evidence/open-vault.ts';
import type { Vault } from '../evidence/vault-types.ts';
import { workspaceIdOf } from '../ledger/content-ids.ts';
import { generateKeyPair, signerOf } from '../ledger/ed25519.ts';
import type { RecordSigner } from '../ledger/record.ts';
import type { LocalKey } from '../store/local-state.ts';
import { openDatabase, refusedByDatabase } from '../store/open-database.ts';
import { type Append, DraftChanged, openStore, SealOpened, type Store, storeOf } from '../store/store.ts';
import { adoptNewer } from './adopt-newer.ts';
import { backupsIn, sweepParts } from './backups.ts';
import { type Damage, knownDamage } from './damage-found.ts';
import { finishErasures } from './finish-erasures.ts';
import { finishInterruptedImport } from './import-journal.ts';
import { inTurn } from './in-turn.ts';
import { DEMO_PASSPHRASE, Keyring, type KeySealing, passphraseNeeded } from './keyring.ts';
import { endOfChain } from './own-chain.ts';
import { finishInterruptedRestore, keepDamagedLog } from './restore.ts';
import { chainFacts, type Stated } from './state-facts.ts';

/** Time and chance, passed in so that the core is deterministic under test. */
export interface Environment {
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** An open workspace: its folder, database, vault and the keys this machine holds. */
export interface Workspace {
  readonly id: string;
  readonly directory: string;
  readonly store: Store;
  readonly vault: Vault;
  readonly keyring: Keyring;
  /** What is known to be damaged. */
  readonly damage: Damage;
  readonly environment: Environment;
  /** The key that whoever is at the desk signs with: one of this machine's. Drafts are kept under it. */
  me(): PersonKey;
  /** Whoever is at the desk, as a person: the first of their keys. What is theirs in a view carries it. */
  person(): PersonKey;
  /** The time that the next record will carry: now, but never before what was recorded last. */
  now(): number;
  /**
   * States facts as the person at the desk (or as `by`, whose key is here): signs, chains and stores them in one
   * transaction. Fails with `key.…` or `database.…`; nothing is stored then. A command that was carried out before
   * gives the record it led to.
   */
  state(facts: readonly Stated[], more?: StateOptions): Promise<Result<StatedResult>>;
  /** One import at a time: they share a journal. */
  oneImportAtATime<T>(work: () => Promise<T>): Promise<T>;
  /** One merge at a time: it shows what it took in before the next one begins. */
  oneMergeAtATime<T>(work: () => Promise<T>): Promise<T>;
  /** Records from elsewhere were taken in: what is stated from now on comes after them, unless their clock is wrong. */
  observe(records: readonly { readonly at: string }[]): void;
  close(): Promise<void>;
}

export interface StateOptions extends Omit<Append, 'records'> {
  readonly by?: PersonKey;
  /** The time to state, for histories that are replayed; now when absent. */
  readonly at?: number;
}

export interface StatedResult {
  readonly position: number;
  readonly ids: readonly RecordId[];
}

/** The database in the folder of a workspace. */
export const DATABASE = 'workspace.sqlite';
export const VAULT = 'vault';

export interface NewWorkspace {
  readonly directory: string;
  readonly name: string;
  readonly provider: string;
  readonly person: string;
  readonly isDemo: boolean;
  readonly sealing: KeySealing;
  /** When it was founded; now when absent. */
  readonly at?: number;
}

/** Makes a workspace in an empty or missing folder and opens it. Leaves nothing behind when it fails. */
export async function createWorkspace(
  wanted: NewWorkspace,
  environment: Environment,
): Promise<Result<Workspace>> {
  const { directory } = wanted;
  const made = await mkdir(directory, { recursive: true }).then(
    () => true,
    () => false,
  );
  if (!made)
    return refused(
      'workspace.unwritable',
      'The folder for the workspace cannot be made. Choose another place.',
    );
  const path = join(directory, DATABASE);
  const existed = existsSync(path);
  const opened = openDatabase(path, { create: true });
  const failed = async <F>(failure: F): Promise<F> => {
    if (opened.ok) opened.value.close();
    if (!existed) for (const end of ['', '-wal', '-shm']) await rm(`${path}${end}`, { force: true });
    return failure;
  };
  if (!opened.ok) return failed(opened);
  const db = opened.value;
  try {
    const store = storeOf(db);
    // A database without records is what a kill while founding leaves: it is taken over.
    if (store.records.count() > 0) {
      db.close();
      return refused(
        'workspace.exists',
        'There is a workspace in this folder already. Open it, or choose another folder.',
      );
    }
    const pair = generateKeyPair();
    const signer = signerOf(pair.privateKey);
    const keyring = new Keyring(store, sealingOf(wanted.isDemo, wanted.sealing));
    const kept = await keyring.seal(wanted.person, pair);
    if (!kept.ok) return failed(kept);
    const id = found(store, wanted, signer, kept.value, wanted.at ?? environment.now());
    return ok(await assemble(await realpath(directory), store, keyring, id, environment));
  } catch (error) {
    return failed(refusedByDatabase(error));
  }
}

/** Records who founded the workspace, and what this machine keeps beside the records, in one transaction. */
function found(
  store: Store,
  wanted: NewWorkspace,
  signer: RecordSigner,
  key: LocalKey,
  foundedAt: number,
): string {
  const nonce = randomBytes(16).toString('hex');
  const id = workspaceIdOf(signer.did, nonce);
  const body: FactBody<'workspace.created'> = {
    name: wanted.name,
    provider: wanted.provider,
    nonce,
    isDemo: wanted.isDemo,
  };
  const appointed: FactBody<'person.appointed'> = {
    person: signer.did,
    name: wanted.person,
    roles: ['provider', 'assessor', 'moderator', 'adjudicator'],
    units: 'all',
    from: new Date(foundedAt).toISOString(),
    until: null,
  };
  const records = chainFacts({ workspace: id, signer, head: null, at: foundedAt }, [
    { type: 'workspace.created', body },
    { type: 'person.appointed', body: appointed },
  ]);
  const pseudonymKey = randomBytes(32).toString('hex');
  store.append({ records, keys: [key], local: { workspace: id, me: signer.did, pseudonymKey } });
  return id;
}

/** Opens a workspace by its folder, or by its database inside it. */
export async function openWorkspace(
  path: string,
  sealing: KeySealing,
  environment: Environment,
): Promise<Result<Workspace>> {
  const directory = basename(path) === DATABASE ? join(path, '..') : path;
  await finishInterruptedRestore(directory);
  const opened = openDatabase(join(directory, DATABASE), { create: false });
  if (!opened.ok) {
    // A disk without room for it must not hide why the workspace does not open.
    if (opened.error.code === 'database.log_damaged') await keepDamagedLog(directory).catch(() => {});
    return opened;
  }
  const db = opened.value;
  const failed = <F>(failure: F): F => {
    db.close();
    return failure;
  };
  try {
    const prepared = openStore(db);
    if (!prepared.ok) return failed(prepared);
    const store = prepared.value;
    const id = store.local.get('workspace');
    if (id === null || store.records.count() === 0) {
      return failed(
        refused(
          'database.damaged',
          'This workspace is incomplete: its founding record is missing. Restore it from a backup.',
        ),
      );
    }
    store.views.catchUp();
    adoptNewer(store, id);
    const founding = store.records.factsAbout('people').find((fact) => fact.type === 'workspace.created');
    const keyring = new Keyring(store, sealingOf(founding?.body.isDemo ?? false, sealing));
    const unlocked = await keyring.unlock(store.local.get('me'));
    if (!unlocked.ok) {
      // The demo is tried with its own first; a backup of it was sealed with another.
      const isAskedFor = sealing.passphrase === null && unlocked.error.code === 'key.passphrase_wrong';
      return failed(isAskedFor ? passphraseNeeded() : unlocked);
    }
    return ok(await assemble(await realpath(directory), store, keyring, id, environment));
  } catch (error) {
    db.close();
    return refusedByDatabase(error);
  }
}

/** Nobody is asked for the passphrase of the demo. */
export function sealingOf(isDemo: boolean, sealing: KeySealing): KeySealing {
  return isDemo ? { ...sealing, passphrase: sealing.passphrase ?? DEMO_PASSPHRASE } : sealing;
}

/** When the people whose keys are here last stated something: they never go back behind themselves. */
function lastOwnTime(store: Store): number {
  const times = store.local.keys().map(({ key }) => Date.parse(store.records.lastTimeBy(key) ?? '') || 0);
  return Math.max(0, ...times);
}

async function assemble(
  directory: string,
  store: Store,
  keyring: Keyring,
  id: string,
  environment: Environment,
): Promise<Workspace> {
  const vault = openVault(join(directory, VAULT));
  await vault.sweep();
  await sweepParts(backupsIn(directory));
  await finishInterruptedImport(directory, store, vault);
  const damage = await knownDamage(directory);
  let lastAt = lastOwnTime(store);
  // Nobody follows a clock that is wrong.
  const observe: Workspace['observe'] = (records) => {
    const latest = new Date(environment.now() + CLOCKS_APART_MS).toISOString();
    for (const { at } of records) if (at <= latest) lastAt = Math.max(lastAt, Date.parse(at) || 0);
  };
  observe(store.records.latestTimes());
  const oneImportAtATime = inTurn();
  const oneMergeAtATime = inTurn();
  const now = () => Math.max(environment.now(), lastAt + 1);
  const me = (): PersonKey => (store.local.get('me') ?? '') as PersonKey;
  const workspace: Workspace = {
    id,
    directory,
    store,
    vault,
    keyring,
    damage,
    environment,
    me,
    person: () => store.authority().personOf(me()),
    now,
    async state(facts, more = {}) {
      const { by = me(), at = now(), ...append } = more;
      const signer = await keyring.signer(by);
      if (!signer.ok) return signer;
      // The same command may have been carried out while this one waited for its key.
      const done = append.command === undefined ? null : store.doneBefore(append.command);
      if (done) return ok({ position: store.records.position(), ids: [done] });
      // Later facts never carry an earlier time, even when the clock was set back.
      const from = Math.max(at, lastAt + 1);
      const records = chainFacts(
        { workspace: id, signer: signer.value, head: endOfChain(store, by), at: from },
        facts,
      );
      try {
        const position = store.append({ ...append, records });
        lastAt = from + records.length - 1;
        return ok({ position, ids: records.map((record) => record.id) });
      } catch (error) {
        if (error instanceof SealOpened)
          return refused('seals.opened_already', 'What was sealed was opened meanwhile.');
        return error instanceof DraftChanged
          ? refused(
              'draft.newer_elsewhere',
              'This draft was changed while it was being submitted, so nothing was. Look at the newest version, then submit it.',
            )
          : refusedByDatabase(error);
      }
    },
    oneImportAtATime,
    oneMergeAtATime,
    observe,
    async close() {
      await oneImportAtATime(async () => {});
      await oneMergeAtATime(async () => {});
      keyring.forget();
      store.close();
    },
  };
  await finishErasures(workspace, { signal: new AbortController().signal, progress: () => {} });
  return workspace;
}
