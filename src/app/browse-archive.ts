import { Readable } from 'node:stream';
import type { CallContext } from '../api/handlers.ts';
import type { ArchiveListing, Artifact } from '../api/shapes.ts';
import { DEFAULT_LIMITS } from '../bundle/limits.ts';
import { openArchive } from '../bundle/open-archive.ts';
import { hasFault, Refusal } from '../bundle/problems.ts';
import type { ArtifactHash } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { sniffMediaType } from '../evidence/sniff-media-type.ts';
import { viewerKind } from '../evidence/viewer-kind.ts';
import { diskFailure } from './disk-failure.ts';
import type { Workspace } from './workspace.ts';

/** What lies in an artifact that is an archive, without unpacking it. Fails with `evidence.missing`. */
export async function listArchive(
  workspace: Workspace,
  artifact: ArtifactHash,
  call: CallContext,
): Promise<Result<ArchiveListing>> {
  const { vault } = workspace;
  if (!vault.has(artifact)) return missing();
  const archive = await openArchive(vault.pathOf(artifact), DEFAULT_LIMITS, call.signal);
  try {
    const { format, entries, problems } = archive;
    return ok({ format, entries, problems });
  } finally {
    await archive.close();
  }
}

/**
 * Takes one file out of an archive and into the vault, by its own hash, so that it can be shown and anchored.
 * Fails with `evidence.missing`, or with the code of what is wrong with the archive or the file.
 */
export async function openArchiveEntry(
  workspace: Workspace,
  artifact: ArtifactHash,
  entry: number,
  call: CallContext,
): Promise<Result<Artifact>> {
  const { vault } = workspace;
  if (!vault.has(artifact)) return missing();
  const archive = await openArchive(vault.pathOf(artifact), DEFAULT_LIMITS, call.signal);
  const staging = await vault.stage();
  try {
    const fault = archive.problems.find((problem) => hasFault([problem]));
    if (fault) return refused(fault.code, fault.message);
    const wanted = archive.entries.find((one) => one.entry === entry);
    if (!wanted)
      return refused('archive.no_entry', 'This file is not in the archive. Open the archive again.');
    const { path, sizeBytes: total } = wanted;
    let done = 0;
    const counted = async function* () {
      for await (const piece of archive.read(entry)) {
        done += piece.length;
        call.progress({ phase: 'Unpacking', done, total });
        yield piece;
      }
    };
    const file = await staging.add(Readable.from(counted()), {
      maxBytes: DEFAULT_LIMITS.maxEntryBytes,
      signal: call.signal,
    });
    await staging.commit([file.hash]);
    const mediaType = await sniffMediaType(file.head, path);
    return ok({
      hash: file.hash,
      path,
      title: path.split('/').at(-1) ?? path,
      sizeBytes: file.sizeBytes,
      mediaType,
      viewer: viewerKind(mediaType),
      createdAt: null,
      claims: [],
      claimsUnit: false,
    });
  } catch (error) {
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled.');
    if (error instanceof Refusal) return refused(error.problem.code, error.problem.message);
    return { ok: false, error: diskFailure(error) };
  } finally {
    await staging.discard();
    await archive.close();
  }
}

const missing = () =>
  refused('evidence.missing', 'This artifact is missing from the vault. Import its bundle again.');
