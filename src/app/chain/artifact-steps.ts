import type { CallContext } from '../../api/handlers.ts';
import type { VerifyCheck } from '../../api/shapes.ts';
import type { ArtifactHash } from '../../domain/ids.ts';
import { artifactShapes, type Opened } from '../load-submission.ts';
import { storedFileProblem } from '../stored-evidence.ts';
import type { Workspace } from '../workspace.ts';
import { checkedOf, notChecked } from './checks.ts';
import type { Told } from './told.ts';

/** A step for each piece of evidence that was handed in: its hash, and whether the bytes that lie here have it. */
export async function artifactSteps(
  workspace: Workspace,
  opened: Opened,
  call: CallContext,
): Promise<Told[]> {
  const { received } = opened.view;
  const titles = new Map<string, string>(artifactShapes(opened).map(({ hash, title }) => [hash, title]));
  const { artifacts } = received.body;
  const steps: Told[] = [];
  for (const { hash, sizeBytes, mediaType } of artifacts) {
    call.signal.throwIfAborted();
    call.progress({ phase: 'Checking evidence', done: steps.length, total: artifacts.length });
    const checks = [await bytesCheck(workspace, opened, hash, sizeBytes, call.signal)];
    steps.push({
      seq: 0,
      stage: 'evidence',
      record: received.id,
      type: 'artifact',
      at: received.at,
      by: null,
      what: `Evidence: ${titles.get(hash) ?? 'artifact'}`,
      said: [
        { about: 'SHA-256', text: hash },
        { about: 'Size', text: `${sizeBytes} bytes, ${mediaType}` },
      ],
      judgments: [],
      checks,
      checked: checkedOf(checks),
      reason: null,
    });
  }
  return steps;
}

async function bytesCheck(
  { store, vault }: Workspace,
  { view }: Opened,
  hash: ArtifactHash,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<VerifyCheck> {
  if (store.erasures.isErased(view.received.body.learner))
    return notChecked('bytes', 'It was erased on request. The hash stays, so a copy can still be told.');
  if (!vault.has(hash)) return notChecked('bytes', 'Its bytes are not here, so they could not be checked.');
  const problem = await storedFileProblem(vault, hash, sizeBytes, signal);
  return problem === null
    ? { name: 'bytes', ok: true, status: 'holds', message: 'The bytes that lie here have this hash.' }
    : { name: 'bytes', ok: false, status: 'fails', message: problem };
}
