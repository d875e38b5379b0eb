import type { Problem } from '../api/shapes.ts';

/** One file of a bundle, whatever the bundle lies in. */
export interface TreeFile {
  /** From the root of the zip or folder, `/`-separated, as written there. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Left behind by an operating system (`__MACOSX/`, `.DS_Store`, `Thumbs.db`, …): never evidence. */
  readonly isSystem: boolean;
  /** Streams the bytes, verified as far as the container can; throws a `Refusal`. */
  open(): AsyncIterable<Uint8Array>;
}

/** The files of a zip or folder, in the order they are best read. */
export interface Tree {
  readonly container: 'zip' | 'folder';
  readonly files: readonly TreeFile[];
  /** With an error among them the files must not be read. */
  readonly problems: readonly Problem[];
  close(): Promise<void>;
}

const SYSTEM_NAMES = new Set([
  '.ds_store',
  'thumbs.db',
  'desktop.ini',
  '.spotlight-v100',
  '.trashes',
  '.fseventsd',
]);

export function isSystemPath(path: string): boolean {
  const segments = path.split('/');
  if (segments[0] === '__MACOSX') return true;
  return segments.some((segment) => SYSTEM_NAMES.has(segment.toLowerCase()) || segment.startsWith('._'));
}
