import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type Failure, ok, type Result, refused } from '../domain/result.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { type StagedBatch, stageBatch } from './batch-folder.ts';
import { type BatchManifest, batchName, CREDENTIALS_FOLDER, MANIFEST_NAME } from './batch-manifest.ts';
import { buildCredential } from './build-credential.ts';
import type { ExportedBatch, ExportRequest, ReleasedResult } from './result-types.ts';
import { tableRows, tableStream } from './results-table.ts';
import { credentialSigner, signJson } from './sign-credential.ts';
import { verifyGuide } from './verify-guide.ts';

type ListedFile = BatchManifest['files'][number];
type ListedResult = BatchManifest['results'][number];
type Credential = ExportedBatch['credentials'][number];

interface Written {
  readonly files: ListedFile[];
  readonly results: ListedResult[];
  readonly credentials: Credential[];
}

/**
 * Writes a batch: signed credentials for what passed, the table of all results, a signed manifest, a guide, and a zip
 * of the lot. It appears whole or not at all: a cancel, a kill or a full disk leaves at most a hidden folder, which
 * the next export into the same place removes.
 * Refuses: `export.no_folder`, `export.exists`, `export.cancelled`, `export.no_space`, `export.no_access`,
 * `export.write_failed`, and what `canonicalise` refuses, with the submission in `at`.
 */
export async function exportBatch(request: ExportRequest): Promise<Result<ExportedBatch>> {
  const name = batchName(request.label, request.version);
  const folder = join(request.into, name);
  const zip = `${folder}.zip`;
  if (!(await isFolder(request.into))) {
    return refused('export.no_folder', 'The folder to export into is not there; choose another.');
  }
  let staged: StagedBatch | null = null;
  try {
    staged = await stageBatch(request.into, name);
    if (existsSync(folder) || existsSync(zip)) {
      return refused(
        'export.exists',
        `"${name}" is already in that folder; nothing was overwritten. Choose another folder or label.`,
      );
    }
    const written = await writeContents(request, staged.folder);
    const manifestSha256 = await writeManifest(request, staged.folder, written);
    await writeZip(request, staged, name, written.files);
    request.signal.throwIfAborted();
    await staged.commit();
    const { credentials } = written;
    return ok({ folder, zip, manifestSha256, credentials, passed: credentials.length });
  } catch (error) {
    const failure = failureOf(error, request.signal);
    if (failure === null) throw error;
    return { ok: false, error: failure };
  } finally {
    await staged?.discard();
  }
}

async function writeContents(request: ExportRequest, folder: string): Promise<Written> {
  const written: Written = { files: [], results: [], credentials: [] };
  await mkdir(join(folder, CREDENTIALS_FOLDER));
  const table = hashing();
  await pipeline(
    rowsWhileSigning(request, folder, written),
    tableStream({ byteOrderMark: true }),
    table.through,
    createWriteStream(join(folder, 'results.csv'), { flush: true }),
    { signal: request.signal },
  );
  written.files.push({ path: 'results.csv', ...table.end() });
  return written;
}

/** Signs and writes each credential in turn, and yields the table's rows: one result in memory at a time. */
async function* rowsWhileSigning(request: ExportRequest, folder: string, written: Written) {
  const sign = credentialSigner(request.issuer.signer, request.at);
  for await (const result of request.results) {
    request.signal.throwIfAborted();
    const credential = result.verdict === 'passed' ? await writeCredential(result) : null;
    written.results.push({
      submission: result.submission,
      verdict: result.verdict,
      credential: credential?.id ?? null,
      outcomeRecord: result.outcomeRecord,
    });
    request.progress(written.results.length, request.count, 'sign');
    yield* tableRows(result, credential?.id ?? null);
  }

  async function writeCredential(result: ReleasedResult): Promise<Credential> {
    const built = buildCredential(result, request.issuer, request.at, request.newId);
    const signed = built.ok ? await sign(built.value) : built;
    if (!signed.ok) throw new Refusal({ ...signed.error, at: result.submission });
    const id = String(signed.value.id);
    // Named by the credential, not the learner: file names travel further than files.
    const path = `${CREDENTIALS_FOLDER}/${id.slice('urn:uuid:'.length)}.json`;
    const bytes = Buffer.from(`${JSON.stringify(signed.value, null, 2)}\n`);
    const file = await writeListed(folder, path, bytes);
    written.files.push(file);
    const credential = { submission: result.submission, id, sha256: file.sha256, file: path };
    written.credentials.push(credential);
    return credential;
  }
}

