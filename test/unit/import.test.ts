import { readdirSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importBundles } from '../../src/app/import-bundles.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import { UnitId } from '../../src/domain/ids.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aBundle, aCall, aWorkspace, must } from '../builders/a-workspace.ts';

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('workspace.sqlite'))
    .map((entry) => entry.name)
    .sort();
const stateOf = (workspace: Workspace, folder: string) => ({
  records: workspace.store.records.count(),
  digest: workspace.store.views.digest(),
  files: filesOf(folder),
});
const take = async (workspace: Workspace, path: string, options = {}) => {
  const [outcome] = must(await importBundles(workspace, [path], options, aCall()));
  return outcome;
};

describe('taking a bundle in', () => {
  it('keeps every artifact under its hash, and the record names no learner', async () => {
    const { workspace, folder } = await aWorkspace();
    const outcome = await take(workspace, await aBundle(await aTempFolder(), { files: 3 }));
    expect(outcome).toMatchObject({ status: 'imported', problems: [] });
    const [submission] = outcome?.submissions ?? [];
    const detail = submission ? must(openSubmission(workspace, submission)) : null;
    expect(detail?.learner).toMatchObject({ name: 'B. Okafor', identifier: 'id of B. Okafor' });
    expect(detail?.artifacts.map((artifact) => artifact.hash).sort()).toEqual(filesOf(join(folder, 'vault')));
    const ledger = workspace.store.records
      .after(0, 100)
      .map((row) => row.bytes.toString())
      .join('\n');
    expect(ledger).not.toContain('Okafor');
  });
  it('a second time changes nothing, under another name too', async () => {
    const { workspace, folder } = await aWorkspace();
    const bundle = await aBundle(await aTempFolder());
    await take(workspace, bundle);
    const before = stateOf(workspace, folder);
    const other = join(await aTempFolder(), 'renamed.zip');
    await copyFile(bundle, other);
    expect(await take(workspace, bundle)).toMatchObject({ status: 'already_there' });
    expect(await take(workspace, other)).toMatchObject({ status: 'already_there' });
    expect(stateOf(workspace, folder)).toEqual(before);
  });
  it('the same bundle twice in one import, or in two at once, is one submission', async () => {
    const { workspace } = await aWorkspace();
    const bundle = await aBundle(await aTempFolder());
    const [one, two] = await Promise.all([
      importBundles(workspace, [bundle, bundle], {}, aCall()),
      importBundles(workspace, [bundle], {}, aCall()),
    ]);
    expect([...must(one), ...must(two)].map((outcome) => outcome.status).sort()).toEqual([
      'already_there',
      'already_there',
      'imported',
    ]);
  });
  it('the same learner’s other evidence is the next attempt', async () => {
    const { workspace } = await aWorkspace();
    const bundles = [await aBundle(await aTempFolder()), await aBundle(await aTempFolder(), { files: 3 })];
    const attempts = [];
    for (const bundle of bundles) {
      const [submission] = (await take(workspace, bundle))?.submissions ?? [];
      attempts.push(submission && must(openSubmission(workspace, submission)).attempt);
    }
    expect(attempts).toEqual([1, 2]);
  });
  it('that was damaged is refused whole', async () => {
    const { workspace, folder } = await aWorkspace();
    const before = stateOf(workspace, folder);
    const bundle = await aBundle(await aTempFolder());
    const bytes = await readFile(bundle);
    const at = bytes.indexOf('B. Okafor saw');
    bytes[at === -1 ? 200 : at] = 0x21;
    writeFileSync(bundle, bytes);
    expect(await take(workspace, bundle)).toMatchObject({ status: 'refused' });
    await truncate(bundle, 500);
    expect(await take(workspace, bundle)).toMatchObject({ status: 'refused' });
    expect(stateOf(workspace, folder)).toEqual(before);
  });
  it('that is not there is refused in words, and the others are taken in', async () => {
    const { workspace } = await aWorkspace();
    const bundle = await aBundle(await aTempFolder());
    const outcomes = must(
      await importBundles(workspace, ['/nowhere/x.zip', bundle, '/nowhere/y.json'], {}, aCall()),
    );
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['refused', 'imported', 'refused']);
    expect(outcomes[0]?.problems[0]?.message).toMatch(/\.$/);
  });
  it('cancelled at any step leaves nothing of the bundle', async () => {
    const { workspace, folder } = await aWorkspace();
    const bundle = await aBundle(await aTempFolder(), { files: 20, bytesEach: 200_000 });
    const before = stateOf(workspace, folder);
    let cancelled = 0;
    for (const afterMs of [0, 1, 2, 4, 8, 12, 16]) {
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), afterMs);
      const ended = await importBundles(workspace, [bundle], {}, aCall({ signal: abort.signal })).then(
        () => 'done',
        () => 'cancelled',
      );
      clearTimeout(timer);
      if (ended === 'done') break;
      cancelled += 1;
      expect(stateOf(workspace, folder)).toEqual(before);
    }
    expect(cancelled).toBeGreaterThan(0);
    await take(workspace, bundle);
    expect(workspace.store.queue.facets(workspace.me(), {}).states).toEqual([
      { state: 'awaiting', count: 1 },
    ]);
  });
  it('whose vault cannot be written leaves nothing, and works once it can', async () => {
    const { workspace, folder } = await aWorkspace();
    // A file stands where the vault's folder must be made.
    const bundle = await aBundle(await aTempFolder());
    await rm(join(folder, 'vault'), { recursive: true, force: true });
    writeFileSync(join(folder, 'vault'), '');
    const before = workspace.store.records.count();
    const outcome = await take(workspace, bundle);
    expect(outcome).toMatchObject({ status: 'refused', problems: [{ code: 'disk.failed' }] });
    expect(workspace.store.records.count()).toBe(before);
    await rm(join(folder, 'vault'));
    expect(await take(workspace, bundle)).toMatchObject({ status: 'imported' });
  });
  it('with half a character in its title is taken in with that character replaced', async () => {
    const { workspace } = await aWorkspace();
    const folder = await aTempFolder();
    const crate = join(folder, 'crate');
    await mkdir(crate);
    writeFileSync(join(crate, 'note.txt'), 'Seen.');
    const graph = [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        about: { '@id': './' },
        conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
      },
      {
        '@id': './',
        '@type': 'Dataset',
        name: 'Portfolio XX',
        description: 'D',
        datePublished: '2026-01-01',
        license: 'none',
        hasPart: [{ '@id': 'note.txt' }],
      },
      { '@id': 'note.txt', '@type': 'File', name: 'Note' },
    ];
    const json = JSON.stringify({
      '@context': 'https://w3id.org/ro/crate/1.1/context',
      '@graph': graph,
    }).replace('XX', '\\ud83d');
    writeFileSync(join(crate, 'ro-crate-metadata.json'), json);
    const unit = aUnit();
    must(await workspace.state([{ type: 'unit.published', body: { unit } }]));
    const outcome = await take(workspace, crate, { unit: UnitId.parse(unit.id), learner: 'Ada' });
    expect(outcome).toMatchObject({ status: 'imported' });
    const [submission] = outcome?.submissions ?? [];
    expect(submission && must(openSubmission(workspace, submission)).title).toBe('Portfolio \ufffd');
  });
  it('that says no unit asks for one', async () => {
    const { workspace } = await aWorkspace();
    const folder = await aTempFolder();
    writeFileSync(join(folder, 'essay.txt'), 'An essay.');
    expect(await take(workspace, folder)).toMatchObject({
      status: 'refused',
      problems: [{ code: 'import.unit_needed' }],
    });
  });
  it('is refused to somebody without the role', async () => {
    const { workspace, as } = await aWorkspace({ people: { Eva: ['eqa'] } });
    as('Eva');
    expect(await take(workspace, await aBundle(await aTempFolder()))).toMatchObject({
      status: 'refused',
      problems: [{ code: 'import.not_allowed' }],
    });
  });
  it('of an assessor carries no unit that a provider has not published', async () => {
    const { workspace, as } = await aWorkspace({ people: { Ann: ['assessor'] } });
    const bundle = await aBundle(await aTempFolder());
    as('Ann');
    expect(await take(workspace, bundle)).toMatchObject({
      problems: [{ code: 'import.unit_not_published' }],
    });
    as('Root');
    must(await workspace.state([{ type: 'unit.published', body: { unit: aUnit() } }]));
    as('Ann');
    expect(await take(workspace, bundle)).toMatchObject({ status: 'imported' });
  });
});
