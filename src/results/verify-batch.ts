import { createHash } from 'node:crypto';
import type { Verification, VerifyCheck } from '../api/shapes.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { BatchManifest, CREDENTIALS_FOLDER, MANIFEST_NAME } from './batch-manifest.ts';
import type { BatchSource } from './batch-source.ts';
import { verifyProof, withoutProof } from './data-integrity.ts';
import { offlineDocumentLoader } from './document-loader.ts';
import { plainText, shown } from './plain-text.ts';
import { isJsonObject, MAX_JSON_BYTES, parseStrictJson } from './strict-json.ts';
import { fails, holds, isOwnKey, notChecked, selfNamed, verifyCredential } from './verify-credential.ts';

type BatchVerdict = Omit<Verification, 'path' | 'kind'>;

const NAMED = 20;

/**
 * Checks a whole batch offline: the manifest and its signature, every listed file's bytes, that none is missing and
 * none was added, and every credential. Each file at fault is named. Rejects only when `signal` aborts.
 */
export async function verifyBatch(
  source: BatchSource,
  now: Date,
  signal: AbortSignal,
): Promise<BatchVerdict> {
  const container = source.problems.map((problem) => fails('Container', problem));
  const bytes = await readAll(source, MANIFEST_NAME, MAX_JSON_BYTES, signal);
  const manifest = bytes.ok ? await readManifest(bytes.value, now) : null;
  if (!bytes.ok || manifest === null || manifest.value === null) {
    const checks = [
      ...container,
      ...(bytes.ok ? (manifest?.checks ?? []) : [fails('Manifest', bytes.error.message)]),
    ];
    return { ok: false, verdict: `Not verified. ${firstFailure(checks)}`, checks, says: null };
  }
  const contents = await checkContents(source, manifest.value, now, signal);
  const checks = [...container, ...manifest.checks, ...contents];
  const allOk = checks.every((check) => check.ok);
  const { label, version, issuer, at, counts } = manifest.value;
  const verdict = allOk
    ? `Verified: all ${counts.results} results (${counts.passed} passed) are just as their issuer signed them. ${selfNamed(issuer.name, issuer.id)}`
    : `Not verified. ${firstFailure(checks)}`;
  const results = [
    { criterion: 'Results', result: String(counts.results) },
    { criterion: 'Passed', result: String(counts.passed) },
    { criterion: 'Not yet', result: String(counts.notYet) },
  ];
  const says = {
    name: `${label}, version ${version}`,
    issuer: `${issuer.name} (${issuer.id})`,
    issuedAt: at,
    results,
  };
  return { ok: allOk, verdict, checks, says: manifest.signed ? says : null };
}

interface ReadManifest {
  readonly value: BatchManifest | null;
  readonly signed: boolean;
  readonly checks: VerifyCheck[];
}

async function readManifest(bytes: Uint8Array, now: Date): Promise<ReadManifest> {
  const nothing = (message: string) => ({ value: null, signed: false, checks: [fails('Manifest', message)] });
  const json = parseStrictJson(bytes);
  if (!json.ok) return nothing(`${MANIFEST_NAME}: ${json.error.message}`);
  if (!isJsonObject(json.value)) return nothing(`${MANIFEST_NAME} is not an object.`);
  const parsed = BatchManifest.safeParse(withoutProof(json.value));
  if (!parsed.success) return nothing(`${MANIFEST_NAME} is not that of an Assay batch, or it was changed.`);
  const checks: VerifyCheck[] = [];
  // Otherwise blanks and order could be changed unseen: the signature covers the meaning, this the very bytes.
  if (Buffer.compare(Buffer.from(canonicalJson(json.value)), bytes) === 0) {
    checks.push(holds('Manifest', `${MANIFEST_NAME} is well formed.`));
  } else {
    checks.push(fails('Manifest', `${MANIFEST_NAME} is not written as it was signed: it was edited.`));
  }
  const outcome = await verifyProof(json.value, json.value.proof, offlineDocumentLoader(), now);
  const { issuer } = parsed.data;
  const signed =
    outcome.kind === 'holds' &&
    outcome.suite === 'eddsa-jcs-2022' &&
    outcome.controller === issuer.id &&
    isOwnKey(outcome.controller, outcome.key);
  if (signed) {
    checks.push(
      holds('Manifest signature', 'The manifest was signed by the issuer it names and not changed since.'),
    );
    const known = `The key is right, but whether it belongs to ${shown(issuer.name)} you must know yourself: compare ${issuer.id}.`;
    checks.push(notChecked('Issuer known', known, true));
  } else {
    const why = outcome.kind === 'holds' ? 'It was signed by another key than the issuer’s.' : outcome.reason;
    checks.push(fails('Manifest signature', `${MANIFEST_NAME}: ${why}`));
  }
  return { value: parsed.data, signed, checks };
}

