import { createHash } from 'node:crypto';
import { base58btc } from 'multiformats/bases/base58';
import { ok, type Result, refused } from '../domain/result.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { publicKeyOfMultikey } from '../ledger/did-key.ts';
import { verifyEd25519 } from '../ledger/ed25519.ts';
import { type CanonLimits, canonicalise } from './canonicalise.ts';
import type { DocumentLoader } from './document-loader.ts';
import { shown } from './plain-text.ts';
import { isJsonObject, type JsonObject } from './strict-json.ts';

export type Cryptosuite = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022';

/** What came of one proof. `controller` and `key` are what the signature fits, not yet whose they are. */
export type ProofOutcome =
  | {
      readonly kind: 'holds';
      readonly suite: Cryptosuite;
      readonly controller: string;
      readonly key: string;
      readonly created: string | null;
    }
  | { readonly kind: 'fails'; readonly reason: string }
  | { readonly kind: 'not_checked'; readonly reason: string };

const MAX_PROOF_VALUE_CHARS = 100;
/** How far two honest clocks may stand apart. */
export const CLOCK_SKEW_MS = 5 * 60 * 1000;

export const sha256 = (bytes: string | Uint8Array) =>
  Uint8Array.from(createHash('sha256').update(bytes).digest());

/** Multibase base58btc, as proof values are written. */
export const multibase = (bytes: Uint8Array): string => base58btc.encode(bytes);

/** The document as it was before any proof was added. */
export function withoutProof(document: JsonObject): JsonObject {
  const { proof: _proof, ...unsecured } = document;
  return unsecured;
}

/** The canonical form that a suite hashes: RDFC-1.0 N-Quads, or JCS text. */
export function canonicalFormOf(
  suite: Cryptosuite,
  document: JsonObject,
  loader: DocumentLoader,
  limits?: CanonLimits,
): Promise<Result<string>> {
  if (suite === 'eddsa-rdfc-2022') return canonicalise(document, loader, limits);
  return Promise.resolve(ok(canonicalJson(document)));
}

/** What is signed: the hash of the proof's options before the hash of the document (vc-di-eddsa, 3.2.4 and 3.3.4). */
export function bytesToSign(proofConfigCanon: string, documentCanon: string): Uint8Array {
  return Uint8Array.from([...sha256(proofConfigCanon), ...sha256(documentCanon)]);
}

/**
 * Checks one proof of a secured document against the key its verification method names.
 * Never throws on hostile input. Says nothing about whether that key is the issuer's.
 */
export async function verifyProof(
  document: JsonObject,
  proof: unknown,
  loader: DocumentLoader,
  now: Date,
): Promise<ProofOutcome> {
  const read = readProof(proof, now);
  if (read.kind !== 'readable') return read;
  const { suite, config, signature } = read;
  const unsecured = withoutProof(document);
  if (suite === 'eddsa-jcs-2022' && '@context' in config) {
    const trouble = contextTrouble(config['@context'], unsecured['@context']);
    if (trouble) return { kind: 'fails', reason: trouble };
  }
  const forms = await canonicalForms(suite, unsecured, config, loader);
  if (!forms.ok) return { kind: 'fails', reason: forms.error.message };
  const bytes = bytesToSign(forms.value.config, forms.value.document);
  if (!verifyEd25519(read.publicKey, bytes, signature)) {
    return { kind: 'fails', reason: 'The signature does not fit: it was changed after it was signed.' };
  }
  const { controller, key, created } = read;
  return { kind: 'holds', suite, controller, key, created };
}

async function canonicalForms(
  suite: Cryptosuite,
  unsecured: JsonObject,
  config: JsonObject,
  loader: DocumentLoader,
): Promise<Result<{ config: string; document: string }>> {
  // In the JCS suite the proof carries its own context, and the document is read under that one.
  const context = suite === 'eddsa-jcs-2022' ? config['@context'] : unsecured['@context'];
  const framed = context === undefined ? {} : { '@context': context };
  const document = await canonicalFormOf(suite, { ...unsecured, ...framed }, loader);
  if (!document.ok) return document;
  const configForm = await canonicalFormOf(suite, { ...config, ...framed }, loader);
  if (!configForm.ok) return refused(configForm.error.code, `In the proof: ${configForm.error.message}`);
  return ok({ config: configForm.value, document: document.value });
}

