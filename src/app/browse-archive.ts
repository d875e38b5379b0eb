import { Readable } from 'node:stream';
import type { CallContext } from '../api/handlers.ts';
import type { ArchiveListing, Artifact } from '../api/shapes.ts';
import { DEFAULT_LIMITS } from '../bundle/limits.ts';
import { type Archive, openArchive } from '../bundle/open-archive.ts';
import { hasFault, Refusal } from '../bundle/problems.ts';
import { neutralMemberPath } from '../domain/anonymity.ts';
import type { ArtifactHash, SubmissionId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { sniffMediaType } from '../evidence/sniff-media-type.ts';
import type { StagedFile } from '../evidence/vault-types.ts';
import { viewerKind } from '../evidence/viewer-kind.ts';
import { diskFailure } from './disk-failure.ts';
import { loadSubmission } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** A place in a submission's evidence: an artifact that is an archive, and the way into the archives within it. */
export interface PlaceInArchive {
  readonly submission: SubmissionId;
  readonly artifact: ArtifactHash;
  readonly entries: readonly number[];
}

/**
 * What lies in an archive among the evidence. Where the learner's name is withheld, so are the names of the files.
 * Fails with `submission.unknown`, `evidence.missing`, or the code of what is wrong with an archive on the way.
 */
export async function listArchive(
  workspace: Workspace,
  place: PlaceInArchive,
  call: CallContext,
): Promise<Result<ArchiveListing>> {
  const names = namesIn(workspace, place);
  if (!names.ok) return names;
  const hash = await archiveAt(workspace, place, call);
  if (!hash.ok) return hash;
  return reading(call, async () => {
    const archive = await archiveOf(workspace, hash.value, call);
    try {
      const { format, entries, problems } = archive;
      return ok({
        format,
        entries: entries.map((one, at) => ({ ...one, path: names.value.of(one.path, at) })),
        // Where something is wrong is a name as well; sentences hold none.
        problems: names.value.areWithheld ? problems.map((one) => ({ ...one, at: null })) : problems,
      });
    } finally {
      await archive.close();
    }
  });
}

/**
 * Takes one file out of an archive and into the vault, by its own hash, so that it can be shown and anchored.
 * Fails like `listArchive`, and with the code of what is wrong with the file.
 */
export async function openArchiveEntry(
  workspace: Workspace,
  place: PlaceInArchive,
  call: CallContext,
): Promise<Result<Artifact>> {
  const names = namesIn(workspace, place);
  if (!names.ok) return names;
  const within = await archiveAt(workspace, { ...place, entries: place.entries.slice(0, -1) }, call);
  if (!within.ok) return within;
  const taken = await takeOut(workspace, within.value, place.entries.at(-1) ?? -1, call);
  if (!taken.ok) return taken;
  const { file, path, at } = taken.value;
  const mediaType = await sniffMediaType(file.head, path);
  const shown = names.value.of(path, at);
  return ok({
    hash: file.hash,
    path: shown,
    title: shown.split('/').at(-1) ?? shown,
    sizeBytes: file.sizeBytes,
    mediaType,
    viewer: viewerKind(mediaType),
    createdAt: null,
    claims: [],
    claimsUnit: false,
  });
}

interface Names {
  readonly areWithheld: boolean;
  of(path: string, at: number): string;
}

/** How files in this submission's archives may be called. */
function namesIn(workspace: Workspace, { submission, artifact }: PlaceInArchive): Result<Names> {
  const opened = loadSubmission(workspace, submission);
  if (!opened.ok) return opened;
  const { view } = opened.value;
  if (!view.received.body.artifacts.some(({ hash }) => hash === artifact)) return missing();
  return ok(
    view.isAnonymous
      ? { areWithheld: true, of: (path, at) => neutralMemberPath(at + 1, path) }
      : { areWithheld: false, of: (path) => path },
  );
}

/** The hash of the archive that a way leads to; those within others are taken out into the vault on the way. */
async function archiveAt(
  workspace: Workspace,
  { artifact, entries }: PlaceInArchive,
  call: CallContext,
): Promise<Result<ArtifactHash>> {
  let hash = artifact;
  for (const entry of entries) {
    const taken = await takeOut(workspace, hash, entry, call);
    if (!taken.ok) return taken;
    hash = taken.value.file.hash;
  }
  return ok(hash);
}

interface Taken {
  readonly file: StagedFile;
  readonly path: string;
  /** Which one it is among the files that are shown, from 0. */
  readonly at: number;
}

async function takeOut(
  workspace: Workspace,
  from: ArtifactHash,
  entry: number,
  call: CallContext,
): Promise<Result<Taken>> {
  return reading(call, async () => {
    const archive = await archiveOf(workspace, from, call);
    try {
      const fault = archive.problems.find((problem) => hasFault([problem]));
      if (fault) return refused(fault.code, fault.message);
      const at = archive.entries.findIndex((one) => one.entry === entry);
      const wanted = archive.entries[at];
      if (!wanted)
        return refused('archive.no_entry', 'This file is not in the archive. Open the archive again.');
      const staging = await workspace.vault.stage();
      try {
        const file = await staging.add(
          Readable.from(counted(archive, wanted.entry, wanted.sizeBytes, call)),
          {
            maxBytes: DEFAULT_LIMITS.maxEntryBytes,
            signal: call.signal,
          },
        );
        await staging.commit([file.hash]);
        return ok({ file, path: wanted.path, at });
      } finally {
        await staging.discard();
      }
    } finally {
      await archive.close();
    }
  });
}

async function* counted(archive: Archive, entry: number, total: number, call: CallContext) {
  let done = 0;
  for await (const piece of archive.read(entry)) {
    done += piece.length;
    call.progress({ phase: 'Unpacking', done, total });
    yield piece;
  }
}

async function archiveOf({ vault }: Workspace, hash: ArtifactHash, call: CallContext): Promise<Archive> {
  if (!vault.has(hash)) throw new MissingEvidence();
  return openArchive(vault.pathOf(hash), DEFAULT_LIMITS, call.signal);
}

class MissingEvidence extends Error {}

/** What archives and disks refuse on the way, as values. */
async function reading<T>(call: CallContext, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled.');
    if (error instanceof MissingEvidence) return missing();
    if (error instanceof Refusal) return refused(error.problem.code, error.problem.message);
    return { ok: false, error: diskFailure(error) };
  }
}

const missing = () =>
  refused('evidence.missing', 'This artifact is missing from the vault. Import its bundle again.');
