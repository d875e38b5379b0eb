import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { PackedFile } from '../api/shapes.ts';
import type { FactOf } from '../domain/facts.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { openPackage } from '../exchange/open-package.ts';
import type { OpenPackage } from '../exchange/package-reader.ts';
import { writePackage } from '../exchange/write-package.ts';
import { workspaceIdOf } from '../ledger/content-ids.ts';
import { generateKeyPair, signerOf } from '../ledger/ed25519.ts';
import { fileRecord } from '../ledger/file-record.ts';
import { joinWords } from '../ledger/key-words.ts';
import { factOfStored, type RecordSigner } from '../ledger/record.ts';
import type { LocalFact } from '../store/local-state.ts';
import type { KeptRecord } from '../store/newer-records.ts';
import { openDatabase } from '../store/open-database.ts';
import type { FiledRecord } from '../store/records.ts';
import { storeOf } from '../store/store.ts';
import { diskFailure } from './disk-failure.ts';
import { scopeOf } from './invite.ts';
import { Keyring, type KeySealing } from './keyring.ts';
import { layOutBeside } from './lay-out-beside.ts';
import { placeFor, slug } from './place-package.ts';
import { InvitationAbout, provesItself } from './proposal.ts';
import { DATABASE, type Environment, openWorkspace, sealingOf, type Workspace } from './workspace.ts';

export interface Joining {
  /** The invitation. */
  readonly invitation: string;
  /** Where the acceptance is saved: a file, or a folder. */
  readonly into: string;
  /** An empty or missing folder for the copy of the workspace, which has this name. */
  readonly directoryFor: (workspaceName: string) => string;
  /** What whoever joins is called on this machine. */
  readonly name: string;
  readonly sealing: KeySealing;
}

export interface Joined {
  readonly workspace: Workspace;
  readonly acceptance: PackedFile;
  /** Six words, the same on the machine of whoever invited: to be compared aloud. */
  readonly words: string;
}

/**
 * Makes a copy of the workspace that an invitation belongs to, with a new key, writes the acceptance to send back, and
 * opens the copy. Whoever joined may read it; what they record counts once a provider has admitted the key.
 * Leaves nothing behind when it fails: with `invitation.…`, `package.…`, `workspace.…` or `key.…`.
 */
export async function joinWorkspace(
  wanted: Joining,
  environment: Environment,
  call: CallContext,
): Promise<Result<Joined>> {
  const opened = await openPackage(wanted.invitation, {}, call);
  if (!opened.ok) return opened;
  let invitation: Result<Invitation>;
  try {
    invitation = await readInvitation(opened.value);
  } finally {
    await opened.value.close();
  }
  if (!invitation.ok) return invitation;
  const directory = wanted.directoryFor(invitation.value.founding.body.name);
  const laid = await layOut({ ...wanted, directory }, invitation.value, environment, call);
  if (!laid.ok) return laid;
  const workspace = await openWorkspace(directory, wanted.sealing, environment);
  return workspace.ok ? ok({ ...laid.value, workspace: workspace.value }) : workspace;
}

interface Invitation {
  readonly manifest: OpenPackage['manifest'];
  readonly about: InvitationAbout;
  readonly founding: FactOf<'workspace.created'>;
  readonly records: readonly FiledRecord[];
  /** For a newer version of the program to read. */
  readonly newer: readonly KeptRecord[];
}

async function readInvitation(open: OpenPackage): Promise<Result<Invitation>> {
  const { manifest } = open;
  if (manifest.kind !== 'invitation')
    return refused(
      'invitation.other_kind',
      'This package is no invitation. Choose the file you were invited with.',
    );
  const about = InvitationAbout.safeParse(manifest.about);
  const workspace = manifest.workspace.id;
  if (!about.success || !provesItself(about.data, workspace) || about.data.proposal.by !== manifest.from.key)
    return damaged('what it proposes is not what its sender signed');
  const records: FiledRecord[] = [];
  const newer: KeptRecord[] = [];
  for await (const packed of open.records()) {
    if (!packed.ok) return packed;
    const { bytes, signature } = packed.value;
    const as = fileRecord({ bytes, signature }, workspace);
    if (as.kind === 'refused')
      return as.error.code === 'record.other_workspace'
        ? damaged('one of its records is of another workspace')
        : { ok: false, error: as.error };
    if (as.kind === 'known') records.push({ ...as.filing, bytes, signature });
    else newer.push({ ...as.newer, bytes, signature });
  }
  const founding = records
    .filter(({ type }) => type === 'workspace.created')
    .map(({ id, bytes }) => factOfStored(id, bytes))
    .find(
      (fact) =>
        fact.type === 'workspace.created' && workspaceIdOf(fact.author, fact.body.nonce) === workspace,
    );
  return founding?.type === 'workspace.created'
    ? ok({ manifest, about: about.data, founding, records, newer })
    : damaged('it does not say who founded the workspace');
}

