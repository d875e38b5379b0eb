import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptanceIn, admitSomebody, proposalIn } from '../../src/app/admit.ts';
import { declareConflict } from '../../src/app/conflicts.ts';
import { listPeople, personShape } from '../../src/app/describe-people.ts';
import { importBundles } from '../../src/app/import-bundles.ts';
import { inviteSomebody } from '../../src/app/invite.ts';
import { joinWorkspace } from '../../src/app/join.ts';
import { describeWorkspace } from '../../src/app/people.ts';
import { type Proposal, signProposal } from '../../src/app/proposal.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { openPackage } from '../../src/exchange/open-package.ts';
import { type NewPackage, writePackage } from '../../src/exchange/write-package.ts';
import { canonicalJson } from '../../src/ledger/canonical-json.ts';
import { generateKeyPair, signerOf } from '../../src/ledger/ed25519.ts';
import { joinWords } from '../../src/ledger/key-words.ts';
import { anInvitation, bringRecords, joinWith, somebodyJoins } from '../builders/a-joining.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import {
  aBundle,
  aCall,
  aClock,
  aSubmission,
  aWorkspace,
  codeOf,
  must,
  SEALING,
} from '../builders/a-workspace.ts';

const manifestOf = async (path: string) => {
  const open = must(await openPackage(path, {}, aCall()));
  await open.close();
  return open.manifest;
};
const admit = (workspace: Workspace, path: string, words: string) =>
  admitSomebody(workspace, randomUUID(), path, words, aCall());
const joinRaw = async (invitation: string) => {
  const machine = await aTempFolder();
  const folder = join(machine, 'workspace');
  const joined = await joinWorkspace(
    { invitation, into: machine, directoryFor: () => folder, name: 'Eve', sealing: SEALING },
    aClock(),
    aCall(),
  );
  return { joined, folder };
};

/** The same package with something changed in it, signed anew by somebody. */
async function forged(path: string, change: (about: { proposal: Proposal; signature: string }) => object) {
  const { records, evidence: _, parts: __, assay: ___, v: ____, ...manifest } = await manifestOf(path);
  const signer = signerOf(generateKeyPair().privateKey);
  const out = join(await aTempFolder(), 'forged.assay');
  const open = must(await openPackage(path, {}, aCall()));
  const packed: { bytes: Buffer; signature: Buffer }[] = [];
  for await (const record of open.records()) packed.push(must(record));
  await open.close();
  const about = manifest.about as { proposal: Proposal; signature: string };
  const wanted: NewPackage = {
    ...manifest,
    out,
    from: { name: 'Eve', signer },
    about: JSON.parse(JSON.stringify(change(about))),
    recordCount: records,
    records: packed,
    privates: [],
    evidence: [],
    lock: null,
  };
  must(await writePackage(wanted, aCall()));
  return out;
}

