import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectBundle } from '../../src/bundle/inspect-bundle.ts';
import { readBundle } from '../../src/bundle/read-bundle.ts';
import { openVault } from '../../src/evidence/open-vault.ts';
import { aNativeBundle } from '../builders/a-native-bundle.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';

const SHARED = join(import.meta.dirname, '../../../shared/corpora');
const EXAMPLE = join(SHARED, 'native-example/pf-2026-0042.zip');

describe('inspecting', () => {
  it.each([
    ['nothing there', async (folder: string) => join(folder, 'absent.zip'), 'bundle.not_found'],
    ['an empty file', async (folder: string) => write(folder, 'a.zip', ''), 'zip.empty_file'],
    ['text named .zip', async (folder: string) => write(folder, 'a.zip', 'hello'), 'zip.not_a_zip'],
    ['an empty folder', async (folder: string) => folder, 'bundle.empty'],
    ['a single PDF', async (folder: string) => write(folder, 'a.pdf', '%PDF-1.7'), 'bundle.not_a_bundle'],
    ['an empty JSON file', async (folder: string) => write(folder, 'a.json', ''), 'bundle.empty_file'],
    ['some other JSON', async (folder: string) => write(folder, 'a.json', '{}'), 'bundle.not_a_bundle'],
  ])('%s says why not, and does not throw', async (_what, make, code) => {
    const inspection = await inspectBundle(await make(await aTempFolder()));
    expect(inspection).toMatchObject({ ok: false, problems: [{ code, severity: 'error' }] });
  });

  it.skipIf(process.getuid?.() === 0)('a folder without permission says so', async () => {
    const folder = await aTempFolder();
    await mkdir(join(folder, 'locked'));
    await chmod(join(folder, 'locked'), 0);
    expect(await inspectBundle(folder)).toMatchObject({
      ok: false,
      problems: [{ code: 'bundle.no_permission' }],
    });
    await chmod(join(folder, 'locked'), 0o700);
  });

  it('a plain folder takes the folder for its title', async () => {
    const folder = join(await aTempFolder(), 'Okafor');
    await mkdir(join(folder, 'photos'), { recursive: true });
    await write(folder, 'notes.txt', 'notes');
    await write(join(folder, 'photos'), 'a.txt', 'a');
    expect(await inspectBundle(folder)).toMatchObject({
      ok: true,
      kind: 'plain',
      container: 'folder',
      title: 'Okafor',
      learner: null,
      artifacts: [
        { path: 'notes.txt', mediaType: 'text/plain', sizeBytes: 5 },
        { path: 'photos/a.txt', claims: [] },
      ],
    });
  });

  it('a folder with a link that leads out of it is refused', async () => {
    const [outside, folder] = [await aTempFolder(), await aTempFolder()];
    await symlink(await write(outside, 'secret.txt', 'secret'), join(folder, 'link.txt'));
    expect(await inspectBundle(folder)).toMatchObject({
      ok: false,
      problems: [{ code: 'folder.link_escapes', at: 'link.txt' }],
    });
  });

  it('a folder with a link inside it reads what the link means', async () => {
    const folder = await aTempFolder();
    await symlink(await write(folder, 'a.txt', 'a'), join(folder, 'b.txt'));
    await symlink(folder, join(folder, 'loop'));
    const inspection = await inspectBundle(folder);
    expect(inspection.problems).toMatchObject([{ code: 'folder.link_to_folder', at: 'loop' }]);
  });

  it('a file with a unit says which', async () => {
    const folder = await aTempFolder();
    const unit = { assay: 'unit', v: 2, unit: {} };
    expect(await inspectBundle(await write(folder, 'u.json', JSON.stringify(unit)))).toMatchObject({
      ok: false,
      kind: 'unit',
      problems: [{ code: 'unit_file.version_unknown' }],
    });
  });

  it('stops with the reason of its signal', async () => {
    const folder = await aTempFolder();
    const bundle = await aNativeBundle(folder);
    await expect(inspectBundle(bundle, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('reports how far it is', async () => {
    const bundle = await aNativeBundle(await aTempFolder());
    const told: { done: number; total: number }[] = [];
    await inspectBundle(bundle, { progress: (progress) => told.push(progress) });
    const last = told.at(-1);
    expect(last?.done).toBe(last?.total);
    expect(last?.total).toBeGreaterThan(3500);
  });

  it('a crate whose file was changed is refused', async () => {
    const folder = await aTempFolder();
    const graph = [
      {
        '@id': 'ro-crate-metadata.json',
        conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
        about: { '@id': './' },
      },
      { '@id': './', '@type': 'Dataset' },
      { '@id': 'a.txt', '@type': 'File', sha256: '0'.repeat(64), contentSize: '1' },
      { '@id': 'b.txt', '@type': 'File', contentSize: '7' },
    ];
    await write(folder, 'ro-crate-metadata.json', JSON.stringify({ '@graph': graph }));
    await write(folder, 'a.txt', 'a');
    await write(folder, 'b.txt', 'b');
    const { ok, problems } = await inspectBundle(folder);
    expect(ok).toBe(false);
    expect(problems).toMatchObject([
      { code: 'crate.checksum', at: 'a.txt', severity: 'error' },
      { code: 'crate.size_differs', at: 'b.txt', severity: 'warning' },
    ]);
  });
});

describe.skipIf(!existsSync(EXAMPLE))('the native example (skipped where ../shared is absent)', () => {
  it('reads whole: learner, unit, evidence with its claims, and the rubric', async () => {
    const vault = openVault(join(await aTempFolder(), 'vault'));
    const staging = await vault.stage();
    const outcome = await readBundle(EXAMPLE, staging);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.inspection.problems));
    const { bundle } = outcome;
    expect(bundle).toMatchObject({
      kind: 'native',
      title: 'Portfolio: A. Mendez — Site risk assessment',
      identifier: 'pf-2026-0042',
      description: 'Evidence submitted for HS-2.1',
      learner: { name: 'A. Mendez', identifier: '10412' },
      units: [{ code: 'HS-2.1', name: 'Site risk assessment' }],
      artifacts: [
        {
          path: 'evidence/e1/risk assessment.pdf',
          title: 'Risk assessment',
          hash: 'f41f0818365ffd14ca4e55c0556355193bd76632b970d60cc2dec554cac6f379',
          sizeBytes: 328_400,
          mediaType: 'application/pdf',
          createdAt: '2026-11-02T09:30:00Z',
          claims: [{ code: 'HS-2.1' }],
        },
        {
          path: 'evidence/e2/walkthrough.mp4',
          mediaType: 'video/mp4',
          sizeBytes: 60_866,
          claims: [{ code: 'HS-2.1' }],
        },
      ],
      warnings: [{ code: 'case.required_level_assumed' }],
    });
    expect(bundle.units[0]?.uris).toContain('urn:uuid:d1a5b0de-0000-4000-8000-000000000002');
    expect(bundle.carriedUnits).toMatchObject([
      {
        code: 'HS-2.1',
        title: 'Plans and records a site risk assessment',
        criteria: [
          { kind: 'levels', title: 'Identifies hazards', levels: [{}, {}, { label: 'Proficient' }, {}] },
        ],
      },
    ]);
    const hashes = bundle.artifacts.map((artifact) => artifact.hash);
    await staging.commit(hashes);
    for (const hash of hashes) {
      const stored = Buffer.concat(await vault.read(hash).toArray());
      expect(createHash('sha256').update(stored).digest('hex')).toBe(hash);
    }
  });

  it('inspects as it reads', async () => {
    expect(await inspectBundle(EXAMPLE)).toMatchObject({
      ok: true,
      kind: 'native',
      container: 'zip',
      units: ['HS-2.1'],
      carriesUnits: [{ code: 'HS-2.1', criteria: 1 }],
      totalBytes: 389_266,
    });
  });
});

async function write(folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
