import { basename } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { Problem, TakenIn } from '../api/shapes.ts';
import type { ArtifactHash } from '../domain/ids.ts';
import { type Failure, ok, type Result } from '../domain/result.ts';
import { openPackage } from '../exchange/open-package.ts';
import type { OpenPackage } from '../exchange/package-reader.ts';
import { counted, countedTypes, sayNotIncluded } from './describe-package.ts';
import { diskFailure } from './disk-failure.ts';
import { finishErasures } from './finish-erasures.ts';
import { sayForgotten } from './forget-in-backups.ts';
import { beginImport, endImport, finishInterruptedImport } from './import-journal.ts';
import { problem } from './import-outcome.ts';
import { type Belongings, lookThrough, RecordStream } from './look-through.ts';
import { type Merged, mergeRecords } from './merge-records.ts';
import { openSealed } from './open-seals.ts';
import type { Workspace } from './workspace.ts';

/**
 * Takes packages in, one after the other and in any order. Each is looked through to its end first, so that a damaged
 * one is refused before anything of it is here. Cancelling keeps those that were finished.
 */
export async function takeInPackages(
  workspace: Workspace,
  paths: readonly string[],
  call: CallContext,
): Promise<Result<TakenIn[]>> {
  const taken: TakenIn[] = [];
  for (const path of paths) {
    try {
      taken.push(await workspace.oneImportAtATime(() => takeInOne(workspace, path, call)));
    } catch (error) {
      if (!call.signal.aborted) taken.push(refusedPackage(path, [asProblem(diskFailure(error))]));
    }
    if (!call.signal.aborted) continue;
    const message = 'Cancelled. What was taken in before stays; take the same in again to go on.';
    for (const rest of paths.slice(taken.length))
      taken.push(refusedPackage(rest, [problem('call.cancelled', message)]));
    break;
  }
  return ok(taken);
}

async function takeInOne(workspace: Workspace, path: string, call: CallContext): Promise<TakenIn> {
  const identities = await workspace.keyring.identities();
  const opened = await openPackage(path, { identities }, call);
  if (!opened.ok) return refusedPackage(path, [asProblem(opened.error)]);
  const open = opened.value;
  try {
    const misplaced = misplacedIn(workspace, open);
    if (misplaced) return refusedPackage(path, [misplaced]);
    const looked = await lookThrough(workspace, open, call);
    if (!looked.ok) return refusedPackage(path, [asProblem(looked.error)]);
    const evidence = await takeEvidence(workspace, open, looked.value, call);
    if (!evidence.ok) return refusedPackage(path, [asProblem(evidence.error)]);
    const stream = new RecordStream(open);
    const merged = await mergeRecords(
      workspace,
      {
        records: stream.all(),
        total: looked.value.records,
        privateObjects: stream.privates(looked.value.details),
      },
      call,
    );
    const failure = merged.ok ? stream.failure : merged.error;
    // Where not all records are here, evidence that none of those here names must not stay behind.
    if (failure) await finishInterruptedImport(workspace.directory, workspace.store, workspace.vault);
    await endImport(workspace.directory);
    const { backups } = await finishErasures(workspace, call);
    if (!merged.ok || failure) return refusedPackage(path, failure ? [asProblem(failure)] : []);
    // The seals that were still missing may be here now.
    const { opened: openedSeals } = await openSealed(workspace);
    const notHere = open.manifest.leftOut?.filter((hash) => !workspace.vault.has(hash));
    const taken = described(path, merged.value, evidence.value.length);
    return {
      ...taken,
      notes: [...taken.notes, ...sayNotIncluded(notHere), ...sayForgotten(backups)],
      openedSeals,
    };
  } finally {
    await open.close();
  }
}

function misplacedIn(workspace: Workspace, { manifest }: OpenPackage): Problem | null {
  if (manifest.workspace.id !== workspace.id)
    return problem(
      'package.other_workspace',
      `This package belongs to the workspace “${manifest.workspace.name}”. Open that one, then take it in.`,
    );
  return manifest.kind === 'acceptance'
    ? problem('package.acceptance', 'This is the answer to an invitation. Admit its sender under People.')
    : null;
}

/**
 * Stages what is not here yet, and moves it into the vault when all of it proved to be what it should be.
 * What entered the vault is noted in the journal, until the records that name it are here too.
 */
async function takeEvidence(
  { vault, directory }: Workspace,
  open: OpenPackage,
  { evidence: named }: Belongings,
  call: CallContext,
): Promise<Result<readonly ArtifactHash[]>> {
  const fresh = open.evidence.filter(({ hash }) => named.has(hash) && !vault.has(hash));
  if (fresh.length === 0) return ok([]);
  const total = fresh.reduce((sum, one) => sum + one.sizeBytes, 0);
  const staging = await vault.stage();
  let done = 0;
  try {
    for (const { hash, sizeBytes } of fresh) {
      call.signal.throwIfAborted();
      call.progress({ phase: 'Taking in evidence', done, total });
      const staged = await open.takeEvidence(hash, (source) =>
        staging.add(source, { maxBytes: sizeBytes, signal: call.signal }),
      );
      if (!staged.ok) {
        await staging.discard();
        return staged;
      }
      done += sizeBytes;
    }
    const hashes = fresh.map((one) => one.hash);
    await beginImport(directory, hashes);
    await staging.commit(hashes);
    return ok(hashes);
  } catch (error) {
    await staging.discard();
    throw error;
  }
}

const asProblem = ({ code, message, at }: Failure): Problem => problem(code, message, at ?? null);

const refusedPackage = (path: string, problems: readonly Problem[]): TakenIn => ({
  file: basename(path),
  status: 'refused',
  added: [],
  addedRecords: 0,
  knownRecords: 0,
  openedSeals: 0,
  notes: [],
  problems: [...problems],
});

function described(path: string, merged: Merged, evidence: number): TakenIn {
  const added = countedTypes(new Map(Object.entries(merged.byType)));
  if (evidence > 0) added.push(counted(evidence, 'file of evidence', 'files of evidence'));
  const notes: string[] = [];
  if (merged.newer > 0) {
    const what = counted(merged.newer, 'record', 'records').what;
    notes.push(`${what} made by a newer version of Assay: kept untouched until you update.`);
  }
  const problems = merged.refusals.map(({ line, error }) =>
    problem(error.code, error.message, `records.jsonl:${line}`, 'warning'),
  );
  const isNew = merged.added + merged.newer + merged.privateObjects + evidence > 0;
  return {
    file: basename(path),
    status: isNew ? 'taken_in' : 'nothing_new',
    added,
    addedRecords: merged.added + merged.newer,
    knownRecords: merged.known,
    openedSeals: 0,
    notes,
    problems,
  };
}