describe('inviting somebody', () => {
  it('is: send this file, receive that file, compare six words', async () => {
    const { workspace } = await aWorkspace();
    await aSubmission(workspace);
    const invitation = await anInvitation(workspace, { units: 'all', trainee: true });
    expect(proposalIn(await manifestOf(invitation))).toEqual({
      name: 'Ann',
      roles: ['assessor'],
      units: 'all',
      until: null,
      trainee: true,
    });
    expect(listPeople(workspace)).toHaveLength(1);
    const ann = await joinWith(invitation);
    const seen = acceptanceIn(workspace, await manifestOf(ann.acceptancePath));
    expect(seen).toMatchObject({ words: ann.words, isAdmitted: false, person: null });
    expect(seen?.proposed).toMatchObject({ roles: ['assessor'], trainee: true });
    const admitted = must(await admit(workspace, ann.acceptancePath, ` ${ann.words.toUpperCase()}  `));
    expect(admitted).toMatchObject({
      key: ann.workspace.me(),
      name: 'Ann',
      roles: ['assessor'],
      trainee: true,
    });
    expect((await describeWorkspace(workspace)).guarded).toBe(true);
    expect(acceptanceIn(workspace, await manifestOf(ann.acceptancePath))?.isAdmitted).toBe(true);
  });
  it('brings records of a newer version, too: they are kept until this one is updated', async () => {
    const { workspace } = await aWorkspace();
    const path = await anInvitation(workspace);
    const { evidence: _, parts: __, assay: ___, v: ____, ...manifest } = await manifestOf(path);
    const signer = must(await workspace.keyring.signer(workspace.me()));
    const records: { bytes: Buffer; signature: Buffer }[] = [];
    const open = must(await openPackage(path, {}, aCall()));
    for await (const record of open.records()) records.push(must(record));
    await open.close();
    const at = '2026-06-01T09:30:00.000Z';
    const json = { v: 2, type: 'unit.translated', workspace: workspace.id, author: signer.did, seq: 9 };
    const bytes = Buffer.from(canonicalJson({ ...json, prev: null, at, body: { language: 'de' } }));
    records.push({ bytes, signature: Buffer.from(signer.sign(bytes)) });
    const out = join(await aTempFolder(), 'newer.assay');
    const from = { name: 'Root', signer };
    const rest = { recordCount: records.length, privates: [], evidence: [], lock: null };
    must(await writePackage({ ...manifest, ...rest, out, from, records }, aCall()));
    const ann = await joinWith(out);
    expect(ann.workspace.store.newer.after(0, 10).map((row) => row.bytes.equals(bytes))).toEqual([true]);
    expect(ann.workspace.store.records.count()).toBe(workspace.store.records.count());
    must(await admit(workspace, ann.acceptancePath, ann.words));
  });
  it('brings the units and the people, no submission, no name, and no other’s conflict of interest', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: { Bob: ['assessor'] } });
    const submission = await aSubmission(workspace);
    const body = { person: keyOf('Bob'), submission, reason: 'secret' };
    must(await declareConflict(workspace, randomUUID(), body));
    const invitation = await anInvitation(workspace);
    expect((await readFile(invitation)).toString('latin1')).not.toMatch(/Okafor|secret/);
    const ann = await joinWith(invitation);
    expect(ann.workspace.store.units.list()).toHaveLength(1);
    expect(listPeople(ann.workspace).map((one) => one.name)).toEqual(['Root', 'Bob']);
    expect(ann.workspace.store.queue.counts(ann.workspace.me()).toMark).toBe(0);
    expect(await describeWorkspace(ann.workspace)).toMatchObject({
      name: 'W',
      scope: 'part',
      me: { name: 'Ann', roles: [], isAppointed: false, canSign: true },
    });
    expect(ann.workspace.store.local.get('pseudonymKey')).toBeNull();
    const mo = await joinWith(await anInvitation(workspace, { name: 'Mo', roles: ['moderator'] }));
    expect((await describeWorkspace(mo.workspace)).scope).toBe('whole');
    expect(mo.workspace.store.local.get('pseudonymKey')).toBe(workspace.store.local.get('pseudonymKey'));
    expect(mo.workspace.store.authority().conflicts()).toHaveLength(1);
  });
  it('what was done between joining and being admitted counts once the appointment arrives', async () => {
    const { workspace } = await aWorkspace();
    await aSubmission(workspace);
    const mo = await joinWith(await anInvitation(workspace, { name: 'Mo', roles: ['moderator'] }), {
      name: 'Mo',
    });
    const [unit] = workspace.store.units.list();
    if (!unit) throw new Error('the bundle brought one');
    // A copy that skips the check of the command: the record waits.
    const body = { unit: unit.unit.id, anonymous: true };
    must(await mo.workspace.state([{ type: 'anonymity.set', body }]));
    bringRecords(mo.workspace, workspace);
    expect(workspace.store.units.isAnonymous(unit.unit.id)).toBe(false);
    must(await admit(workspace, mo.acceptancePath, mo.words));
    expect(workspace.store.units.isAnonymous(unit.unit.id)).toBe(true);
    bringRecords(workspace, mo.workspace);
    expect((await describeWorkspace(mo.workspace)).me).toMatchObject({
      isAppointed: true,
      roles: ['moderator'],
    });
  });
  it('is for providers, of those units', async () => {
    const { workspace, as } = await aWorkspace({ people: { Ann: ['assessor'] } });
    const into = await aTempFolder();
    const ask = () =>
      inviteSomebody(workspace, { name: 'Eve', roles: ['provider'], units: 'all' }, into, aCall());
    expect(must(await ask())).toMatchObject({ kind: 'invitation', name: 'invitation-eve.assay' });
    as('Ann');
    expect(codeOf(await ask())).toBe('people.not_allowed');
  });
});

