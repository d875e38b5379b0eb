import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importBundles } from '../../src/app/import-bundles.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { writeNativeBundle } from '../../src/bundle/write-bundle.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aBundle, aCall, aSubmission, aWorkspace, must } from '../builders/a-workspace.ts';

const unit = aUnit({ criteria: 3 });

describe('a bundle from a learner', () => {
  it.each([
    ['a milder rubric under the unit’s id', { ...unit, criteria: unit.criteria.slice(0, 1) }],
    [
      'another unit under its code',
      { ...unit, id: 'unit:another' as Unit['id'], criteria: unit.criteria.slice(0, 1) },
    ],
  ])('cannot bring %s', async (_, brought) => {
    const { workspace } = await aWorkspace();
    await aSubmission(workspace, { unit });
    const [before] = workspace.store.units.list();
    const bundle = await aBundle(await aTempFolder(), { learner: 'M. Allory', unit: brought });
    const [outcome] = must(await importBundles(workspace, [bundle], {}, aCall()));
    expect(outcome).toMatchObject({ status: 'refused', problems: [{ code: 'import.unit_differs' }] });
    expect(workspace.store.units.list()).toEqual([before]);
  });

  it('cannot disguise a file by its name', async () => {
    const { workspace } = await aWorkspace();
    const out = join(await aTempFolder(), 'disguised.zip');
    const about = { uri: unit.id, code: unit.code, name: unit.title };
    await writeNativeBundle({
      out,
      identifier: 'pf-1',
      title: 'Photos\u202e\u0007',
      description: 'two\nlines',
      learner: { name: 'B.\u2067 Okafor', identifier: '1' },
      unit: about,
      caseJson: { assay: 'unit', v: 1, unit },
      files: [
        {
          path: 'evidence/photo\u202egpj.exe',
          source: Buffer.from('MZ'),
          title: 'photo\u202egpj.exe',
          about: [about],
          createdAt: null,
        },
      ],
      at: new Date('2026-05-20T09:30:00.000Z'),
    });
    const [outcome] = must(await importBundles(workspace, [out], {}, aCall()));
    const [submission] = outcome?.submissions ?? [];
    if (!submission) throw new Error(JSON.stringify(outcome));
    const detail = must(openSubmission(workspace, submission));
    expect(detail.artifacts[0]).toMatchObject({ title: 'photo\ufffdgpj.exe' });
    expect(detail.artifacts[0]?.path).toMatch(/photo\ufffdgpj\.exe$/);
    expect(detail).toMatchObject({ title: 'Photos\ufffd\ufffd', description: 'two\nlines' });
    expect(detail.learner.name).toBe('B.\ufffd Okafor');
  });

  it('that names a known learner otherwise is taken in with a warning', async () => {
    const { workspace } = await aWorkspace();
    await aSubmission(workspace, { unit });
    const out = join(await aTempFolder(), 'other.zip');
    const about = { uri: unit.id, code: unit.code, name: unit.title };
    const bundleOf = (learner: { name: string; identifier: string | null }) =>
      writeNativeBundle({
        out,
        identifier: 'pf-other',
        title: 'Other',
        description: '',
        learner,
        unit: about,
        caseJson: { assay: 'unit', v: 1, unit },
        files: [
          {
            path: 'evidence/a.txt',
            source: Buffer.from(learner.name),
            title: 'A',
            about: [about],
            createdAt: null,
          },
        ],
        at: new Date('2026-05-20T09:30:00.000Z'),
      });
    await bundleOf({ name: 'M. Allory', identifier: 'ID of B. Okafor' });
    const [claimed] = must(await importBundles(workspace, [out], {}, aCall()));
    expect(claimed?.problems).toMatchObject([
      { code: 'import.learner_known_otherwise', severity: 'warning' },
    ]);
    expect(claimed?.problems[0]?.message).toContain('B. Okafor');
  });

  it('without an identifier is a warning when somebody of that name is known', async () => {
    const { workspace } = await aWorkspace();
    const folder = await aTempFolder();
    const about = { uri: unit.id, code: unit.code, name: unit.title };
    const outcomes = [];
    for (const number of [1, 2]) {
      const out = join(folder, `${number}.zip`);
      await writeNativeBundle({
        out,
        identifier: `pf-${number}`,
        title: 'Portfolio',
        description: '',
        learner: { name: 'Jo Smith', identifier: null },
        unit: about,
        caseJson: { assay: 'unit', v: 1, unit },
        files: [
          {
            path: 'evidence/a.txt',
            source: Buffer.from(`${number}`),
            title: 'A',
            about: [about],
            createdAt: null,
          },
        ],
        at: new Date('2026-05-20T09:30:00.000Z'),
      });
      outcomes.push(...must(await importBundles(workspace, [out], {}, aCall())));
    }
    expect(outcomes[0]?.problems).toEqual([]);
    expect(outcomes[1]?.problems).toMatchObject([{ code: 'import.learner_by_name', severity: 'warning' }]);
  });
});
