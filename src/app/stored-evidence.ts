import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { CallContext } from '../api/handlers.ts';
import { ArtifactHash } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import type { Vault } from '../evidence/vault-types.ts';
import { locateInFile } from './locate-damage.ts';
import type { Workspace } from './workspace.ts';

/** What is wrong with an artifact in the vault, in one sentence, or null. */
export async function storedFileProblem(
  vault: Vault,
  hash: string,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<string | null> {
  const address = ArtifactHash.parse(hash);
  const name = `Artifact ${hash.slice(0, 12)}…`;
  const size = await vault.sizeBytes(address);
  if (size === null) return `${name} is missing from the vault. Import its bundle again.`;
  if (size !== sizeBytes) return `${name} has ${size} bytes instead of ${sizeBytes}.`;
  const digest = createHash('sha256');
  try {
    await pipeline(vault.read(address), digest, { signal });
  } catch (error) {
    if (signal.aborted) throw error;
    return `${name} cannot be read from the disk.`;
  }
  if (digest.digest('hex') === hash) return null;
  const where =
    size <= SEARCHED_BYTES ? await locateInFile(await readFile(vault.pathOf(address)), hash, signal) : null;
  return `${name} was changed after it was stored.${where ? ` ${where}` : ''}`;
}

/** In larger files the search for one wrong byte would not come far. */
const SEARCHED_BYTES = 64 * 1024;

/** Writes an artifact's exact bytes, or none, to a file the person chose; a failed copy leaves nothing. */
export async function saveCopy(
  workspace: Workspace,
  hash: ArtifactHash,
  to: string,
  call: CallContext,
): Promise<Result<Record<string, never>>> {
  const size = await workspace.vault.sizeBytes(hash);
  if (size === null)
    return refused('evidence.missing', 'This artifact is missing from the vault. Import its bundle again.');
  const part = `${to}.part`;
  const digest = createHash('sha256');
  let done = 0;
  try {
    const source = workspace.vault.read(hash);
    source.on('data', (chunk: Buffer | string) => {
      done += chunk.length;
      digest.update(chunk);
      call.progress({ phase: 'Saving a copy', done, total: size });
    });
    await pipeline(source, createWriteStream(part), { signal: call.signal });
    if (digest.digest('hex') !== hash) {
      await rm(part, { force: true });
      return refused(
        'evidence.changed',
        'This artifact was changed on the disk after it was stored, so no copy was saved. Import its bundle again.',
      );
    }
    await rename(part, to);
    return ok({});
  } catch {
    await rm(part, { force: true });
    return call.signal.aborted
      ? refused('call.cancelled', 'Cancelled. No copy was saved.')
      : refused(
          'evidence.copy_failed',
          'The copy could not be written. Check that the folder exists and the disk has room.',
        );
  }
}