describe('the six words', () => {
  it('are of the workspace and the key: another of either has others', async () => {
    const [a, b] = [(await aWorkspace()).workspace, (await aWorkspace()).workspace];
    const words = [joinWords(a.id, a.me()), joinWords(b.id, a.me()), joinWords(a.id, b.me())];
    expect(new Set(words).size).toBe(3);
    for (const said of words) expect(said.split(' ')).toHaveLength(6);
  });
  it('refuse whoever answered in the place of the one who was invited', async () => {
    const { workspace } = await aWorkspace();
    const invitation = await anInvitation(workspace);
    const [ann, eve] = [await joinWith(invitation), await joinWith(invitation, { name: 'Eve' })];
    expect(codeOf(await admit(workspace, eve.acceptancePath, ann.words))).toBe('acceptance.words_differ');
    expect(listPeople(workspace)).toHaveLength(1);
    expect(codeOf(await admit(workspace, ann.acceptancePath, ann.words))).toBe('ok');
  });
});

describe('an acceptance', () => {
  it('taken in twice admits one person', async () => {
    const { workspace } = await aWorkspace();
    const ann = await somebodyJoins(workspace);
    must(await admit(workspace, ann.acceptancePath, ann.words));
    expect(personShape(workspace, ann.workspace.me()).appointments).toHaveLength(1);
  });
  it('that asks for more than was proposed is refused, whoever signed it', async () => {
    const { workspace } = await aWorkspace();
    const ann = await joinWith(await anInvitation(workspace));
    const more = (proposal: Proposal): Proposal => ({
      ...proposal,
      appointment: { ...proposal.appointment, roles: ['provider'] },
    });
    const kept = await forged(ann.acceptancePath, ({ proposal, signature }) => ({
      proposal: more(proposal),
      signature,
    }));
    const resigned = await forged(ann.acceptancePath, ({ proposal }) => {
      const { assay: _, v: __, by: ___, ...rest } = more(proposal);
      return signProposal(rest, signerOf(generateKeyPair().privateKey));
    });
    for (const [path, code] of [
      [kept, 'acceptance.changed'],
      [resigned, 'acceptance.not_proposed'],
    ] as const) {
      const { from } = await manifestOf(path);
      expect(codeOf(await admit(workspace, path, joinWords(workspace.id, from.key)))).toBe(code);
      expect(acceptanceIn(workspace, await manifestOf(path))?.proposed).toBeNull();
    }
  });
  it('of another workspace, or that is none, is refused', async () => {
    const [a, b] = [(await aWorkspace()).workspace, (await aWorkspace()).workspace];
    const ann = await joinWith(await anInvitation(a));
    expect(codeOf(await admit(b, ann.acceptancePath, ann.words))).toBe('package.other_workspace');
    expect(codeOf(await admit(a, await anInvitation(a), ann.words))).toBe('acceptance.other_kind');
  });
  it('is taken in by providers only', async () => {
    const { workspace, as } = await aWorkspace({ people: { Bob: ['assessor'] } });
    const ann = await joinWith(await anInvitation(workspace));
    as('Bob');
    expect(codeOf(await admit(workspace, ann.acceptancePath, ann.words))).toBe('people.not_allowed');
  });
});

