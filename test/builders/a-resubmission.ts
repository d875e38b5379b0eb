import { importBundles } from '../../src/app/import-bundles.ts';
import type { Workspace } from '../../src/app/workspace.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { Unit } from '../../src/domain/rubric.ts';
import { aNativeBundle } from './a-native-bundle.ts';
import { aTempFolder } from './a-temp-folder.ts';
import { aCall, must } from './a-workspace.ts';

/** File by file: what is in it, and the criterion it is claimed for, by code. */
export type Handed = Readonly<Record<string, { readonly text: string; readonly for: string }>>;

/** Three notes, each claimed for a criterion of its own. */
export const FIRST_ATTEMPT: Handed = {
  'plan.txt': { text: 'Three hazards, two controls.', for: 'C1' },
  'photo.txt': { text: 'The guard rail.', for: 'C2' },
  'count.txt': { text: 'Twelve of twenty.', for: 'C3' },
};

/** The path of a bundle in which a learner hands this in for a unit. */
export async function anAttemptBundle(
  files: Handed,
  { unit, learner = 'B. Okafor' }: { unit: Unit; learner?: string },
): Promise<string> {
  const about = { uri: unit.id, code: unit.code, name: unit.title };
  return aNativeBundle(await aTempFolder(), {
    identifier: `pf-${learner}`,
    title: `Portfolio of ${learner}`,
    learner: { name: learner, identifier: `id of ${learner}` },
    unit: about,
    caseJson: { assay: 'unit', v: 1, unit },
    files: Object.entries(files).map(([name, { text, for: code }]) => ({
      path: `evidence/${name}`,
      source: Buffer.from(text),
      title: name,
      about: [{ uri: `urn:criterion:${code}`, code, name: code }],
      createdAt: null,
    })),
  });
}

/** Takes it in; a learner who handed in for the unit before is at the next attempt. */
export async function anAttempt(
  workspace: Workspace,
  files: Handed,
  about: { unit: Unit; learner?: string },
): Promise<SubmissionId> {
  const bundle = await anAttemptBundle(files, about);
  const [outcome] = must(await importBundles(workspace, [bundle], {}, aCall()));
  const [submission] = outcome?.submissions ?? [];
  if (!submission || outcome?.status !== 'imported') throw new Error(JSON.stringify(outcome));
  return submission;
}
