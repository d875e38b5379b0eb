import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CallContext } from '../api/handlers.ts';
import type { PackagePlan, PackedFile } from '../api/shapes.ts';
import type { ArtifactHash, PersonKey } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Lock } from '../exchange/age-file.ts';
import {
  type EvidenceToPack,
  type NamedJson,
  type RecordToPack,
  writePackage,
} from '../exchange/write-package.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { hashOf } from '../ledger/content-ids.ts';
import { everyRecord } from '../store/every-record.ts';
import type { LocalKey } from '../store/local-state.ts';
import { counted, countedTypes, sayLeftOut } from './describe-package.ts';
import { type Gathered, gatherPackage, type WantedPackage } from './gather-package.ts';
import { placeFor, slug } from './place-package.ts';
import type { Workspace } from './workspace.ts';

/** What would go into a package, and what stays out. */
export async function planPackage(workspace: Workspace, wanted: WantedPackage): Promise<Result<PackagePlan>> {
  const gathered = await gather(workspace, wanted);
  if (!gathered.ok) return gathered;
  const { byType, nameless } = gathered.value;
  const { evidence, missing } = await evidenceOf(workspace, gathered.value);
  const evidenceBytes = evidence.reduce((sum, one) => sum + one.sizeBytes, 0);
  const holds = countedTypes(byType);
  if (evidence.length > 0) holds.push(counted(evidence.length, 'file of evidence', 'files of evidence'));
  const leavesOut = [...LEAVES_OUT[wanted.kind]];
  if (nameless > 0)
    leavesOut.push(
      `Learners’ names of ${counted(nameless, 'submission', 'submissions').what}: they are marked anonymously.`,
    );
  if (missing > 0)
    leavesOut.push(
      `${counted(missing, 'file of evidence', 'files of evidence').what} that are not on this machine.`,
    );
  return ok({
    kind: wanted.kind,
    holds,
    leavesOut,
    records: [...byType.values()].reduce((sum, n) => sum + n, 0),
    evidenceBytes,
    suggestedName: suggestedName(workspace, wanted),
  });
}

const LEAVES_OUT: Record<WantedPackage['kind'], readonly string[]> = {
  assignment: ['What others think of these submissions, and who else was asked.', 'All other submissions.'],
  seal: ['What was sealed: it stays on this machine until every seal is in.', 'All evidence.'],
  judgments: ['Drafts, and what is sealed and not yet open.', 'What others decided.'],
  moderation: ['Drafts, and what is sealed and not yet open.'],
  workspace: ['Private keys, drafts, comment banks, and what is sealed and not yet open.'],
  backup: [],
};

export interface PackOptions extends WantedPackage {
  /** For whoever it is for: with their keys, or a backup for nobody in particular with the passphrase. */
  readonly encrypt: boolean;
  /** Of a backup: encrypts it, and seals the keys in it, so that it is of use where this machine is lost. */
  readonly passphrase?: string | undefined;
  /** A file to save as, or a folder. */
  readonly into: string;
}

/** Makes a package. Fails with `package.…`, `key.…` or `call.cancelled`; nothing is written then. */
export async function packPackage(
  workspace: Workspace,
  options: PackOptions,
  call: CallContext,
): Promise<Result<PackedFile>> {
  const lock = lockFor(workspace, options);
  if (!lock.ok) return lock;
  call.progress({ phase: 'Choosing what goes in', done: 0, total: 1 });
  const gathered = await gather(workspace, options);
  if (!gathered.ok) return gathered;
  const me = workspace.me();
  const signer = await workspace.keyring.signer(me);
  if (!signer.ok) return signer;
  const authority = workspace.store.authority();
  const { evidence } = await evidenceOf(workspace, gathered.value);
  // What this machine's keychain seals, no other machine opens.
  const keys =
    lock.value?.kind === 'passphrase' ? await workspace.keyring.sealedWith(lock.value.passphrase) : null;
  const named = (key: PersonKey) => ({ key, name: authority.nameOf(key) });
  const { positions, byType, privates } = gathered.value;
  const out = await placeFor(options.into, suggestedName(workspace, options));
  try {
    const written = await writePackage(
      {
        out,
        kind: options.kind,
        workspace: { id: workspace.id, name: workspaceName(workspace) },
        from: { name: authority.nameOf(me), signer: signer.value },
        to: options.to === null ? null : named(authority.personOf(options.to)),
        at: new Date(workspace.environment.now()).toISOString(),
        title: titleOf(workspace, options, gathered.value),
        note: '',
        about: null,
        recordCount: [...byType.values()].reduce((sum, n) => sum + n, 0),
        records: eachTime(() => recordsAt(workspace, positions)),
        privates: eachTime(() => privatesNamed(workspace, privates)),
        evidence,
        local: options.kind === 'backup' ? eachTime(() => localState(workspace, keys)) : [],
        lock: lock.value,
      },
      call,
    );
    if (!written.ok) return written;
    const { records, sizeBytes, leftOut } = written.value;
    return ok({
      name: basename(out),
      kind: options.kind,
      records,
      sizeBytes,
      encrypted: options.encrypt,
      leftOut: sayLeftOut(leftOut),
    });
  } catch (error) {
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled. No package was written.');
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return refused(
      'package.not_written',
      'The package could not be written. Check that the folder exists and the disk has room, then try again.',
    );
  }
}

