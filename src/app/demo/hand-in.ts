import { join } from 'node:path';
import type { CallContext } from '../../api/handlers.ts';
import { writeNativeBundle } from '../../bundle/write-bundle.ts';
import type { SubmissionId } from '../../domain/ids.ts';
import { importBundles } from '../import-bundles.ts';
import type { Workspace } from '../workspace.ts';
import { type BuiltEvidence, buildEvidence } from './build-evidence.ts';
import type { DemoBundle, DemoLearner } from './content/demo-types.ts';
import { demoContent } from './demo-content.ts';
import { DemoFailed, must } from './demo-failed.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where the demo's bundles are made and taken in. */
export interface Reception {
  readonly workspace: Workspace;
  readonly resourcesDir: string;
  /** The folder the bundles are written to. */
  readonly bundles: string;
  readonly call: CallContext;
}

export interface HandedIn {
  readonly learner: DemoLearner;
  readonly submission: SubmissionId;
  readonly built: ReadonlyMap<string, BuiltEvidence>;
}

/** Makes every learner's first bundle and takes it in, in the order they were handed in. */
export async function handInAll(reception: Reception): Promise<readonly HandedIn[]> {
  const { call } = reception;
  const handedIn: HandedIn[] = [];
  const inOrder = [...demoContent.learners].sort((a, b) => handedInAt(a) - handedInAt(b));
  for (const [index, learner] of inOrder.entries()) {
    call.signal.throwIfAborted();
    call.progress({ phase: 'Building the demo', done: index, total: inOrder.length });
    handedIn.push(await handIn(reception, learner, learner));
  }
  return handedIn;
}

/** Makes one bundle and takes it in as anybody's bundle is; throws `DemoFailed` where it is refused. */
export async function handIn(
  { workspace, resourcesDir, bundles, call }: Reception,
  learner: DemoLearner,
  bundle: DemoBundle,
): Promise<HandedIn> {
  const unit = demoContent.units.find((one) => one.id === learner.unit);
  const at = handedInAt(bundle);
  const built = new Map<string, BuiltEvidence>();
  for (const file of bundle.files)
    built.set(file.path, await buildEvidence(file.source, join(resourcesDir, 'demo')));
  const path = join(bundles, `${bundle.bundleId}.zip`);
  await writeNativeBundle({
    out: path,
    identifier: bundle.bundleId,
    title: bundle.title,
    description: bundle.description,
    learner: { name: learner.name, identifier: learner.identifier },
    unit: { uri: learner.unit, code: unit?.code ?? null, name: unit?.title ?? learner.unit },
    at: new Date(at),
    caseJson: { assay: 'unit', v: 1, unit },
    files: bundle.files.map((file) => ({
      path: file.path,
      source: built.get(file.path)?.bytes ?? Buffer.alloc(0),
      title: file.title,
      createdAt: file.createdAt,
      about: file.about.map((criterion) => ({
        uri: criterion,
        code: unit?.criteria.find((one) => one.id === criterion)?.code ?? null,
        name: unit?.criteria.find((one) => one.id === criterion)?.title ?? criterion,
      })),
    })),
  });
  const [outcome] = must(await importBundles(workspace, [path], { at }, { ...call, progress: () => {} }));
  const submission = outcome?.submissions[0];
  if (!submission)
    throw new DemoFailed(`${bundle.bundleId}: ${outcome?.problems.map((one) => one.message).join(' ')}`);
  return { learner, submission, built };
}

/** A day after the last piece was made. */
export function handedInAt(bundle: DemoBundle): number {
  return Math.max(...bundle.files.map((file) => Date.parse(file.createdAt))) + DAY_MS;
}
