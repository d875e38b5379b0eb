import { manifestAlgorithm } from './read-bag-tags.ts';
import { CRATE_METADATA_NAMES } from './ro-crate.ts';
import type { TreeFile } from './tree.ts';

/** How the files of a bundle are meant, seen from their names alone. */
export interface Layout {
  readonly kind: 'native' | 'bag' | 'crate' | 'plain';
  /** Where the bundle's root is: empty, or a folder with `/` at its end. */
  readonly base: string;
  /** Where evidence begins: `base`, or the payload of the bag. */
  readonly payload: string;
  /** Path of the crate metadata. */
  readonly metadata: string | null;
}

/** A bundle may lie at the root or in the one folder that is there. */
export function detectLayout(files: readonly TreeFile[]): Layout {
  const paths = new Set(files.filter((file) => !file.isSystem).map((file) => file.path));
  const bases = ['', ...onlyFolder(paths)];
  for (const base of bases) {
    if (!looksLikeBag(paths, base)) continue;
    const payload = `${base}data/`;
    const metadata = findMetadata(paths, payload);
    return { kind: metadata === null ? 'bag' : 'native', base, payload, metadata };
  }
  for (const base of bases) {
    const metadata = findMetadata(paths, base);
    if (metadata !== null) return { kind: 'crate', base, payload: base, metadata };
  }
  const base = bases.at(-1) ?? '';
  return { kind: 'plain', base, payload: base, metadata: null };
}

function onlyFolder(paths: ReadonlySet<string>): string[] {
  const tops = new Set<string>();
  for (const path of paths) {
    const slash = path.indexOf('/');
    if (slash < 0) return [];
    tops.add(path.slice(0, slash + 1));
    if (tops.size > 1) return [];
  }
  return [...tops];
}

/** Also when `bagit.txt` was lost: a manifest beside a payload is a bag, and a broken one. */
function looksLikeBag(paths: ReadonlySet<string>, base: string): boolean {
  if (paths.has(`${base}bagit.txt`)) return true;
  let [hasManifest, hasPayload] = [false, false];
  for (const path of paths) {
    if (!path.startsWith(base)) continue;
    const rest = path.slice(base.length);
    hasPayload ||= rest.startsWith('data/');
    hasManifest ||= manifestAlgorithm(rest)?.isTag === false;
  }
  return hasManifest && hasPayload;
}

function findMetadata(paths: ReadonlySet<string>, folder: string): string | null {
  return CRATE_METADATA_NAMES.map((name) => folder + name).find((path) => paths.has(path)) ?? null;
}