describe('an invitation', () => {
  it('that somebody changed, or that no provider made, is refused and leaves nothing behind', async () => {
    const { workspace } = await aWorkspace();
    const invitation = await anInvitation(workspace);
    const changed = await forged(invitation, (about) => about);
    const eves = await forged(invitation, ({ proposal }) => {
      const { assay: _, v: __, by: ___, ...rest } = proposal;
      return { ...signProposal(rest, signerOf(generateKeyPair().privateKey)), pseudonymKey: null };
    });
    for (const path of [changed, eves]) {
      const { joined, folder } = await joinRaw(path);
      expect(codeOf(joined)).toBe('invitation.damaged');
      expect(existsSync(join(folder, 'workspace.sqlite'))).toBe(false);
    }
    expect(codeOf((await joinRaw(await anInvitation(workspace))).joined)).toBe('ok');
  });
  it('is not a file of another kind', async () => {
    const { workspace } = await aWorkspace();
    const ann = await joinWith(await anInvitation(workspace));
    expect(codeOf((await joinRaw(ann.acceptancePath)).joined)).toBe('invitation.other_kind');
    const text = join(await aTempFolder(), 'text.assay');
    await writeFile(text, 'hello');
    expect(codeOf((await joinRaw(text)).joined)).toBe('package.not_package');
  });
  it('is not unpacked over a workspace', async () => {
    const { workspace, folder } = await aWorkspace();
    const invitation = await anInvitation(workspace);
    const joined = await joinWorkspace(
      { invitation, into: folder, directoryFor: () => folder, name: 'Eve', sealing: SEALING },
      aClock(),
      aCall(),
    );
    expect(codeOf(joined)).toBe('workspace.exists');
    expect(existsSync(join(folder, 'workspace.sqlite'))).toBe(true);
  });
});

describe('somebody known', () => {
  it('gets a key for another device in the same way', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: { Ann: ['assessor'] } });
    const person = { key: keyOf('Ann'), kind: 'device' } as const;
    const tablet = await somebodyJoins(workspace, { person });
    expect(personShape(workspace, keyOf('Ann'))).toMatchObject({
      roles: ['assessor'],
      keys: [{ kind: 'first' }, { kind: 'device', key: tablet.workspace.me(), until: null }],
    });
    bringRecords(workspace, tablet.workspace);
    expect((await describeWorkspace(tablet.workspace)).me).toMatchObject({
      name: 'Ann',
      roles: ['assessor'],
    });
    expect(tablet.workspace.person()).toBe(keyOf('Ann'));
  });
  it('gets a key in the place of a lost one, which is silent from the invitation on', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: { Ann: ['assessor'] } });
    const person = { key: keyOf('Ann'), kind: 'replacement' } as const;
    const fresh = await somebodyJoins(workspace, { person });
    const [lost, found] = personShape(workspace, keyOf('Ann')).keys;
    expect(lost?.until).not.toBeNull();
    expect(found).toMatchObject({ key: fresh.workspace.me(), kind: 'replacement' });
    const now = new Date(workspace.now()).toISOString();
    const holds = (key = keyOf('Ann')) =>
      workspace.store.authority().holds(key, ['assessor'], null, now).allowed;
    expect([holds(), holds(fresh.workspace.me())]).toEqual([false, true]);
  });
  it('may be the founder, who goes on as the same person', async () => {
    const { workspace, keyOf } = await aWorkspace();
    const person = { key: keyOf('Root'), kind: 'device' } as const;
    const tablet = await somebodyJoins(workspace, { person });
    bringRecords(workspace, tablet.workspace);
    expect(await describeWorkspace(tablet.workspace)).toMatchObject({
      guarded: false,
      scope: 'whole',
      me: { name: 'Root', isAppointed: true },
    });
    expect(tablet.workspace.store.local.get('pseudonymKey')).not.toBeNull();
  });
});

it('a copy without the pseudonym key takes no bundle in, and says whom to ask', async () => {
  const { workspace } = await aWorkspace();
  await aSubmission(workspace);
  const ann = await somebodyJoins(workspace);
  bringRecords(workspace, ann.workspace);
  const bundle = await aBundle(await aTempFolder(), { learner: 'C. Diaz' });
  const [outcome] = must(await importBundles(ann.workspace, [bundle], {}, aCall()));
  expect(outcome?.problems).toMatchObject([
    { code: 'import.no_pseudonym_key', message: expect.stringContaining('Ask the provider') },
  ]);
});