/** Signs and writes the manifest, and before it the guide, which it lists. The manifest's bytes are its JCS form. */
async function writeManifest(request: ExportRequest, folder: string, written: Written): Promise<string> {
  request.signal.throwIfAborted();
  request.progress(0, 1, 'manifest');
  const { issuer, label, version, workspace, at } = request;
  const passed = written.credentials.length;
  const facts = {
    type: 'AssayBatch' as const,
    v: 1 as const,
    label,
    version,
    workspace,
    issuer: { id: issuer.signer.did, name: issuer.name, url: issuer.url },
    at,
    counts: { results: written.results.length, passed, notYet: written.results.length - passed },
    results: written.results,
  };
  written.files.push(await writeListed(folder, 'VERIFY.md', Buffer.from(verifyGuide(facts))));
  written.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest: BatchManifest = { ...facts, files: written.files };
  const bytes = Buffer.from(canonicalJson(signJson(manifest, issuer.signer, at)));
  const { sha256 } = await writeListed(folder, MANIFEST_NAME, bytes);
  request.progress(1, 1, 'manifest');
  return sha256;
}

async function writeZip(
  request: ExportRequest,
  staged: StagedBatch,
  name: string,
  files: readonly ListedFile[],
): Promise<void> {
  const zip = new ZipFile();
  const mtime = new Date(request.at);
  for (const path of [MANIFEST_NAME, ...files.map((file) => file.path)]) {
    zip.addFile(join(staged.folder, path), `${name}/${path}`, { mtime, mode: 0o100644 });
  }
  zip.end();
  request.progress(0, 1, 'zip');
  const target = createWriteStream(staged.zip, { flush: true });
  // yazl reports a file that it cannot read on itself, not on its stream.
  zip.on('error', (error: Error) => target.destroy(error));
  await pipeline(zip.outputStream, target, { signal: request.signal });
  request.progress(1, 1, 'zip');
}

async function writeListed(folder: string, path: string, bytes: Buffer): Promise<ListedFile> {
  await writeFile(join(folder, path), bytes, { flag: 'wx' });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, sha256, sizeBytes: bytes.length };
}

function hashing() {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  return {
    async *through(chunks: AsyncIterable<Buffer | string>) {
      for await (const chunk of chunks) {
        const bytes = Buffer.from(chunk);
        hash.update(bytes);
        sizeBytes += bytes.length;
        yield bytes;
      }
    },
    end: () => ({ sha256: hash.digest('hex'), sizeBytes }),
  };
}

/** Carries a refusal out of the stream that writes the table. */
class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The failure in words, or null for a bug, which must be thrown on. */
function failureOf(error: unknown, signal: AbortSignal): Failure | null {
  if (signal.aborted) {
    return { code: 'export.cancelled', message: 'The export was cancelled; nothing was written.' };
  }
  if (error instanceof Refusal) return error.failure;
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return {
        code: 'export.no_space',
        message:
          'There is not enough space there; nothing was written. Free some space or choose another folder.',
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'export.no_access',
        message: 'That folder may not be written to; nothing was written. Choose another folder.',
      };
    default:
      return {
        code: 'export.write_failed',
        message: `Writing failed (${String(error.code)}); nothing was written. Try again or choose another folder.`,
      };
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