async function checkContents(
  source: BatchSource,
  manifest: BatchManifest,
  now: Date,
  signal: AbortSignal,
): Promise<VerifyCheck[]> {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const credentialIds = new Map(
    manifest.results.flatMap(({ credential }) => (credential === null ? [] : [[credential, false] as const])),
  );
  const changed: string[] = [];
  const missing: string[] = [];
  const credentials: string[] = [];
  let checked = 0;
  for (const [path, { sha256, sizeBytes }] of listed) {
    signal.throwIfAborted();
    const found = source.files.get(path);
    if (!found) {
      missing.push(path);
      continue;
    }
    const isCredential = path.startsWith(`${CREDENTIALS_FOLDER}/`);
    const digest = found.sizeBytes === sizeBytes ? await digestOf(source, path, isCredential, signal) : null;
    if (digest?.sha256 !== sha256) {
      changed.push(path);
    } else if (isCredential) {
      const trouble = await credentialTrouble(digest.bytes, manifest.issuer.id, credentialIds, now);
      if (trouble === null) checked += 1;
      else credentials.push(`${path}: ${trouble}`);
    }
  }
  const extra = [...source.files.keys()].filter((path) => path !== MANIFEST_NAME && !listed.has(path));
  return [
    verdictOn(
      'Files unchanged',
      changed,
      'Every listed file has the bytes it was signed with.',
      'were changed',
    ),
    verdictOn('Nothing missing', missing, 'Every listed file is there.', 'are missing'),
    verdictOn(
      'Nothing added',
      extra,
      'No file is there that is not listed.',
      'are not in the manifest, so nothing vouches for them',
    ),
    credentials.length === 0
      ? holds('Credentials', `${checked} credentials hold, each signed by the issuer.`)
      : fails('Credentials', credentials.slice(0, NAMED).join(' ')),
    consistency(manifest, credentialIds, listed.size),
  ];
}

async function credentialTrouble(
  bytes: Uint8Array,
  issuer: string,
  ids: Map<string, boolean>,
  now: Date,
): Promise<string | null> {
  const json = parseStrictJson(bytes);
  if (!json.ok) return json.error.message;
  if (!isJsonObject(json.value)) return 'It is not a credential.';
  const { ok: valid, verdict, facts } = await verifyCredential(json.value, now);
  if (!valid || facts === null) return verdict;
  if (facts.issuer !== issuer) return 'It was issued by another than the issuer of the batch.';
  if (facts.id === null || ids.get(facts.id) !== false)
    return 'The results do not name it, or name it twice.';
  ids.set(facts.id, true);
  return null;
}

/** The manifest must also agree with itself; a signature alone does not make it so. */
function consistency(
  manifest: BatchManifest,
  ids: ReadonlyMap<string, boolean>,
  listed: number,
): VerifyCheck {
  const { counts, results, files } = manifest;
  const passed = results.filter(({ verdict }) => verdict === 'passed').length;
  const name = 'Results';
  if (listed !== files.length) return fails(name, 'The manifest lists a file twice.');
  if (
    counts.results !== results.length ||
    counts.passed !== passed ||
    counts.notYet !== results.length - passed
  ) {
    return fails(name, 'The manifest counts other results than it lists.');
  }
  if (results.some(({ verdict, credential }) => (verdict === 'passed') !== (credential !== null))) {
    return fails(
      name,
      'The manifest has a credential for a result that was not passed, or none for one that was.',
    );
  }
  const absent = [...ids].filter(([, found]) => !found).map(([id]) => id);
  if (ids.size !== passed || absent.length > 0) {
    return fails(name, `Credentials of ${absent.length} results were not found whole: ${named(absent)}.`);
  }
  return holds(name, 'Results, counts and credentials agree.');
}

function verdictOn(name: string, paths: readonly string[], well: string, ill: string): VerifyCheck {
  if (paths.length === 0) return holds(name, well);
  return fails(name, `${paths.length} ${paths.length === 1 ? 'file' : 'files'} ${ill}: ${named(paths)}.`);
}

function named(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return names.slice(0, NAMED).map(plainText).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

const firstFailure = (checks: readonly VerifyCheck[]) =>
  checks.find(({ status }) => status === 'fails')?.message ?? 'Something could not be checked.';

async function digestOf(source: BatchSource, path: string, keep: boolean, signal: AbortSignal) {
  const hash = createHash('sha256');
  const kept: Uint8Array[] = [];
  const read = await readChunks(source, path, signal, (chunk, total) => {
    hash.update(chunk);
    if (keep) kept.push(chunk);
    return !keep || total <= MAX_JSON_BYTES;
  });
  return read ? { sha256: hash.digest('hex'), bytes: Buffer.concat(kept) } : null;
}

async function readAll(
  source: BatchSource,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  if (!source.files.has(path))
    return refused('batch.no_manifest', `There is no ${path} in it, so it is not a batch.`);
  const kept: Uint8Array[] = [];
  const read = await readChunks(source, path, signal, (chunk, total) => {
    kept.push(chunk);
    return total <= maxBytes;
  });
  return read
    ? ok(Buffer.concat(kept))
    : refused('batch.unreadable', `${path} cannot be read, or is too large.`);
}

/** False when the file cannot be read (a damaged zip entry, a vanished file) or `take` has had enough. */
async function readChunks(
  source: BatchSource,
  path: string,
  signal: AbortSignal,
  take: (chunk: Uint8Array, total: number) => boolean,
): Promise<boolean> {
  let total = 0;
  try {
    for await (const chunk of await source.open(path)) {
      signal.throwIfAborted();
      if (!(chunk instanceof Uint8Array)) return false;
      total += chunk.length;
      if (!take(chunk, total)) return false;
    }
    return true;
  } catch (error) {
    if (signal.aborted) throw error;
    return false;
  }
}
