import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CallContext } from '../api/handlers.ts';
import { pseudonymOf } from '../domain/anonymity.ts';
import type { ArtifactHash, LearnerId, SubmissionId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { factOfStored } from '../ledger/record.ts';
import { diskFailure } from './disk-failure.ts';
import { learnerInCare } from './learners.ts';
import { identityOf, loadSubmission } from './load-submission.ts';
import { placeFor, slug } from './place-package.ts';
import type { Workspace } from './workspace.ts';

export interface ExportedLearner {
  readonly folder: string;
  readonly files: number;
}

/**
 * Writes all that is kept about the learner whose submission this is into a folder of its own, to be handed to them: one
 * JSON file with names, submissions, what was decided about them and the records that say so, and every file they handed
 * in. Fails with `submission.unknown`, `learner.not_allowed`, `learner.anonymous` or `disk.…`; then nothing is left.
 */
export async function exportLearner(
  workspace: Workspace,
  submission: SubmissionId,
  into: string,
  call: CallContext,
): Promise<Result<ExportedLearner>> {
  const learner = learnerInCare(workspace, submission);
  if (!learner.ok) return learner;
  const submissions = workspace.store.queue.submissionsOf(learner.value);
  if (submissions.some((one) => isWithheld(workspace, one)))
    return refused(
      'learner.anonymous',
      'Work of this learner is being marked anonymously, and the file would tell whose it is. Confirm its outcome, or show the names of its unit first.',
    );
  const folder = await placeFor(into, `learner-${slug(pseudonymOf(learner.value))}`);
  const part = `${folder}.part`;
  try {
    await rm(part, { recursive: true, force: true });
    await mkdir(join(part, 'evidence'), { recursive: true });
    const files: string[] = [];
    const kept = submissions.map((one) => keptAbout(workspace, one));
    for (const [index, { artifacts }] of kept.entries()) {
      for (const artifact of artifacts) {
        call.signal.throwIfAborted();
        call.progress({ phase: 'Copying evidence', done: index, total: kept.length });
        if (!workspace.vault.has(artifact.hash)) continue;
        const file = join('evidence', `${files.length + 1}-${safeName(artifact.path)}`);
        await pipeline(workspace.vault.read(artifact.hash), createWriteStream(join(part, file)));
        files.push(file);
        artifact.file = file;
      }
    }
    const whole = {
      learner: learner.value,
      workspace: workspace.id,
      submissions: kept,
      ...aboutLearner(workspace, learner.value),
    };
    await writeFile(join(part, 'learner.json'), `${JSON.stringify(whole, null, 2)}\n`);
    await rename(part, folder);
    return ok({ folder, files: files.length + 1 });
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled. Nothing was written.');
    return { ok: false, error: diskFailure(error) };
  }
}

function isWithheld(workspace: Workspace, submission: SubmissionId): boolean {
  const opened = loadSubmission(workspace, submission);
  return opened.ok && opened.value.view.isAnonymous;
}

interface KeptArtifact {
  readonly hash: ArtifactHash;
  readonly path: string;
  readonly title: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  /** Where it lies in the folder; null where it is not on this machine. */
  file: string | null;
}

/** One submission: what was handed in, how it stands, and every record about it as it was signed. */
function keptAbout(workspace: Workspace, submission: SubmissionId) {
  const { store } = workspace;
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) throw new Error('a submission that is listed can be read');
  const { view, unit, details } = opened.value;
  const shown = identityOf(opened.value);
  const artifacts = view.received.body.artifacts.flatMap(({ hash, sizeBytes, mediaType }, index) =>
    (shown.artifacts[index] ?? []).map(
      ({ path, title }): KeptArtifact => ({ hash, path, title, sizeBytes, mediaType, file: null }),
    ),
  );
  return {
    submission,
    unit: { id: unit.id, code: unit.code, title: unit.title },
    attempt: view.received.body.attempt,
    receivedAt: view.received.at,
    personalData: details,
    state: view.state,
    outcome: view.outcome,
    artifacts,
    records: store.records.storedAbout(`s:${submission}`).flatMap((row) => {
      const fact = factOfStored(row.id, row.bytes);
      // A batch is about many learners: of the others nothing is told.
      const body =
        fact.type === 'batch.exported'
          ? { ...fact.body, results: fact.body.results.filter((one) => one.submission === submission) }
          : fact.body;
      return [
        {
          ...fact,
          body,
          by: store.authority().nameOf(fact.author),
          notCounted: store.views.notCounted(row.id),
        },
      ];
    }),
  };
}

/** What is recorded about the learner beside their submissions. */
function aboutLearner({ store }: Workspace, learner: LearnerId) {
  const authority = store.authority();
  return {
    conflictsOfInterest: authority
      .conflicts()
      .filter(({ conflict }) => conflict.body.learner === learner)
      .map(({ conflict, withdrawnFrom }) => ({
        person: authority.nameOf(conflict.body.person),
        reason: conflict.body.reason,
        at: conflict.at,
        withdrawnFrom,
      })),
  };
}

/** The last part of a path, as any file system takes it. */
function safeName(path: string): string {
  const name = basename(path.replaceAll('\\', '/')).replace(/[^\p{Letter}\p{Number}. _-]+/gu, '_');
  return name.replace(/^\.+/, '_').slice(-80) || 'file';
}