interface ReadableProof {
  readonly kind: 'readable';
  readonly suite: Cryptosuite;
  readonly config: JsonObject;
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly controller: string;
  readonly key: string;
  readonly created: string | null;
}

function readProof(proof: unknown, now: Date): ReadableProof | Exclude<ProofOutcome, { kind: 'holds' }> {
  const fails = (reason: string) => ({ kind: 'fails', reason }) as const;
  const unknown = (reason: string) => ({ kind: 'not_checked', reason }) as const;
  if (!isJsonObject(proof)) return fails('The proof is not an object.');
  const { proofValue, ...config } = proof;
  if (proof.type !== 'DataIntegrityProof') {
    return unknown(`A proof of the kind ${shown(proof.type)} cannot be checked by this program.`);
  }
  const suite = proof.cryptosuite;
  if (suite !== 'eddsa-rdfc-2022' && suite !== 'eddsa-jcs-2022') {
    return unknown(`The signature method ${shown(suite)} cannot be checked by this program.`);
  }
  if ('previousProof' in proof) return unknown('Chained proofs cannot be checked by this program.');
  if (proof.proofPurpose !== 'assertionMethod') {
    return fails(`The proof is for ${shown(proof.proofPurpose)}, not for asserting a credential.`);
  }
  const dates = proofDates(proof, now);
  if (dates.trouble !== null) return fails(dates.trouble);
  const method = proof.verificationMethod;
  if (typeof method !== 'string') return fails('The proof does not name the key it was made with.');
  const [controller = '', key = ''] = method.split('#');
  const publicKey = publicKeyOfMultikey(key);
  if (publicKey === null || method !== `${controller}#${key}`) {
    return unknown(
      `The key ${shown(method)} is not written in the proof, and nothing is fetched to find it.`,
    );
  }
  const signature = decodeProofValue(proofValue);
  if (signature === null) return fails('The signature is missing or damaged.');
  return { kind: 'readable', suite, config, signature, publicKey, controller, key, created: dates.created };
}

function proofDates(proof: JsonObject, now: Date): { created: string | null; trouble: string | null } {
  const { created, expires } = proof;
  if (created !== undefined && !isDateTime(created)) {
    return { created: null, trouble: 'The proof has a date of making that is not a date.' };
  }
  if (expires !== undefined && !isDateTime(expires)) {
    return { created: null, trouble: 'The proof has an expiry that is not a date.' };
  }
  if (isDateTime(created) && Date.parse(created) > now.getTime() + CLOCK_SKEW_MS) {
    return { created: null, trouble: `The proof says that it was made on ${created}, which is yet to come.` };
  }
  if (isDateTime(expires) && new Date(expires) <= now) {
    return { created: null, trouble: `The proof expired on ${expires}.` };
  }
  return { created: isDateTime(created) ? created : null, trouble: null };
}

/** XML Schema dateTimeStamp, the form VC 2.0 asks for, as far as a `Date` can hold it. */
export function isDateTime(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

function decodeProofValue(value: unknown): Uint8Array | null {
  if (typeof value !== 'string' || value.length > MAX_PROOF_VALUE_CHARS) return null;
  if (!/^z[1-9A-HJ-NP-Za-km-z]+$/.test(value)) return null;
  const bytes = base58btc.decode(value);
  return bytes.length === 64 ? bytes : null;
}

/** vc-di-eddsa 3.3.2: the document's contexts must begin with the proof's, in order. */
function contextTrouble(ofProof: unknown, ofDocument: unknown): string | null {
  const expected = Array.isArray(ofProof) ? ofProof : [ofProof];
  const actual = Array.isArray(ofDocument) ? ofDocument : [ofDocument];
  const agree = expected.every(
    (context, at) => at < actual.length && canonicalJson(context) === canonicalJson(actual[at]),
  );
  return agree ? null : 'The proof was made under other contexts than the document names.';
}
