import { describe, expect, it } from 'vitest';
import { createIncomingStore, type Inspection } from '../../../renderer/state/incoming.ts';
import { canTakeIn, needsMore, type PackagePreview } from '../../../renderer/state/sort-packages.ts';
import type { ChosenFile } from '../../../src/api/bridge.ts';
import { FileToken } from '../../../src/api/shapes.ts';
import { PersonKey } from '../../../src/domain/ids.ts';
import { ok, refused } from '../../../src/domain/result.ts';
import { anApi } from './an-api.ts';

const KEY = PersonKey.parse('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK');

function aFile(name: string, isFolder = false): ChosenFile {
  return { token: FileToken.parse(`ft_${name.padEnd(32, '0').replaceAll('.', '_')}`), name, isFolder };
}

function aPreview(about: Partial<PackagePreview> = {}): PackagePreview {
  return {
    file: 'judgments.assay',
    kind: 'judgments',
    title: 'Judgments of Marit Oyelaran',
    workspace: { id: 'w1', name: 'Winter term', isOpen: true },
    from: { key: KEY, name: 'Marit Oyelaran', words: 'one two three four five six', isKnown: true },
    to: null,
    at: '2026-11-23T14:30:00.000Z',
    encrypted: false,
    adds: [{ what: '3 assessments', n: 3 }],
    addsNot: [],
    newRecords: 3,
    knownRecords: 0,
    newEvidenceBytes: 0,
    invitation: null,
    acceptance: null,
    problems: [],
    ...about,
  };
}

const elsewhere = { id: 'w2', name: 'Summer term', isOpen: false };
const broken = {
  code: 'package.damaged',
  message: 'One part was changed.',
  at: null,
  severity: 'error' as const,
};

describe('what can be done with a package', () => {
  const file = aFile('a.assay');

  it('is taken in where it is sound and its workspace lies open', () => {
    expect(canTakeIn({ file, preview: aPreview() })).toBe(true);
    expect(canTakeIn({ file, preview: aPreview({ workspace: elsewhere }) })).toBe(false);
    expect(canTakeIn({ file, preview: aPreview({ problems: [broken] }) })).toBe(false);
    expect(canTakeIn({ file, preview: aPreview({ problems: [{ ...broken, severity: 'warning' }] }) })).toBe(
      true,
    );
  });

  it('is more where it invites, accepts or restores', () => {
    const more = (about: Partial<PackagePreview>) => needsMore({ file, preview: aPreview(about) });
    expect(more({ kind: 'invitation', workspace: elsewhere })).toBe(true);
    expect(more({ kind: 'invitation' })).toBe(false);
    expect(more({ kind: 'acceptance' })).toBe(true);
    expect(more({ kind: 'acceptance', workspace: elsewhere })).toBe(false);
    expect(more({ kind: 'backup' })).toBe(true);
    expect(more({ kind: 'backup', problems: [broken] })).toBe(false);
    expect(more({ kind: 'seal' })).toBe(false);
  });
});

describe('files that come in', () => {
  const inspection: Inspection = {
    path: 'portfolio.zip',
    kind: 'native',
    container: 'zip',
    ok: true,
    identifier: null,
    title: null,
    learner: null,
    units: [],
    carriesUnits: [],
    artifacts: [],
    totalBytes: 0,
    problems: [],
  };

  it('are told apart by what is in them: packages first, and what came with them next', async () => {
    const api = anApi({
      'exchange.inspect': async () => ok([{ file: 'portfolio.zip', notPackage: true }, aPreview()]),
      'bundles.inspect': async () => ok([inspection]),
    });
    const store = createIncomingStore(api);
    const [folder, zip, assay] = [aFile('folder', true), aFile('portfolio.zip'), aFile('judgments.assay')];
    await store.getState().receive([folder, zip, assay]);
    expect(store.getState().incoming).toMatchObject({
      kind: 'packages',
      packages: [{ file: assay }],
      others: [folder, zip],
      chosen: null,
    });
    await store.getState().receive([zip]);
    expect(store.getState().incoming).toMatchObject({ kind: 'preview', arrivals: [{ file: zip }] });
  });

  it('that are packages but cannot be opened are named with the reason, and are no bundles', async () => {
    const problem = { ...broken, code: 'package.for_somebody_else' };
    const api = anApi({
      'exchange.inspect': async () => ok([{ file: 'locked.assay', notPackage: true, problem }]),
    });
    const store = createIncomingStore(api);
    const locked = aFile('locked.assay');
    await store.getState().receive([locked]);
    expect(store.getState().incoming).toMatchObject({
      kind: 'packages',
      packages: [],
      unopened: [{ file: locked, problem }],
      others: [],
    });
  });

  it('go straight to being restored where a single one is locked with a passphrase, and only then', async () => {
    const locked = { file: 'all.assay', notPackage: true as const };
    const problem = { ...broken, code: 'package.passphrase_needed' };
    const [file, other] = [aFile('all.assay'), aFile('judgments.assay')];
    const api = anApi({
      'exchange.inspect': async ({ files }) =>
        ok(files.map((token) => (token === file.token ? { ...locked, problem } : aPreview()))),
    });
    const store = createIncomingStore(api);
    await store.getState().receive([file]);
    expect(store.getState().incoming).toMatchObject({ kind: 'packages', chosen: { file, problem } });
    await store.getState().receive([file, other]);
    expect(store.getState().incoming).toMatchObject({ unopened: [{ file }], chosen: null });
  });

  it('are taken in only where they can be', async () => {
    const asked: unknown[] = [];
    const api = anApi({
      'exchange.inspect': async () => ok([aPreview(), aPreview({ workspace: elsewhere })]),
      'exchange.merge': async (input) => {
        asked.push(input);
        return ok([]);
      },
    });
    const store = createIncomingStore(api);
    const [here, there] = [aFile('here.assay'), aFile('there.assay')];
    await store.getState().receive([here, there]);
    await store.getState().takeIn();
    expect(asked).toEqual([{ files: [here.token] }]);
    expect(store.getState().incoming.kind).toBe('taken');
  });

  it('are shown again where taking in was cancelled', async () => {
    const api = anApi({
      'exchange.inspect': async () => ok([aPreview()]),
      'exchange.merge': async () => refused('call.cancelled', 'This was cancelled; nothing was changed.'),
    });
    const store = createIncomingStore(api);
    await store.getState().receive([aFile('here.assay')]);
    await store.getState().takeIn();
    expect(store.getState().incoming).toMatchObject({ kind: 'packages', packages: [{}] });
  });

  it('go straight to the one thing that a single invitation is for', async () => {
    const invitation = aPreview({ kind: 'invitation', workspace: elsewhere });
    const api = anApi({ 'exchange.inspect': async () => ok([invitation]) });
    const store = createIncomingStore(api);
    await store.getState().receive([aFile('invitation.assay')]);
    expect(store.getState().incoming).toMatchObject({ kind: 'packages', chosen: { preview: invitation } });
    store.getState().choose(null);
    expect(store.getState().incoming).toMatchObject({ kind: 'packages', chosen: null });
  });
});