async function gather(workspace: Workspace, wanted: WantedPackage): Promise<Result<Gathered>> {
  const authority = workspace.store.authority();
  if (wanted.to !== null && !authority.people.includes(authority.personOf(wanted.to)))
    return refused('people.unknown', 'Whoever it is for is not a person of this workspace. Choose another.');
  const gathered = await gatherPackage(workspace, wanted);
  if (!gathered.ok || wanted.kind !== 'assignment' || gathered.value.submissions > 0) return gathered;
  return refused(
    'package.nothing_allocated',
    `No submission is allocated to ${authority.nameOf(wanted.to ?? workspace.me())}. Allocate some first, then make the package.`,
  );
}

/** What opens the package; null for one that anybody can read. */
function lockFor(workspace: Workspace, { kind, to, encrypt, passphrase }: PackOptions): Result<Lock | null> {
  if (!encrypt) return ok(null);
  if (kind !== 'backup' || to !== null)
    return ok({ kind: 'keys', people: keysFor(workspace, to ?? workspace.me()) });
  return passphrase === undefined
    ? refused(
        'package.passphrase_needed',
        'A backup is for the day on which this machine is lost, and your key with it: encrypted to your own key, nothing could open it then. Encrypt it with a passphrase.',
      )
    : ok({ kind: 'passphrase', passphrase });
}

/** The keys with which that person may open it today. */
function keysFor(workspace: Workspace, person: PersonKey): readonly PersonKey[] {
  const authority = workspace.store.authority();
  const at = new Date(workspace.now()).toISOString();
  return authority.keysOf(person).filter((key) => authority.silenceOf(key, at) === null);
}

/** Begins anew each time it is gone through. */
const eachTime = <T>(begin: () => Iterable<T>): Iterable<T> => ({
  [Symbol.iterator]: () => begin()[Symbol.iterator](),
});

function* recordsAt(workspace: Workspace, positions: Gathered['positions']): Iterable<RecordToPack> {
  const { store } = workspace;
  if (positions === null) {
    yield* everyRecord(store);
    return;
  }
  for (const position of positions) {
    const row = store.recordPages.at(position);
    if (row) yield row;
  }
}

/** Sealed keys, drafts and what else is nobody's but this machine's. */
function* localState({ store }: Workspace, keys: readonly LocalKey[] | null): Iterable<NamedJson> {
  for (const row of store.localTables.rows(keys)) {
    const json = canonicalJson(row);
    yield { hash: hashOf(row), json };
  }
}

/** Only what is what its name says: something damaged would be refused, and the whole package with it. */
function* privatesNamed({ store }: Workspace, names: Gathered['privates']): Iterable<NamedJson> {
  if (names === null) {
    for (const { hash, json } of store.privates.all()) yield* sound(hash, json);
    return;
  }
  for (const hash of [...names].sort()) {
    const json = store.privates.text(hash);
    if (json !== null) yield* sound(hash, json);
  }
}

function* sound(hash: string, text: string): Iterable<NamedJson> {
  try {
    const value: unknown = JSON.parse(text);
    if (hashOf(value) === hash) yield { hash, json: canonicalJson(value) };
  } catch {
    // Damaged here; another copy may have it whole.
  }
}

const BREATHE_EVERY = 500;
/** Up to here a file is read in one go: handing it to another thread would take longer than reading it. */
const SMALL_BYTES = 256 * 1024;

async function evidenceOf(
  { vault }: Workspace,
  { evidence: wanted }: Gathered,
): Promise<{ readonly evidence: readonly EvidenceToPack[]; readonly missing: number }> {
  const evidence: EvidenceToPack[] = [];
  let looked = 0;
  for (const [hash, { sizeBytes, mediaType }] of wanted) {
    looked += 1;
    if (looked % BREATHE_EVERY === 0) await setImmediate();
    if (!vault.has(hash)) continue;
    const isText = /^text\/|[/+](json|xml|javascript|yaml)$/.test(mediaType);
    evidence.push({ hash, sizeBytes, isText, open: () => read(vault, hash, sizeBytes) });
  }
  return { evidence, missing: wanted.size - evidence.length };
}

async function* read(
  vault: Workspace['vault'],
  hash: ArtifactHash,
  sizeBytes: number,
): AsyncGenerator<Uint8Array> {
  if (sizeBytes <= SMALL_BYTES) yield readFileSync(vault.pathOf(hash));
  else for await (const piece of vault.read(hash)) yield piece;
}

function workspaceName({ store }: Workspace): string {
  const founding = store.records.factsAbout('people').find((fact) => fact.type === 'workspace.created');
  return founding?.body.name ?? '';
}

function titleOf(workspace: Workspace, { kind, to }: WantedPackage, { submissions }: Gathered): string {
  const nameOf = (key: PersonKey) => workspace.store.authority().nameOf(key);
  const about = counted(submissions, 'submission', 'submissions').what;
  const me = nameOf(workspace.me());
  switch (kind) {
    case 'assignment':
      return `${about} for ${to === null ? 'whoever gets it' : nameOf(to)} to assess`;
    case 'seal':
      return `Seals by ${me}`;
    case 'judgments':
      return `Decisions by ${me} on ${about}`;
    case 'moderation':
      return `Moderation by ${me} of ${about}`;
    case 'workspace':
      return `The workspace “${workspaceName(workspace)}”, ${about}`;
    case 'backup':
      return `Backup of “${workspaceName(workspace)}” on the machine of ${me}, ${about}`;
  }
}

function suggestedName(workspace: Workspace, { kind, to }: WantedPackage): string {
  const authority = workspace.store.authority();
  const day = new Date(workspace.environment.now()).toISOString().slice(0, 10);
  const whose =
    kind === 'workspace' || kind === 'backup' ? workspaceName(workspace) : authority.nameOf(workspace.me());
  const parts = [kind, slug(whose), ...(to === null ? [] : ['for', slug(authority.nameOf(to))]), day];
  return `${parts.filter((part) => part !== '').join('-')}.assay`;
}
