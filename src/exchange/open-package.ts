import { type FileHandle, mkdtemp, open, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import { FileWindow } from '../bundle/file-window.ts';
import type { Limits } from '../bundle/limits.ts';
import { hasFault, unreadable } from '../bundle/problems.ts';
import { readZipDirectory } from '../bundle/zip-directory.ts';
import { ok, type Result } from '../domain/result.ts';
import { hold, letGo, sweepLeftFolders } from '../evidence/left-folders.ts';
import type { AgeIdentity } from '../ledger/age-keys.ts';
import { decryptFile } from './age-file.ts';
import { packageForm } from './is-package.ts';
import * as format from './package-format.ts';
import { checkDirectory } from './package-frame.ts';
import { type OpenPackage, PackageReader, refusalOf } from './package-reader.ts';
import { damaged, LIST_OF_FILES, notPackage, refusedZip, tooLarge } from './package-refusals.ts';
import { readManifest } from './read-manifest.ts';

export interface OpenOptions {
  /** What opens packages that are encrypted for whoever is here. */
  readonly identities?: readonly AgeIdentity[];
  /** What opens a backup that is encrypted with a passphrase. */
  readonly passphrase?: string | null;
  /** Where an encrypted package is unsealed, for as long as it is open; the system's place for such files when absent. */
  readonly scratch?: string;
  readonly limits?: Partial<Limits>;
}

/**
 * Opens a package from anyone: its list of files, its manifest with the signature, and its list of evidence have been
 * checked then; parts and evidence are as they are read. Never throws for what the file holds. Fails with
 * `package.not_package`, `.newer`, `.damaged`, `.too_large`, `.for_somebody_else`, `.passphrase_…` or `.unreadable`. Call `close` when done.
 */
export async function openPackage(
  path: string,
  options: OpenOptions,
  context: CallContext,
): Promise<Result<OpenPackage>> {
  const limits = { ...format.PACKAGE_LIMITS, ...options.limits };
  const form = await packageForm(path);
  if (form !== 'encrypted') {
    const plain = await openPlain(path, false, limits);
    // What is neither called a package nor begins as one is another reader's to judge, whatever ails it.
    const isCalledOne = form === 'plain' || extname(path).toLowerCase() === format.EXTENSION;
    return !isCalledOne && isUnlisted(plain) ? notPackage() : plain;
  }
  const unsealed = await unseal(path, options, limits, context);
  if (!unsealed.ok) return unsealed;
  const { folder, file } = unsealed.value;
  const remove = () => letGo(folder);
  const opened = await openPlain(file, true, limits, remove).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  // An open file outlives its name, so that even a kill leaves nothing readable behind. Windows keeps the name.
  if (!opened.ok || process.platform !== 'win32') await remove();
  return opened;
}

/** Removes what was unsealed by a process that was killed before it could remove it. */
export async function sweepUnsealed(scratch = tmpdir()): Promise<void> {
  await sweepLeftFolders(scratch, /^assay-package-(\d+)-/);
}

/** Whether its list of files could not be read: then nothing in it said that it is a package. */
function isUnlisted(opened: Result<OpenPackage>): boolean {
  return !opened.ok && opened.error.at === LIST_OF_FILES;
}

async function unseal(
  path: string,
  { identities = [], passphrase = null, scratch = tmpdir() }: OpenOptions,
  limits: Limits,
  { signal, progress }: CallContext,
): Promise<Result<{ readonly folder: string; readonly file: string }>> {
  const total = (await stat(path)).size;
  if (total > limits.maxTotalBytes) return tooLarge('its size', 'it is larger than any package');
  const folder = await mkdtemp(join(scratch, `assay-package-${process.pid}-`));
  hold(folder);
  const file = join(folder, 'unsealed');
  try {
    const decrypted = await decryptFile(
      path,
      file,
      { identities, passphrase },
      {
        signal,
        progress: (done) => progress({ phase: 'Decrypting', done, total }),
      },
    );
    if (decrypted.ok) return ok({ folder, file });
    await letGo(folder);
    return decrypted;
  } catch (error) {
    await letGo(folder);
    throw error;
  }
}

async function openPlain(
  path: string,
  isEncrypted: boolean,
  limits: Limits,
  afterwards: () => Promise<void> = async () => undefined,
): Promise<Result<OpenPackage>> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    return refusedZip(unreadable(error, null));
  }
  const close = async () => {
    await handle.close();
    await afterwards();
  };
  try {
    const read = await readPackage(handle, isEncrypted, limits, close);
    if (!read.ok) await close();
    return read;
  } catch (error) {
    await close();
    return refusalOf(error);
  }
}

async function readPackage(
  handle: FileHandle,
  isEncrypted: boolean,
  limits: Limits,
  close: () => Promise<void>,
): Promise<Result<OpenPackage>> {
  const window = new FileWindow(handle, (await handle.stat()).size);
  const { entries, problems } = await readZipDirectory(window, limits);
  const named = (path: string) => entries.find((entry) => entry.path === path);
  if (!named(format.MANIFEST) && !named(format.MIME_ENTRY)) return notPackage();
  const [problem] = problems;
  if (problem && hasFault(problems)) return refusedZip(problem);
  const manifest = await readManifest(window, named(format.MANIFEST), named(format.SIGNATURE));
  if (!manifest.ok) return manifest;
  const framed = await checkDirectory(window, entries, manifest.value.kind);
  if (!framed.ok) return framed;
  const mime = named(format.MIME_ENTRY);
  const reader = new PackageReader(window, entries, manifest.value, isEncrypted, close);
  if (!mime || (await reader.wholeText(mime)) !== format.MIME_TYPE)
    return damaged(format.MIME_ENTRY, 'it names another type of file');
  const listed = await reader.readEvidenceList();
  return listed.ok ? ok(reader) : listed;
}