const damaged = (why: string) =>
  refused('invitation.damaged', `This invitation cannot be trusted: ${why}. Ask for a new one.`);

/** Writes acceptance and workspace; neither is left when one fails. */
async function layOut(
  { into, directory, name, sealing }: Joining & { readonly directory: string },
  invitation: Invitation,
  environment: Environment,
  call: CallContext,
): Promise<Result<Omit<Joined, 'workspace'>>> {
  let out: string | null = null;
  try {
    return await layOutBeside(directory, async (building) => {
      const pair = generateKeyPair();
      const signer = signerOf(pair.privateKey);
      const newcomer = { signer, pair, name, sealing };
      const stored = await store(join(building, DATABASE), newcomer, invitation, environment);
      if (!stored.ok) return stored;
      const place = await placeFor(into, `acceptance-${slug(name)}.assay`);
      const acceptance = await writeAcceptance(place, newcomer, invitation, environment, call);
      if (!acceptance.ok) return acceptance;
      out = place;
      return ok({
        acceptance: acceptance.value,
        words: joinWords(invitation.manifest.workspace.id, signer.did),
      });
    });
  } catch (error) {
    // Its key would be nowhere.
    if (out !== null) await rm(out, { force: true });
    if (call.signal.aborted) throw error;
    return { ok: false, error: diskFailure(error) };
  }
}

interface Newcomer {
  readonly signer: RecordSigner;
  readonly pair: ReturnType<typeof generateKeyPair>;
  readonly name: string;
  readonly sealing: KeySealing;
}

async function store(
  path: string,
  { signer, pair, name, sealing }: Newcomer,
  { manifest, about, founding, records, newer }: Invitation,
  environment: Environment,
): Promise<Result<void>> {
  const opened = openDatabase(path, { create: true });
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const store = storeOf(db);
    const keyring = new Keyring(store, sealingOf(founding.body.isDemo, sealing));
    const kept = await keyring.seal(name, pair);
    if (!kept.ok) return kept;
    const { roles, units } = about.proposal.appointment;
    const local: Partial<Record<LocalFact, string>> = {
      workspace: manifest.workspace.id,
      me: signer.did,
      scope: scopeOf(roles),
      ...(about.pseudonymKey === null ? {} : { pseudonymKey: about.pseudonymKey }),
    };
    store.append({ records: [], keys: [kept.value], local });
    const arrivedAt = new Date(environment.now()).toISOString();
    store.takeIn({ records, newer, privateJson: [], arrivedAt }, 'now');
    const { by, at, person } = about.proposal;
    const what = person ? 'adds a key' : 'appoints people';
    const may = store.authority().mayGovern(what, by, person ? 'all' : units, at);
    return may.allowed
      ? ok(undefined)
      : damaged(`its sender may not propose that there (${may.reason ?? ''})`);
  } finally {
    db.close();
  }
}

async function writeAcceptance(
  out: string,
  { signer, name }: Pick<Newcomer, 'signer' | 'name'>,
  { manifest, about: { proposal, signature } }: Invitation,
  environment: Environment,
  call: CallContext,
): Promise<Result<PackedFile>> {
  const written = await writePackage(
    {
      out,
      kind: 'acceptance',
      workspace: manifest.workspace,
      from: { name, signer },
      to: manifest.from,
      at: new Date(environment.now()).toISOString(),
      title: `${name} accepts the invitation to ${manifest.workspace.name}`,
      note: '',
      about: { proposal, signature },
      recordCount: 0,
      records: [],
      privates: [],
      evidence: [],
      lock: null,
    },
    call,
  );
  if (!written.ok) return written;
  const { sizeBytes, records } = written.value;
  return ok({ name: basename(out), kind: 'acceptance', records, sizeBytes, encrypted: false, leftOut: [] });
}
