import { decodePath } from './bag-tags.ts';
import { collisionKey } from './path-rules.ts';

/** What was read of one file: its size, and its digests in hex by algorithm. */
export interface Measured {
  readonly sizeBytes: number;
  readonly digests: Readonly<Record<string, string>>;
}

/** Finds the file a manifest means, also where systems changed the case or Unicode form of its name. */
export class PathFinder {
  readonly #files: ReadonlyMap<string, Measured>;
  #byKey: Map<string, string> | null = null;

  constructor(files: ReadonlyMap<string, Measured>) {
    this.#files = files;
  }

  find(
    path: string,
    digest: string,
    algorithm: string,
  ): { path: string; how: 'exact' | 'unicode' | 'case' } | null {
    if (this.#files.has(path)) return { path, how: 'exact' };
    const decoded = decodePath(path);
    if (this.#files.has(decoded)) return { path: decoded, how: 'exact' };
    this.#byKey ??= new Map([...this.#files.keys()].map((known) => [collisionKey(known), known]));
    const close = this.#byKey.get(collisionKey(decoded));
    if (close === undefined) return null;
    if (close.normalize('NFC') === decoded.normalize('NFC')) return { path: close, how: 'unicode' };
    // On a file system without case there is one file for both names; only the same bytes can be it.
    return this.#files.get(close)?.digests[algorithm] === digest ? { path: close, how: 'case' } : null;
  }
}
