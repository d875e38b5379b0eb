import { createHash } from 'node:crypto';
import { ok, type Result, refused } from '../domain/result.ts';
import type { DocumentLoader } from './document-loader.ts';
import { plainText, shown } from './plain-text.ts';
import { isJsonObject } from './strict-json.ts';

export interface CanonLimits {
  /** JSON values in the document. */
  readonly values: number;
  /** JSON objects; each typed one costs a context of its own. */
  readonly nodes: number;
  /** Places that name contexts anew: each is processed afresh. */
  readonly contexts: number;
  /** Comparisons of values under one property of one node: JSON-LD compares each with each. */
  readonly pairs: number;
  readonly quads: number;
  /** For the blank-node search, which a hostile graph can make factorial. */
  readonly milliseconds: number;
}

/** Above the largest unit that Assay allows (500 criteria of 20 levels), far below what would stall a reader. */
export const CANON_LIMITS: CanonLimits = {
  values: 150_000,
  nodes: 15_000,
  contexts: 64,
  pairs: 4_000_000,
  quads: 100_000,
  milliseconds: 2_000,
};

// n² rounds of deep comparison for n look-alike blank nodes: real credentials need n or fewer.
const WORK_FACTOR = 2;

let loaded: Promise<[typeof import('jsonld'), typeof import('rdf-canonize')]> | null = null;
/** JSON-LD brings a whole network client along, which a window that opens must not wait for. */
const loadJsonLd = () => {
  loaded ??= Promise.all([import('jsonld'), import('rdf-canonize')]);
  return loaded;
};

/**
 * The canonical N-Quads of a JSON-LD document (RDFC-1.0), the one way documents are canonicalised here.
 * JSON-LD runs in safe mode: a term that no context maps is a failure, because it would not be covered by the hash.
 */
export async function canonicalise(
  document: unknown,
  documentLoader: DocumentLoader,
  limits: CanonLimits = CANON_LIMITS,
): Promise<Result<string>> {
  const trouble = survey(document, limits);
  if (trouble) return trouble;
  const [{ default: jsonld }, { default: rdfCanonize }] = await loadJsonLd();
  let quads: readonly unknown[];
  try {
    quads = await jsonld.toRDF(document, { safe: true, base: null, documentLoader });
  } catch (error) {
    return refused('credential.json_ld', `It cannot be read as JSON-LD: ${plainText(reasonOf(error))}.`);
  }
  if (quads.length === 0) return refused('credential.json_ld', 'It says nothing when read as JSON-LD.');
  if (quads.length > limits.quads) {
    return refused('credential.too_complex', 'It makes too many statements to be a credential.');
  }
  try {
    const createMessageDigest = digestsUntil(performance.now() + limits.milliseconds);
    const options = { algorithm: 'RDFC-1.0', maxWorkFactor: WORK_FACTOR, createMessageDigest } as const;
    return ok(await rdfCanonize.canonize(quads, options));
  } catch {
    return refused(
      'credential.too_complex',
      'Its statements are tangled so that putting them in order would take too long; an honest credential is not.',
    );
  }
}

/**
 * SHA-256 as rdf-canonize wants it, and the only step that every path of its search takes: its own abort signal goes
 * unseen by graphs such as rings.
 */
function digestsUntil(deadline: number) {
  return () => {
    if (performance.now() > deadline) throw new Error('out of time');
    const hash = createHash('sha256');
    return {
      update: (text: string) => void hash.update(text, 'utf8'),
      digest: () => hash.digest('hex'),
    };
  };
}

function survey(root: unknown, limits: CanonLimits): ReturnType<typeof refused> | null {
  const pending: unknown[] = [root];
  const counts = new Map<string, number>();
  let pairs = 0;
  let nodes = 0;
  let contexts = 0;
  for (let values = 0; pending.length > 0; values += 1) {
    if (
      values > limits.values ||
      pairs > limits.pairs ||
      nodes > limits.nodes ||
      contexts > limits.contexts
    ) {
      return refused(
        'credential.too_complex',
        'It is too large to be a credential; it was not checked further.',
      );
    }
    const value = pending.pop();
    // N-Quads are hashed as UTF-8, in which all lone surrogates look alike.
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) {
      return refused(
        'credential.text',
        'It holds half of a character, which has no bytes that could be signed.',
      );
    }
    if (Array.isArray(value)) for (const member of value) pending.push(member);
    else if (isJsonObject(value)) {
      nodes += 1;
      if ('@context' in value) contexts += 1;
      // Nodes of one id are one node, wherever they stand in the document.
      const node =
        typeof value.id === 'string' ? value.id : typeof value['@id'] === 'string' ? value['@id'] : null;
      for (const [property, member] of Object.entries(value)) {
        const added = Array.isArray(member) ? member.length : 1;
        const key = node === null ? null : `${property} ${node}`;
        const before = key === null ? 0 : (counts.get(key) ?? 0);
        if (key !== null) counts.set(key, before + added);
        pairs += (2 * before + added) * added;
        pending.push(member);
      }
    }
  }
  return null;
}

/** JSON-LD errors carry the offending term in nested details; people need that, not the stack. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  const details = 'details' in error ? error.details : null;
  if (typeof details !== 'object' || details === null) return error.message;
  if ('cause' in details && details.cause instanceof Error) return reasonOf(details.cause);
  if ('event' in details && typeof details.event === 'object' && details.event !== null) {
    return reasonOfEvent(details.event);
  }
  return error.message.replace(/[.\s]+$/, '');
}

function reasonOfEvent(event: object): string {
  const message = 'message' in event && typeof event.message === 'string' ? event.message : 'not safe';
  const about = 'details' in event && typeof event.details === 'object' && event.details ? event.details : {};
  for (const name of ['property', 'type', 'id', 'reference', 'value']) {
    const value = Object.entries(about).find(([key]) => key === name)?.[1];
    if (typeof value === 'string') return `${shown(value)} is not defined (${message.replace(/\.$/, '')})`;
  }
  return message.replace(/\.$/, '');
}
