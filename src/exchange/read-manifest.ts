import { z } from 'zod';
import type { FileWindow } from '../bundle/file-window.ts';
import { readEntry } from '../bundle/zip-content.ts';
import type { ZipFileEntry } from '../bundle/zip-directory.ts';
import { PersonKey } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { publicKeyOf } from '../ledger/did-key.ts';
import { verifyEd25519 } from '../ledger/ed25519.ts';
import * as format from './package-format.ts';
import { isFramed } from './package-frame.ts';
import { damaged, newer, tooLarge } from './package-refusals.ts';
import { signatureIn } from './read-lines.ts';

/** What every version of a manifest says. */
const Signed = z.object({ assay: z.literal('package'), v: z.int(), from: z.object({ key: PersonKey }) });

/** Reads what a package says of itself, once its signature has proved that the key it names says so. */
export async function readManifest(
  window: FileWindow,
  entry: ZipFileEntry | undefined,
  signatureEntry: ZipFileEntry | undefined,
): Promise<Result<format.PackageManifest>> {
  const bytes = await whole(window, entry, format.MANIFEST);
  if (!bytes.ok) return bytes;
  const signed = await whole(window, signatureEntry, format.SIGNATURE);
  if (!signed.ok) return signed;
  const signature = signatureIn(signed.value.toString('latin1'));
  if (!signature) return damaged(format.SIGNATURE, 'it is not a signature');
  const json = parse(bytes.value);
  const claims = Signed.safeParse(json);
  if (!claims.success) return damaged(format.MANIFEST, 'it is not the manifest of a package');
  const key = publicKeyOf(claims.data.from.key);
  if (!key || !verifyEd25519(key, bytes.value, signature)) {
    return damaged(format.MANIFEST, 'it does not bear the signature of the sender it names');
  }
  if (claims.data.v > format.PACKAGE_VERSION) return newer();
  const manifest = format.PackageManifest.safeParse(json);
  if (!manifest.success || !isCanonical(json, bytes.value))
    return damaged(format.MANIFEST, 'it is not written as manifests are');
  const parts = manifest.data.parts.map((part) => part.path);
  if (parts.join() !== format.partsOf(manifest.data.kind).join())
    return damaged(format.MANIFEST, 'it does not list the parts that such a package has');
  return ok(manifest.data);
}

async function whole(
  window: FileWindow,
  entry: ZipFileEntry | undefined,
  path: string,
): Promise<Result<Buffer>> {
  if (!entry) return damaged(path, 'it is missing');
  if (entry.sizeBytes > format.MAX_MANIFEST_BYTES) return tooLarge(path, 'it is longer than any manifest');
  if (!(await isFramed(window, entry))) return damaged(path, 'what stands around it was changed');
  const pieces: Uint8Array[] = [];
  for await (const piece of readEntry(window, entry)) pieces.push(piece);
  return ok(Buffer.concat(pieces));
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** Compared as bytes: text would hide what is no UTF-8. */
function isCanonical(json: unknown, bytes: Buffer): boolean {
  try {
    return Buffer.from(canonicalJson(json)).equals(bytes);
  } catch {
    return false;
  }
}
