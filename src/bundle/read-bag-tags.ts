import type { Problem } from '../api/shapes.ts';
import {
  type BagDeclaration,
  type FetchLine,
  type ManifestLine,
  parseBagInfo,
  parseDeclaration,
  parseFetch,
  parseManifest,
} from './bag-tags.ts';
import { append, fault, warning } from './problems.ts';

/** Manifest names to node:crypto names. */
const ALGORITHMS = new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']);

export interface BagManifest {
  readonly name: string;
  readonly algorithm: string;
  readonly lines: readonly ManifestLine[];
}

/** The tag files of a bag, read; its payload not yet looked at. */
export interface Bag {
  readonly declaration: BagDeclaration;
  readonly manifests: readonly BagManifest[];
  readonly tagManifests: readonly BagManifest[];
  readonly fetch: readonly FetchLine[];
  readonly info: ReadonlyMap<string, readonly string[]>;
}

const MANIFEST_NAME = /^(tag)?manifest-([A-Za-z0-9-]+)\.txt$/i;

/** The digest a manifest of this file name holds, in node:crypto's name, or null where it is none or unknown. */
export function manifestAlgorithm(name: string): { algorithm: string; isTag: boolean } | null {
  const match = MANIFEST_NAME.exec(name);
  const algorithm = match?.[2]?.toLowerCase().replaceAll('-', '') ?? '';
  return ALGORITHMS.has(algorithm) ? { algorithm, isTag: match?.[1] !== undefined } : null;
}

/** Whether a tag file's text is needed, besides its digest. */
export function isKnownTagFile(path: string): boolean {
  return (
    MANIFEST_NAME.test(path) || ['bagit.txt', 'bag-info.txt', 'package-info.txt', 'fetch.txt'].includes(path)
  );
}

/** Reads a bag's tag files, given by their paths from its root. Null where they are too broken to go on. */
export function readBagTags(tags: ReadonlyMap<string, Uint8Array>): {
  bag: Bag | null;
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const keep = <T>(parsed: { value: T; problems: readonly Problem[] }): T => {
    append(problems, parsed.problems);
    return parsed.value;
  };
  const declared = tags.get('bagit.txt');
  if (declared === undefined) {
    problems.push(
      fault('bag.declaration_missing', 'The bag has no bagit.txt, so it is not complete; ask for it again.'),
    );
    return { bag: null, problems };
  }
  const declaration = keep(parseDeclaration(declared));
  if (declaration === null) return { bag: null, problems };

  const manifests: BagManifest[] = [];
  const tagManifests: BagManifest[] = [];
  for (const [name, bytes] of tags) {
    if (!MANIFEST_NAME.test(name)) continue;
    const known = manifestAlgorithm(name);
    if (known === null) {
      problems.push(
        warning(
          'bag.algorithm_unknown',
          'This manifest uses a digest that is not known; it was not checked.',
          name,
        ),
      );
      continue;
    }
    const lines = keep(parseManifest(bytes, declaration.encoding, name));
    (known.isTag ? tagManifests : manifests).push({ name, algorithm: known.algorithm, lines });
  }
  if (manifests.length === 0) {
    problems.push(
      fault('bag.manifest_missing', 'The bag has no manifest that can be checked; ask for it again.'),
    );
  }
  const fetchBytes = tags.get('fetch.txt');
  const fetch = fetchBytes === undefined ? [] : keep(parseFetch(fetchBytes, declaration.encoding));
  // Before 0.95 the file had another name.
  const infoName = tags.has('bag-info.txt') ? 'bag-info.txt' : 'package-info.txt';
  const infoBytes = tags.get(infoName);
  const info =
    infoBytes === undefined ? new Map() : keep(parseBagInfo(infoBytes, declaration.encoding, infoName));
  return { bag: { declaration, manifests, tagManifests, fetch, info }, problems };
}
