import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listArchive, openArchiveEntry } from '../../src/app/browse-archive.ts';
import { importBundles } from '../../src/app/import-bundles.ts';
import { openSubmission } from '../../src/app/open-submission.ts';
import { setAnonymity } from '../../src/app/set-anonymity.ts';
import { aTempFolder } from '../builders/a-temp-folder.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aCall, aWorkspace, must } from '../builders/a-workspace.ts';
import { aZip, type ZipEntrySpec } from '../builders/a-zip.ts';

const ENCRYPTED = 0x801;

/** A submission whose archive holds these files, and whose unit is marked anonymously. */
async function anArchive(entries: readonly ZipEntrySpec[]) {
  const { workspace } = await aWorkspace();
  const unit = aUnit();
  must(await workspace.state([{ type: 'unit.published', body: { unit } }]));
  const folder = join(await aTempFolder(), 'handed-in');
  mkdirSync(folder);
  writeFileSync(join(folder, 'work.zip'), aZip(entries));
  const [taken] = must(
    await importBundles(workspace, [folder], { unit: unit.id, learner: 'Zeb Quagmire' }, aCall()),
  );
  const [submission] = taken?.submissions ?? [];
  if (!submission) throw new Error(JSON.stringify(taken));
  const setTo = async (anonymous: boolean) =>
    must(await setAnonymity(workspace, randomUUID(), unit.id, anonymous));
  await setTo(true);
  const [artifact] = must(openSubmission(workspace, submission)).artifacts;
  if (!artifact) throw new Error('there is no archive');
  return { workspace, setTo, place: { submission, artifact: artifact.hash, entries: [] } };
}

it.each([
  [
    'clash',
    [
      { name: 'Quagmire.txt', content: 'a' },
      { name: 'quagmire.TXT', content: 'b' },
    ],
  ],
  ['are behind a password', [{ name: 'Quagmire.txt', content: 'a', flags: ENCRYPTED }]],
] as const)(
  'an archive whose files %s says so without their names while whose it is is withheld',
  async (_, entries) => {
    const { workspace, setTo, place } = await anArchive(entries);
    const listed = must(await listArchive(workspace, place, aCall()));
    expect(listed.problems[0]?.message).toMatch(/\w.*\.$/);
    const opened = await openArchiveEntry(workspace, { ...place, entries: [0] }, aCall());
    expect(opened.ok).toBe(false);
    expect(JSON.stringify([listed, opened])).not.toMatch(/quagmire/i);
    await setTo(false);
    expect(JSON.stringify(must(await listArchive(workspace, place, aCall())))).toMatch(/quagmire/i);
  },
);
