import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ChosenFile } from '../../src/api/bridge.ts';
import { FileToken } from '../../src/api/shapes.ts';

/** Stands for files the person chose: the renderer holds tokens, never paths. */
export interface FileGrants {
  /** A path that does not exist yet (a save as) is granted too. */
  grant(path: string): ChosenFile;
  pathOf(token: FileToken): string | null;
  /** Every grant so far: a host that was restarted must learn them again. */
  all(): IterableIterator<[FileToken, string]>;
}

/** `onGrant` is told every grant as it is made, before the renderer hears of it. */
export function fileGrants(onGrant: (token: FileToken, path: string) => void): FileGrants {
  const paths = new Map<FileToken, string>();
  return {
    grant: (path) => {
      const token = FileToken.parse(`ft_${randomBytes(24).toString('base64url')}`);
      paths.set(token, path);
      onGrant(token, path);
      const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
      return { token, name: basename(path), isFolder };
    },
    pathOf: (token) => paths.get(token) ?? null,
    all: () => paths.entries(),
  };
}
