import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBundle } from '../../src/bundle/read-bundle.ts';
import { Unit } from '../../src/domain/rubric.ts';
import { openVault } from '../../src/evidence/open-vault.ts';
import { aNativeBundle, RISK_TERM } from '../builders/a-native-bundle.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';

async function readBack(path: string) {
  const staging = await openVault(join(await aTempFolder(), 'vault')).stage();
  const outcome = await readBundle(path, staging);
  await staging.discard();
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.inspection.problems));
  return outcome.bundle;
}

describe('a native bundle that was written', () => {
  it('reads back as it was given', async () => {
    const bundle = await readBack(await aNativeBundle(await aTempFolder()));
    expect(bundle).toMatchObject({
      kind: 'native',
      title: 'Portfolio of B. Okafor',
      identifier: 'pf-test-1',
      description: 'Evidence for HS-2.1',
      learner: { name: 'B. Okafor', identifier: '10977' },
      units: [{ code: 'HS-2.1', uris: ['#HS-2.1', 'urn:example:hs-2.1'], name: 'Site risk assessment' }],
      carriedUnits: [],
      artifacts: [
        {
          path: 'evidence/Prüfung 100%.txt',
          title: 'Notes',
          mediaType: 'text/plain',
          createdAt: '2026-11-02T09:30:00Z',
          claims: [{ code: 'HS-2.1' }],
        },
        { path: 'evidence/plan.md', sizeBytes: 3500, createdAt: null, claims: [] },
      ],
      warnings: [],
    });
  });

  it('carries a framework with its rubric', async () => {
    const caseJson = {
      CFDocument: { identifier: 'd', uri: 'urn:d', title: 'Framework' },
      CFRubrics: [
        { uri: 'urn:r', title: 'Rubric', CFRubricCriteria: [{ uri: 'urn:c', description: 'Wears goggles' }] },
      ],
    };
    const bundle = await readBack(await aNativeBundle(await aTempFolder(), { caseJson }));
    expect(bundle.carriedUnits).toMatchObject([{ id: 'urn:r', criteria: [{ id: 'urn:c', kind: 'binary' }] }]);
    expect(bundle.artifacts).toHaveLength(2);
  });

  it('carries a unit file as well', async () => {
    const criterion = {
      kind: 'binary',
      id: 'c',
      code: null,
      title: 'Goggles',
      description: '',
      critical: true,
    };
    const unit = Unit.parse({
      id: 'unit:1',
      code: 'U1',
      title: 'Unit',
      versionLabel: '1',
      description: '',
      learningOutcomes: [],
      expectedLevel: null,
      methods: [],
      recommendedPriorLearning: null,
      credit: null,
      alignments: [],
      criteria: [{ ...criterion, weight: 1, alignments: [], metDescriptor: '', notYetMetDescriptor: '' }],
      passRule: { kind: 'all_met' },
    });
    const bundle = await readBack(
      await aNativeBundle(await aTempFolder(), { caseJson: { assay: 'unit', v: 1, unit } }),
    );
    expect(bundle.carriedUnits).toEqual([unit]);
  });

  it('is the same bytes for the same input', async () => {
    const [first, second] = [await aTempFolder(), await aTempFolder()];
    const source = join(first, 'large.txt');
    await writeFile(source, 'text '.repeat(200_000));
    const files = [{ path: 'a/large.txt', source, title: 'Large', about: [RISK_TERM], createdAt: null }];
    const bytes = async (folder: string) => readFile(await aNativeBundle(folder, { files }));
    expect((await bytes(first)).equals(await bytes(second))).toBe(true);
  });

  it('keeps terms without a code apart by their address', async () => {
    const terms = ['urn:a', 'urn:b'].map((uri) => ({ uri, code: null, name: uri }));
    const files = [{ path: 'a.txt', source: Buffer.from('a'), title: 'A', about: terms, createdAt: null }];
    const bundle = await readBack(await aNativeBundle(await aTempFolder(), { files }));
    expect(bundle.artifacts[0]?.claims.map((claim) => claim.uris)).toEqual([['urn:a'], ['urn:b']]);
  });

  it.each(['../a', '/a', 'a//b', 'C:/a', '', 'RO-Crate-metadata.json'])(
    'never holds a file at "%s"',
    async (path) => {
      const folder = await aTempFolder();
      const files = [{ path, source: Buffer.from('a'), title: 'A', about: [], createdAt: null }];
      await expect(aNativeBundle(folder, { files })).rejects.toThrow();
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('is not left half written when a source is missing', async () => {
    const folder = await aTempFolder();
    const files = [{ path: 'a', source: join(folder, 'absent'), title: 'A', about: [], createdAt: null }];
    await expect(aNativeBundle(folder, { files })).rejects.toThrow('ENOENT');
    expect(await readdir(folder)).toEqual([]);
  });
});
