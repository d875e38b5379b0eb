import { open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Verification } from '../api/shapes.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { MANIFEST_NAME } from './batch-manifest.ts';
import { type BatchSource, folderSource, zipSource } from './batch-source.ts';
import { isJsonObject, MAX_JSON_BYTES, parseStrictJson } from './strict-json.ts';
import { verifyBatch } from './verify-batch.ts';
import { fails, verifyCredential } from './verify-credential.ts';

export interface VerifyOptions {
  readonly signal: AbortSignal;
  /** The moment to check dates against; now, unless a test says otherwise. */
  readonly now?: Date;
}

/**
 * Checks a credential file, a batch folder, a batch zip, or a `manifest.json` (with the batch around it), offline.
 * Whatever the path holds, there is a verdict; it rejects only when `signal` aborts.
 */
export async function verifyPath(
  path: string,
  { signal, now = new Date() }: VerifyOptions,
): Promise<Verification> {
  signal.throwIfAborted();
  let kind: 'folder' | 'file' | 'other';
  try {
    const stats = await stat(path);
    kind = stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other';
  } catch {
    return unknown(path, 'There is no file or folder of that name, or it may not be read.');
  }
  if (kind === 'folder') return verifySource(path, () => folderSource(path), now, signal);
  if (kind === 'other') return unknown(path, 'This is neither a file nor a folder.');
  const bytes = await readFileUpTo(path, MAX_JSON_BYTES);
  if (!bytes.ok) return unknown(path, bytes.error.message);
  const unsupported = unsupportedKind(bytes.value.head);
  if (unsupported !== null) return unknown(path, unsupported);
  if (startsWith(bytes.value.head, ZIP_MAGIC) || startsWith(bytes.value.head, EMPTY_ZIP_MAGIC)) {
    return verifySource(path, () => zipSource(path, signal), now, signal);
  }
  if (bytes.value.whole === null) {
    return unknown(
      path,
      `The file is larger than ${MAX_JSON_BYTES / 1024 ** 2} MiB, which no credential is.`,
    );
  }
  return verifyJson(path, bytes.value.whole, now, signal);
}

async function verifyJson(
  path: string,
  bytes: Uint8Array,
  now: Date,
  signal: AbortSignal,
): Promise<Verification> {
  const json = parseStrictJson(bytes);
  if (!json.ok) return unknown(path, json.error.message);
  const { value } = json;
  if (!isJsonObject(value)) return unknown(path, 'This is neither a credential nor a batch.');
  if (value.type === 'AssayBatch') {
    if (basename(path) === MANIFEST_NAME)
      return verifySource(path, () => folderSource(dirname(path)), now, signal);
    return unknown(
      path,
      `This is the manifest of a batch; name it ${MANIFEST_NAME} and put it back beside its files.`,
    );
  }
  if (!('@context' in value)) return unknown(path, 'This is neither a credential nor a batch.');
  const { ok: valid, verdict, checks, says } = await verifyCredential(value, now);
  return { path, ok: valid, kind: 'credential', verdict, checks: [...checks], says };
}

async function verifySource(
  path: string,
  openSource: () => Promise<BatchSource>,
  now: Date,
  signal: AbortSignal,
): Promise<Verification> {
  let source: BatchSource;
  try {
    source = await openSource();
  } catch (error) {
    if (signal.aborted) throw error;
    return unknown(path, 'It cannot be opened: it is damaged, cut off, or may not be read.');
  }
  try {
    const verdict = await verifyBatch(source, now, signal);
    return { path, kind: source.files.has(MANIFEST_NAME) ? 'batch' : 'unknown', ...verdict };
  } finally {
    source.close();
  }
}

const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP_MAGIC = [0x50, 0x4b, 0x05, 0x06];
const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47];

function unsupportedKind(head: Uint8Array): string | null {
  const image = 'Badges baked into images cannot be checked yet; ask for the credential as a JSON file.';
  if (startsWith(head, PNG_MAGIC)) return image;
  const text = new TextDecoder().decode(head).trimStart();
  if (text.startsWith('<')) return image;
  if (text.startsWith('eyJ')) {
    return 'Credentials in JWT form cannot be checked yet; ask for the credential as a JSON file.';
  }
  return null;
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]) =>
  magic.every((byte, at) => bytes[at] === byte);

/** The first bytes, and the whole where it fits. Reads no more than it must, whatever size the file claims. */
async function readFileUpTo(
  path: string,
  maxBytes: number,
): Promise<Result<{ head: Uint8Array; whole: Uint8Array | null }>> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
      const head = buffer.subarray(0, bytesRead);
      const { size } = await file.stat();
      if (size > maxBytes || startsWith(head, ZIP_MAGIC)) return ok({ head, whole: null });
      const whole = Buffer.alloc(size);
      const { bytesRead: read } = await file.read(whole, 0, size, 0);
      return ok({ head, whole: whole.subarray(0, read) });
    } finally {
      await file.close();
    }
  } catch {
    return refused('verify.unreadable', 'The file cannot be read.');
  }
}

function unknown(path: string, message: string): Verification {
  return {
    path,
    ok: false,
    kind: 'unknown',
    verdict: `This could not be verified. ${message}`,
    checks: [fails('File', message)],
    says: null,
  };
}
