import jsonld from 'jsonld';
import rdfCanonize from 'rdf-canonize';
import { ok, type Result, refused } from '../domain/result.ts';
import type { DocumentLoader } from './document-loader.ts';
import { plainText, shown } from './plain-text.ts';

export interface CanonLimits {
  /** JSON values in the document. */
  readonly values: number;
  readonly quads: number;
  /** For the blank-node search, which a hostile graph can make factorial. */
  readonly milliseconds: number;
}

export const CANON_LIMITS: CanonLimits = { values: 250_000, quads: 100_000, milliseconds: 3_000 };

// n² rounds of deep comparison for n look-alike blank nodes: real credentials need n or fewer.
const WORK_FACTOR = 2;

/**
 * The canonical N-Quads of a JSON-LD document (RDFC-1.0), the one way documents are canonicalised here.
 * JSON-LD runs in safe mode: a term that no context maps is a failure, because it would not be covered by the hash.
 */
export async function canonicalise(
  document: unknown,
  documentLoader: DocumentLoader,
  limits: CanonLimits = CANON_LIMITS,
): Promise<Result<string>> {
  const trouble = survey(document, limits.values);
  if (trouble) return trouble;
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
    return ok(
      await rdfCanonize.canonize(quads, {
        algorithm: 'RDFC-1.0',
        maxWorkFactor: WORK_FACTOR,
        signal: AbortSignal.timeout(limits.milliseconds),
      }),
    );
  } catch {
    return refused(
      'credential.too_complex',
      'Its statements are tangled so that putting them in order would take too long; an honest credential is not.',
    );
  }
}

function survey(root: unknown, limit: number): ReturnType<typeof refused> | null {
  const pending: unknown[] = [root];
  for (let count = 0; pending.length > 0; count += 1) {
    if (count > limit) {
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
    if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) pending.push(child);
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
